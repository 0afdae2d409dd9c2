import type { SymmetryOperation } from './operation.js';
import { pointGroup } from './operations.js';
import type { CrystalSystem, LaueClass } from './space-group.js';

/** What follows from the rotations of a space group alone. */
export interface Classification {
  readonly laueClass: LaueClass;
  readonly system: CrystalSystem;
  readonly centrosymmetric: boolean;
}

/** Laue class, crystal system and whether there is an inversion centre, from the operations of a space group. */
export function classify(operations: readonly SymmetryOperation[]): Classification {
  const laue = pointGroup(operations, true);
  const laueClass = laueClassOf(laue);
  const system = laueClass === undefined ? 'triclinic' : SYSTEMS[laueClass];
  return {
    laueClass: laueClass ?? '-1',
    system,
    centrosymmetric: laue.length === pointGroup(operations).length,
  };
}

const SYSTEMS: Readonly<Record<LaueClass, CrystalSystem>> = {
  '-1': 'triclinic',
  '2/m': 'monoclinic',
  mmm: 'orthorhombic',
  '4/m': 'tetragonal',
  '4/mmm': 'tetragonal',
  '-3': 'trigonal',
  '-3m1': 'trigonal',
  '-31m': 'trigonal',
  '6/m': 'hexagonal',
  '6/mmm': 'hexagonal',
  'm-3': 'cubic',
  'm-3m': 'cubic',
};

/** Eleven groups tell themselves apart by how many rotations they have and of which order. */
function laueClassOf(rotations: Int8Array): LaueClass | undefined {
  const traces: number[] = [];
  for (let at = 0; at < rotations.length; at += 9) {
    const r = rotations.subarray(at, at + 9);
    if (determinant(r) > 0) traces.push(r[0]! + r[4]! + r[8]!);
  }
  // The trace of a rotation is 1 + 2 cos of its angle: 1 for four-fold axes, 2 for six-fold ones.
  const fourFold = traces.includes(1);
  const sixFold = traces.includes(2);
  switch (traces.length) {
    case 1:
      return '-1';
    case 2:
      return '2/m';
    case 3:
      return '-3';
    case 4:
      return fourFold ? '4/m' : 'mmm';
    case 6:
      return sixFold ? '6/m' : twoFoldAlongEdge(rotations) ? '-3m1' : '-31m';
    case 8:
      return '4/mmm';
    case 12:
      return sixFold ? '6/mmm' : 'm-3';
    case 24:
      return 'm-3m';
    default:
      return undefined;
  }
}

/** On hexagonal axes -3m1 has two-fold axes along the edges, -31m between them; on rhombohedral axes it is always the former. */
function twoFoldAlongEdge(rotations: Int8Array): boolean {
  let threeFoldOnEdge = false;
  let twoFoldOnEdge = false;
  for (let at = 0; at < rotations.length; at += 9) {
    const r = rotations.subarray(at, at + 9);
    if (determinant(r) < 0) continue;
    const trace = r[0]! + r[4]! + r[8]!;
    const onEdge = [0, 1, 2].some((i) => [0, 1, 2].every((j) => r[3 * j + i] === (i === j ? 1 : 0)));
    if (trace === 0 && onEdge) threeFoldOnEdge = true;
    if (trace === -1 && onEdge) twoFoldOnEdge = true;
  }
  return twoFoldOnEdge || !threeFoldOnEdge;
}

function determinant(r: ArrayLike<number>): number {
  return (
    r[0]! * (r[4]! * r[8]! - r[5]! * r[7]!) -
    r[1]! * (r[3]! * r[8]! - r[5]! * r[6]!) +
    r[2]! * (r[3]! * r[7]! - r[4]! * r[6]!)
  );
}
