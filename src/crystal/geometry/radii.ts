/** Covalent radii in pm, hydrogen to curium in the order of their numbers; manganese, iron and cobalt in high spin. */
const radiiPm = `
H 31 He 28 Li 128 Be 96 B 84 C 76 N 71 O 66 F 57 Ne 58 Na 166 Mg 141 Al 121 Si 111 P 107 S 105 Cl 102 Ar 106 K 203
Ca 176 Sc 170 Ti 160 V 153 Cr 139 Mn 161 Fe 152 Co 150 Ni 124 Cu 132 Zn 122 Ga 122 Ge 120 As 119 Se 120 Br 120 Kr 116
Rb 220 Sr 195 Y 190 Zr 175 Nb 164 Mo 154 Tc 147 Ru 146 Rh 142 Pd 139 Ag 145 Cd 144 In 142 Sn 139 Sb 139 Te 138 I 139
Xe 140 Cs 244 Ba 215 La 207 Ce 204 Pr 203 Nd 201 Pm 199 Sm 198 Eu 198 Gd 196 Tb 194 Dy 192 Ho 192 Er 189 Tm 190 Yb 187
Lu 187 Hf 175 Ta 170 W 162 Re 151 Os 144 Ir 141 Pt 136 Au 136 Hg 132 Tl 145 Pb 146 Bi 148 Po 140 At 150 Rn 150 Fr 260
Ra 221 Ac 215 Th 206 Pa 200 U 196 Np 190 Pu 187 Am 180 Cm 169`;

const words = radiiPm.trim().split(/\s+/);
const radii = new Map<string, number>();
for (let at = 0; at + 1 < words.length; at += 2) radii.set(words[at]!, Number(words[at + 1]) / 100);
radii.set('D', radii.get('H')!);

/** For elements beyond curium, of which no bond was ever measured. */
const UNKNOWN_RADIUS = 1.6;

/**
 * Covalent radius in angstrom: B. Cordero et al., Dalton Trans. 2008, 2832, doi:10.1039/b801115j.
 *
 * @param element symbol such as `Zr`; `D` is hydrogen
 */
export function covalentRadius(element: string): number {
  return radii.get(element) ?? UNKNOWN_RADIUS;
}

const nonMetals = new Set('H D He B C N O F Ne Si P S Cl Ar Ge As Se Br Kr Te I Xe At Rn'.split(' '));

export function isMetal(element: string): boolean {
  return !nonMetals.has(element);
}

/** What bridges metals in solids, the most electronegative first (Pauling's scale). */
const anions = 'F O Cl N Br I S Se Te'.split(' ');

/** Place among the elements that form anions, 0 for fluorine; larger than any of them for all other elements. */
export function anionRank(element: string): number {
  const rank = anions.indexOf(element);
  return rank < 0 ? anions.length : rank;
}
