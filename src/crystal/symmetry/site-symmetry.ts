import { fail } from '../../errors.js';
import type { Cell } from '../cell/cell.js';
import { directMetric } from '../cell/metric.js';
import type { Freedom } from './freedom.js';
import type { SymmetryOperation } from './operation.js';
import { fixedPoints } from './position-freedom.js';
import type { SpaceGroup } from './space-group.js';

export type Position = readonly [number, number, number];

export interface SiteSymmetry {
  /** The position, moved onto the special position that it nearly has: 0.3333 becomes 1/3, and y = 2x holds exactly. */
  readonly position: Position;
  /** The operations that leave it in place, but for lattice translations; the identity first. */
  readonly operations: readonly SymmetryOperation[];
  /** Number of equivalent positions in the cell. */
  readonly multiplicity: number;
  /** The equivalent positions, each once, coordinates in [0, 1); that of the identity first. */
  readonly orbit: readonly Position[];
  /** One operation for each of them that leads there, but for lattice translations. */
  readonly orbitOperations: readonly SymmetryOperation[];
}

export interface SiteTolerance {
  /** How far a position may lie from the special one it is moved onto, in angstrom; where the cell is known. @default 0.02 */
  readonly angstrom?: number;
  /** The same for each coordinate; where no cell is given. @default 0.001 */
  readonly fraction?: number;
}

/** Rounding of exact positions, far below what separates two atoms. */
const SAME = 1e-6;

/**
 * The site symmetry of a position: what leaves it in place, where exactly it is, and its equivalents.
 *
 * Throws `invalid-structure` for coordinates beyond 100 cells from the origin.
 *
 * @param cell with it nearness is measured in angstrom, without it in fractions
 */
export function siteSymmetry(
  position: Position,
  spaceGroup: Pick<SpaceGroup, 'operations'>,
  cell?: Cell,
  tolerance: SiteTolerance = {},
): SiteSymmetry {
  if (!position.every((x) => Math.abs(x) <= 100)) {
    throw fail(
      'invalid-structure',
      `${position.join(', ')} are no fractional coordinates`,
      'give numbers between 0 and 1, or near that',
    );
  }
  const distance = distanceMeasure(cell, tolerance);
  const candidates = spaceGroup.operations
    .map((operation) => ({ operation, shift: distance(position, nearestImage(operation, position)) }))
    // Moving a position by up to the tolerance brings it nearer to its image by up to twice as much.
    .filter(({ shift }) => shift <= 2)
    .sort((one, other) => one.shift - other.shift);

  const accepted: SymmetryOperation[] = [];
  const binding: SymmetryOperation[] = [];
  let points = fixedPoints(binding, position)!;
  for (const { operation } of candidates) {
    if (!leavesInPlace(operation, points, position)) {
      const fewer = fixedPoints([...binding, operation], position);
      if (fewer === undefined) continue;
      if (distance(position, pointNear(position, fewer, [...accepted, operation])) > 1) continue;
      binding.push(operation);
      points = fewer;
    }
    accepted.push(operation);
  }
  const exact = pointNear(position, points, accepted);
  const operations = spaceGroup.operations.filter((operation) => isSame(exact, nearestImage(operation, exact)));
  return { position: exact, operations, ...orbitOf(exact, spaceGroup.operations) };
}

/** Whether an operation leaves all points of a line or plane in place, so that it asks nothing new of the position. */
function leavesInPlace(operation: SymmetryOperation, { count, matrix, base }: Freedom, position: Position): boolean {
  const cells = imageOf(operation, position).map((x, i) => Math.round(x - position[i]!));
  const moved = imageOf(operation, [base[0]!, base[1]!, base[2]!]);
  for (let i = 0; i < 3; i++) {
    if (Math.abs(moved[i]! - cells[i]! - base[i]!) > 1e-9) return false;
    for (let j = 0; j < count; j++) {
      let along = -matrix[i * count + j]!;
      for (let k = 0; k < 3; k++) along += operation.rotation[3 * i + k]! * matrix[k * count + j]!;
      if (Math.abs(along) > 1e-9) return false;
    }
  }
  return true;
}

/** The point among the fixed ones where the operations take the position on average. */
function pointNear(position: Position, points: Freedom, operations: readonly SymmetryOperation[]): Position {
  const mean = [0, 0, 0];
  for (const operation of operations) {
    const image = nearestImage(operation, position);
    for (let i = 0; i < 3; i++) mean[i]! += image[i]! / operations.length;
  }
  const out: [number, number, number] = [points.base[0]!, points.base[1]!, points.base[2]!];
  for (const [j, parameter] of points.free.entries()) {
    // A coordinate that nothing moves stays as it was written, to the last digit.
    const untouched = Math.abs(mean[parameter]! - position[parameter]!) < 1e-12;
    const value = untouched ? position[parameter]! : mean[parameter]!;
    for (let i = 0; i < 3; i++) out[i]! += points.matrix[i * points.count + j]! * value;
  }
  return out;
}

function orbitOf(
  position: Position,
  operations: readonly SymmetryOperation[],
): Pick<SiteSymmetry, 'multiplicity' | 'orbit' | 'orbitOperations'> {
  const orbit: Position[] = [];
  const orbitOperations: SymmetryOperation[] = [];
  for (const operation of operations) {
    const image = imageOf(operation, position);
    const inside = [wrap(image[0]), wrap(image[1]), wrap(image[2])] as const;
    if (orbit.some((known) => isSame(known, inside))) continue;
    orbit.push(inside);
    orbitOperations.push(operation);
  }
  return { multiplicity: orbit.length, orbit, orbitOperations };
}

/** R x + t. */
function imageOf({ rotation, translation }: SymmetryOperation, p: Position): [number, number, number] {
  return [
    rotation[0]! * p[0] + rotation[1]! * p[1] + rotation[2]! * p[2] + translation[0]!,
    rotation[3]! * p[0] + rotation[4]! * p[1] + rotation[5]! * p[2] + translation[1]!,
    rotation[6]! * p[0] + rotation[7]! * p[1] + rotation[8]! * p[2] + translation[2]!,
  ];
}

/** The image in the lattice cell around the position itself. */
function nearestImage(operation: SymmetryOperation, p: Position): Position {
  const image = imageOf(operation, p);
  for (let i = 0; i < 3; i++) image[i]! -= Math.round(image[i]! - p[i]!);
  return image;
}

/** Into [0, 1); what is 1 but for rounding is 0. */
function wrap(x: number): number {
  const inside = x - Math.floor(x);
  return inside > 1 - 1e-12 || inside < 1e-15 ? 0 : inside;
}

function isSame(one: Position, other: Position): boolean {
  for (let i = 0; i < 3; i++) {
    const shift = one[i]! - other[i]!;
    if (Math.abs(shift - Math.round(shift)) > SAME) return false;
  }
  return true;
}

/** Distance of two positions in units of the tolerance. */
function distanceMeasure(cell: Cell | undefined, tolerance: SiteTolerance): (p: Position, q: Position) => number {
  if (cell === undefined) {
    const fraction = tolerance.fraction ?? 1e-3;
    return (p, q) => Math.max(Math.abs(p[0] - q[0]), Math.abs(p[1] - q[1]), Math.abs(p[2] - q[2])) / fraction;
  }
  const g = directMetric(cell);
  const reach = tolerance.angstrom ?? 0.02;
  return (p, q) => {
    const [u, v, w] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
    const square = g[0]! * u * u + g[1]! * v * v + g[2]! * w * w + 2 * (g[3]! * u * v + g[4]! * u * w + g[5]! * v * w);
    return Math.sqrt(Math.max(0, square)) / reach;
  };
}
