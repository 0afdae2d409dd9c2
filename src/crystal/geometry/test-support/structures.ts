import type { Cell } from '../../cell/cell.js';
import type { CrystalStructure, Site } from '../../structure.js';
import { spaceGroupFromSymbol } from '../../symmetry/find-space-group.js';
import { siteSymmetry } from '../../symmetry/site-symmetry.js';

type Atom = readonly [label: string, element: string, x: number, y: number, z: number, occupancy?: number];

/** A structure from a few words, its positions snapped and its multiplicities filled in. */
export function makeStructure(symbol: string, cell: Cell, atoms: readonly Atom[]): CrystalStructure {
  const { spaceGroup } = spaceGroupFromSymbol(symbol, cell);
  const sites = atoms.map(([label, element, x, y, z, occupancy = 1]): Site => {
    const { position, multiplicity } = siteSymmetry([x, y, z], spaceGroup, cell);
    return { label, element, position, multiplicity, occupancy, uIso: 0.01 };
  });
  return { name: 'made', cell, spaceGroup, sites };
}

/** a, b, c, alpha, beta, gamma. */
export function cellOf(a: number, b: number, c: number, alpha = 90, beta = 90, gamma = 90): Cell {
  return { a, b, c, alpha, beta, gamma };
}

/** Rutile: R. J. Hill, C. J. Howard. */
export const rutile = makeStructure('P 42/m n m', cellOf(4.5922, 4.5922, 2.9574), [
  ['Ti', 'Ti', 0, 0, 0],
  ['O', 'O', 0.3052, 0.3052, 0],
]);

/** Fluorapatite as the GSAS-II tutorial starts from it. */
export const fluorapatite = makeStructure('P 63/m', cellOf(9.372, 9.372, 6.886, 90, 90, 120), [
  ['Ca1', 'Ca', 1 / 3, 2 / 3, 0.001],
  ['Ca2', 'Ca', 0.242, 0.992, 0.25],
  ['P1', 'P', 0.397, 0.367, 0.25],
  ['F1', 'F', 0, 0, 0.25],
  ['O1', 'O', 0.325, 0.485, 0.25],
  ['O2', 'O', 0.588, 0.465, 0.25],
  ['O3', 'O', 0.34, 0.258, 0.072],
]);
