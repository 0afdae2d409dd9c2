/** Chemical formulas with brackets, and the electrons of their atoms that TPP-2M counts. */
import { atomicMass, isElement } from '../../../crystal/scattering/element-data.js';

/** Atoms of each element in a formula unit. */
export type Atoms = Readonly<Record<string, number>>;

const LONGEST = 200;

/**
 * Reads `Na3Zr2Si2PO12`, `Ca(OH)2`, `Li6.4La3Zr1.4Ta0.6O12`, `[Ti0.5Zr0.5]O2`; undefined for anything else, unknown elements
 * included.
 */
export function parseMaterialFormula(text: string): Atoms | undefined {
  if (text.length === 0 || text.length > LONGEST) return undefined;
  const open: { readonly bracket: string; readonly atoms: Map<string, number> }[] = [{ bracket: '', atoms: new Map() }];
  const part = /([A-Z][a-z]?|[([]|[)\]])(\d+(?:\.\d+)?|\.\d+)?/y;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) return undefined;
    const [, what, digits] = match;
    const count = digits === undefined ? 1 : Number(digits);
    if (!(count > 0)) return undefined;
    if (what === '(' || what === '[') {
      if (digits !== undefined) return undefined;
      open.push({ bracket: what, atoms: new Map() });
    } else if (what === ')' || what === ']') {
      const group = open.pop()!;
      const outside = open.at(-1);
      if (outside === undefined || group.bracket !== (what === ')' ? '(' : '[')) return undefined;
      for (const [element, inside] of group.atoms) add(outside.atoms, element, inside * count);
    } else {
      if (!isElement(what!)) return undefined;
      add(open.at(-1)!.atoms, what!, count);
    }
  }
  const [whole] = open;
  if (open.length !== 1 || whole!.atoms.size === 0) return undefined;
  return Object.fromEntries(whole!.atoms);
}

/** Mass of a formula unit in g/mol. */
export function molarMassOf(atoms: Atoms): number {
  return Object.entries(atoms).reduce((sum, [element, count]) => sum + count * atomicMass(element), 0);
}

/** Valence electrons of a formula unit; undefined, with the element, where one has no number. */
export function valenceElectronsOf(atoms: Atoms): { readonly count: number } | { readonly unknown: string } {
  let count = 0;
  for (const [element, atomsOf] of Object.entries(atoms)) {
    const electrons = byElement().get(element);
    if (electrons === undefined) return { unknown: element };
    count += atomsOf * electrons;
  }
  return { count };
}

/**
 * s and p electrons of main groups; s and d electrons of transition elements up to Zn, Cd and Hg; 5p, s and d electrons of
 * the lanthanides, as S. Tanuma, C. J. Powell and D. R. Penn count them (Surf. Interface Anal. 35 (2003) 268: Y 3, Gd, Tb and
 * Dy 9, Hf 4, Ta 5, Bi 5). TPP-2M was fitted with these numbers, so counting otherwise makes it worse.
 */
const electronsOf = `1 H D Li Na K Rb Cs
2 He Be Mg Ca Sr Ba
3 B Al Ga In Tl Sc Y
4 C Si Ge Sn Pb Ti Zr Hf Th
5 N P As Sb Bi V Nb Ta Pa
6 O S Se Te Po Cr Mo W U
7 F Cl Br I Mn Tc Re
8 Ne Ar Kr Xe Fe Ru Os
9 Co Rh Ir La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu
10 Ni Pd Pt
11 Cu Ag Au
12 Zn Cd Hg`;

let electrons: ReadonlyMap<string, number> | undefined;

function byElement(): ReadonlyMap<string, number> {
  electrons ??= new Map(
    electronsOf.split('\n').flatMap((line) => {
      const [count, ...elements] = line.split(' ');
      return elements.map((element) => [element, Number(count)] as const);
    }),
  );
  return electrons;
}

function add(atoms: Map<string, number>, element: string, count: number): void {
  atoms.set(element, (atoms.get(element) ?? 0) + count);
}
