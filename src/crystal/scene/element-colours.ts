/**
 * Our colours of the elements: the customs of the field (red oxygen, green chlorine, blue silicon, yellow sulphur) in
 * calm tones that can be told apart side by side and keep their darker shades readable on white and on dark paper.
 */
const COLOURS = `
H e4e4de, D d5dbe4, He c8dde0, Li 86c06c, Be 7ea04d, B 4c9f63, C 6e6259, N 6288d6, O d5402e, F 8fd6c0, Ne c4b0d8,
Na e2ab24, Mg e58a45, Al 86b1d8, Si 3d6cb4, P b18aca, S ece14e, Cl 5cbb4b, Ar a3c5cf,
K 8a5bb3, Ca 5799c9, Sc a9a2b8, Ti 7b95aa, V 3c8d96, Cr 4678bb, Mn 974fa5, Fe b86a30, Co 3f58b3, Ni 8f9fa2,
Cu 4a6fcb, Zn 8a8fae, Ga a0c65e, Ge 7d6ea6, As 76a4bb, Se 8fae35, Br 8c4433, Kr a9b9c9,
Rb 7c4ba0, Sr 49ab6c, Y 5fb2bf, Zr 4a9d55, Nb 4a89a9, Mo a77fa0, Tc 8d8099, Ru b08a86, Rh b7828c, Pd a3a095,
Ag a9aeb6, Cd d4a94b, In d27fb0, Sn 7e8ea7, Sb 8b7db0, Te a07f3c, I 7f3c98, Xe 8fb0c4,
Cs 66418f, Ba 3f8e5b, La 8cc3c6, Ce c9bd58, Pr b3c26a, Nd cb8fb6, Pm a59ac0, Sm c0aa86, Eu c59aa4, Gd 8fb5a0,
Tb 7fae93, Dy 74a78b, Ho 6ba085, Er d497a5, Tm 62997f, Yb 5a9279, Lu 528b73, Hf 5c8da8, Ta 4794a0, W 666ea9,
Re 8a7391, Os 7f7a86, Ir 8f7d78, Pt b3b2b8, Au d8a01f, Hg a3a3bb, Tl 94825f, Pb 585f69, Bi 8a5eb2,
Po 7f6a4c, At 6f5a54, Rn 7f98a2, Fr 5b3a85, Ra 3b7f57, Ac 7fb0c0, Th 6fa3a0, Pa 7f9bb0, U 4f8fb0, Np 5b83ad,
Pu 6779a8, Am 736fa3, Cm 7d669d, Bk 865d96, Cf 8d558e`;

const OTHER = '#a39c94';

let colours: ReadonlyMap<string, string> | undefined;

/** `#rrggbb` of an element, a warm grey for what has none. */
export function elementColour(element: string): string {
  colours ??= new Map(
    [...COLOURS.matchAll(/([A-Z][a-z]?) ([\da-f]{6})/g)].map(([, symbol, colour]) => [symbol!, `#${colour}`]),
  );
  return colours.get(element) ?? OTHER;
}

/** Colour of an element in a scene, which may come from a file. */
export function colourIn(of: Readonly<Record<string, string>>, element: string): string {
  return of[element] ?? OTHER;
}
