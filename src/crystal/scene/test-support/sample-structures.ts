import type { CrystalStructure } from '../../structure.js';
import { closure } from '../../symmetry/operations.js';
import { parseOperation } from '../../symmetry/parse-operation.js';
import { siteSymmetry } from '../../symmetry/site-symmetry.js';

type Atom = readonly [label: string, element: string, x: number, y: number, z: number, occupancy?: number];

/** A structure by hand: generators of its group, cell, atoms. Laue class and system are not looked at by scenes. */
export function structureOf(
  name: string,
  cell: CrystalStructure['cell'],
  generators: readonly string[],
  atoms: readonly Atom[],
): CrystalStructure {
  const operations = closure(generators.map(parseOperation));
  return {
    name,
    cell,
    spaceGroup: { symbol: 'by hand', operations, laueClass: '-1', system: 'triclinic', centrosymmetric: true },
    sites: atoms.map(([label, element, x, y, z, occupancy = 1]) => {
      const { position, multiplicity } = siteSymmetry([x, y, z], { operations }, cell);
      return { label, element, position, occupancy, uIso: 0.01, multiplicity };
    }),
  };
}

function cell(a: number, b = a, c = a): CrystalStructure['cell'] {
  return { a, b, c, alpha: 90, beta: 90, gamma: 90 };
}

/** TiO2 in P 42/m n m. */
export const rutile = structureOf(
  'rutile',
  cell(4.5937, 4.5937, 2.9587),
  ['-x,-y,-z', '-y+1/2,x+1/2,z+1/2', 'y,x,-z'],
  [
    ['Ti1', 'Ti', 0, 0, 0],
    ['O1', 'O', 0.3048, 0.3048, 0],
  ],
);

/** NaCl in F m -3 m. */
export const rockSalt = structureOf(
  'rock-salt',
  cell(5.64),
  ['-x,-y,-z', '-y,x,z', 'z,x,y', 'y,x,z', 'x,y+1/2,z+1/2', 'x+1/2,y,z+1/2'],
  [
    ['Na1', 'Na', 0, 0, 0],
    ['Cl1', 'Cl', 0.5, 0.5, 0.5],
  ],
);

/** ABO3 in P m -3 m with a mixed site in the middle and a site in its corners that is not always filled. */
export const perovskite = structureOf(
  'perovskite',
  cell(3.9),
  ['-x,-y,-z', '-y,x,z', 'z,x,y', 'y,x,z'],
  [
    ['La1', 'La', 0, 0, 0, 0.6],
    ['Ti1', 'Ti', 0.5, 0.5, 0.5, 0.7],
    ['Nb1', 'Nb', 0.5, 0.5, 0.5, 0.3],
    ['O1', 'O', 0.5, 0.5, 0],
  ],
);
