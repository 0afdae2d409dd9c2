import type { SymmetryOperation } from '../symmetry/operation.js';

type Position = readonly [number, number, number];

/** What all positions of a structure have in common: translations inside the cell, and an inversion centre at its origin. */
export interface Lattice {
  /** Centring translations, that of no translation included. */
  readonly centring: readonly (readonly number[])[];
  readonly inversionAtOrigin: boolean;
}

/** Equivalent positions that are left when those which follow by centring and by inversion at the origin are not counted. */
export interface ReducedOrbit {
  readonly operations: readonly SymmetryOperation[];
  /** 2 where the position stands for its inverse too, else 1. */
  readonly weights: readonly number[];
}

const SAME = 1e-6;
const IDENTITY = '1,0,0,0,1,0,0,0,1';
const INVERSION = '-1,0,0,0,-1,0,0,0,-1';

export function latticeOf(operations: readonly SymmetryOperation[]): Lattice {
  const centring = operations.filter(({ rotation }) => rotationKey(rotation) === IDENTITY).map((op) => op.translation);
  const inversionAtOrigin = operations.some(
    ({ rotation, translation }) => rotationKey(rotation) === INVERSION && equalIn(centring, translation, [0, 0, 0]),
  );
  return { centring, inversionAtOrigin };
}

/**
 * The sum over an orbit from a part of it: the whole is the part times the number of centring translations, and of a pair of
 * inverse positions only the even half is left.
 */
export function reducedOrbit(
  orbitOperations: readonly SymmetryOperation[],
  position: Position,
  { centring, inversionAtOrigin }: Lattice,
): ReducedOrbit {
  const operations: SymmetryOperation[] = [];
  const weights: number[] = [];
  const images: Position[] = [];
  for (const operation of orbitOperations) {
    const image = imageOf(operation, position);
    if (images.some((known) => equalIn(centring, known, image))) continue;
    const inverse: Position = [-image[0], -image[1], -image[2]];
    if (inversionAtOrigin && images.some((known) => equalIn(centring, known, inverse))) continue;
    images.push(image);
    operations.push(operation);
    weights.push(inversionAtOrigin && !equalIn(centring, image, inverse) ? 2 : 1);
  }
  return { operations, weights };
}

function rotationKey(rotation: readonly number[]): string {
  return rotation.map((factor) => factor + 0).join(',');
}

/** True when two points differ by a translation of the lattice, centring included. */
function equalIn(centring: Lattice['centring'], one: readonly number[], other: readonly number[]): boolean {
  return centring.some((shift) => {
    for (let i = 0; i < 3; i++) {
      const rest = one[i]! - other[i]! - shift[i]!;
      if (Math.abs(rest - Math.round(rest)) > SAME) return false;
    }
    return true;
  });
}

function imageOf({ rotation: r, translation: t }: SymmetryOperation, p: Position): Position {
  return [
    r[0]! * p[0] + r[1]! * p[1] + r[2]! * p[2] + t[0]!,
    r[3]! * p[0] + r[4]! * p[1] + r[5]! * p[2] + t[1]!,
    r[6]! * p[0] + r[7]! * p[1] + r[8]! * p[2] + t[2]!,
  ];
}
