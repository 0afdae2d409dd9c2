import { fail } from '../../errors.js';
import { inverseSquareD, isMetric } from '../cell/metric.js';
import type { SymmetryOperation } from '../symmetry/operation.js';
import { pointGroup, steps } from '../symmetry/operations.js';
import type { SpaceGroup } from '../symmetry/space-group.js';
import type { ReflectionList } from './reflection-list.js';

/**
 * All reflections with d between `dMin` and `dMax` (angstrom, both included) that the space group allows: one of each set
 * of equivalents, the lexicographically largest, Friedel mates being equivalent. Largest d first, where d is equal the
 * larger h, then k, then l first.
 *
 * Throws `invalid-structure` when no cell has the metric, and `too-many-points` when there are more than `limit`.
 *
 * @param metric reciprocal metric A0..A5
 * @param limit how many to allow. @default 100000
 */
export function listReflections(
  metric: Float64Array,
  spaceGroup: SpaceGroup,
  dMin: number,
  dMax: number,
  limit = 100_000,
): ReflectionList {
  if (!isMetric(metric)) {
    throw fail(
      'invalid-structure',
      'the reciprocal metric belongs to no cell',
      'check the edges and angles of the cell',
    );
  }
  if (!(dMin > 0)) throw tooMany(Number.POSITIVE_INFINITY, dMin, limit);
  const laue = pointGroup(spaceGroup.operations, true);
  const lattice = centringOf(spaceGroup.operations);
  const absences = spaceGroup.operations.map(absenceOf);
  const points = latticePoints(metric, dMin);
  const expected = points / ((laue.length / 9) * (lattice.length / 3));
  if (!(expected < 1.5 * limit + 1000)) throw tooMany(expected, dMin, limit);

  // A reflection exactly on the limit belongs to the list whichever way its 1/d² was rounded.
  const most = (1 + 1e-12) / (dMin * dMin);
  const least = dMax < Number.POSITIVE_INFINITY ? (1 - 1e-12) / (dMax * dMax) : 0;
  const found: { h: number; k: number; l: number; q: number; multiplicity: number }[] = [];
  forEachPoint(metric, most, (h, k, l) => {
    if (!allowed(lattice, h, k, l) || !isLargest(laue, h, k, l)) return;
    const q = inverseSquareD(metric, h, k, l);
    if (q < least || q > most || absences.some((absence) => forbids(absence, h, k, l))) return;
    found.push({ h, k, l, q, multiplicity: laue.length / 9 / stabiliserSize(laue, h, k, l) });
    if (found.length > 2 * limit + 1000) throw tooMany(expected, dMin, limit);
  });
  if (found.length > limit) throw tooMany(found.length, dMin, limit);
  found.sort((one, other) => one.q - other.q);
  orderEqual(found);

  const hkl = new Int32Array(3 * found.length);
  const multiplicity = new Int32Array(found.length);
  for (const [i, reflection] of found.entries()) {
    hkl[3 * i] = reflection.h;
    hkl[3 * i + 1] = reflection.k;
    hkl[3 * i + 2] = reflection.l;
    multiplicity[i] = reflection.multiplicity;
  }
  return { count: found.length, hkl, multiplicity };
}

/** All reflections equivalent to one, itself and Friedel mates among them: h, k, l of each, one after the other. */
export function equivalentReflections(spaceGroup: SpaceGroup, h: number, k: number, l: number): Int32Array {
  const laue = pointGroup(spaceGroup.operations, true);
  const out: number[] = [];
  for (let at = 0; at < laue.length; at += 9) {
    const x = h * laue[at]! + k * laue[at + 3]! + l * laue[at + 6]!;
    const y = h * laue[at + 1]! + k * laue[at + 4]! + l * laue[at + 7]!;
    const z = h * laue[at + 2]! + k * laue[at + 5]! + l * laue[at + 8]!;
    let known = false;
    for (let i = 0; i < out.length && !known; i += 3) known = out[i] === x && out[i + 1] === y && out[i + 2] === z;
    if (!known) out.push(x, y, z);
  }
  return Int32Array.from(out);
}

/** True when centring, screw axes or glide planes extinguish the reflection. */
export function isAbsent(spaceGroup: SpaceGroup, h: number, k: number, l: number): boolean {
  return spaceGroup.operations.some((operation) => forbids(absenceOf(operation), h, k, l));
}

/** Nine numbers of the rotation less the identity, then the translation in steps of 1/24. */
function absenceOf({ rotation, translation }: SymmetryOperation): Int8Array {
  const out = Int8Array.from([...rotation, ...translation.map(steps)]);
  out[0]! -= 1;
  out[4]! -= 1;
  out[8]! -= 1;
  return out;
}

/** An operation that maps hkl onto itself but shifts its phase: its waves cancel. */
function forbids(o: Int8Array, h: number, k: number, l: number): boolean {
  if ((h * o[9]! + k * o[10]! + l * o[11]!) % 24 === 0) return false;
  return (
    h * o[0]! + k * o[3]! + l * o[6]! === 0 &&
    h * o[1]! + k * o[4]! + l * o[7]! === 0 &&
    h * o[2]! + k * o[5]! + l * o[8]! === 0
  );
}

function centringOf(operations: readonly SymmetryOperation[]): Int8Array {
  const pure = operations.filter(({ rotation }) => rotation.every((factor, i) => factor === (i % 4 === 0 ? 1 : 0)));
  return Int8Array.from(pure.flatMap(({ translation }) => translation.map(steps)));
}

function allowed(lattice: Int8Array, h: number, k: number, l: number): boolean {
  for (let at = 0; at < lattice.length; at += 3) {
    if ((h * lattice[at]! + k * lattice[at + 1]! + l * lattice[at + 2]!) % 24 !== 0) return false;
  }
  return true;
}

function isLargest(laue: Int8Array, h: number, k: number, l: number): boolean {
  for (let at = 0; at < laue.length; at += 9) {
    const x = h * laue[at]! + k * laue[at + 3]! + l * laue[at + 6]!;
    if (x < h) continue;
    if (x > h) return false;
    const y = h * laue[at + 1]! + k * laue[at + 4]! + l * laue[at + 7]!;
    if (y < k) continue;
    if (y > k) return false;
    if (h * laue[at + 2]! + k * laue[at + 5]! + l * laue[at + 8]! > l) return false;
  }
  return true;
}

function stabiliserSize(laue: Int8Array, h: number, k: number, l: number): number {
  let size = 0;
  for (let at = 0; at < laue.length; at += 9) {
    if (
      h * laue[at]! + k * laue[at + 3]! + l * laue[at + 6]! === h &&
      h * laue[at + 1]! + k * laue[at + 4]! + l * laue[at + 7]! === k &&
      h * laue[at + 2]! + k * laue[at + 5]! + l * laue[at + 8]! === l
    ) {
      size++;
    }
  }
  return size;
}

/** Points of the reciprocal lattice in the sphere, for the count that the list will have. */
function latticePoints(m: Float64Array, dMin: number): number {
  const determinant =
    m[0]! * (m[1]! * m[2]! - (m[5]! * m[5]!) / 4) -
    (m[3]! / 2) * ((m[3]! / 2) * m[2]! - (m[5]! * m[4]!) / 4) +
    (m[4]! / 2) * ((m[3]! * m[5]!) / 4 - m[1]! * (m[4]! / 2));
  return (4 / 3) * (Math.PI / Math.sqrt(determinant)) * (1 / dMin) ** 2 * (1 / dMin);
}

/** Half of the sphere, h >= 0, without the origin: the limits of k and l follow from completed squares. */
function forEachPoint(m: Float64Array, most: number, visit: (h: number, k: number, l: number) => void): void {
  const b1 = m[1]! - (m[5]! * m[5]!) / (4 * m[2]!);
  const b3 = m[3]! - (m[4]! * m[5]!) / (2 * m[2]!);
  const c0 = m[0]! - (m[4]! * m[4]!) / (4 * m[2]!) - (b3 * b3) / (4 * b1);
  const hMost = Math.floor(Math.sqrt(most / c0) + 1e-9);
  for (let h = 0; h <= hMost; h++) {
    const kCentre = (-b3 * h) / (2 * b1);
    const kReach = Math.sqrt(Math.max(0, most - c0 * h * h) / b1) + 1e-9;
    for (let k = Math.ceil(kCentre - kReach); k <= kCentre + kReach; k++) {
      const lCentre = -(m[4]! * h + m[5]! * k) / (2 * m[2]!);
      const rest = most - c0 * h * h - b1 * (k - kCentre) * (k - kCentre);
      const lReach = Math.sqrt(Math.max(0, rest) / m[2]!) + 1e-9;
      for (let l = Math.ceil(lCentre - lReach); l <= lCentre + lReach; l++) {
        if (h !== 0 || k !== 0 || l !== 0) visit(h, k + 0, l + 0);
      }
    }
  }
}

/** Reflections whose d is equal but for rounding come in the order of their indices. */
function orderEqual(found: { h: number; k: number; l: number; q: number }[]): void {
  let start = 0;
  for (let end = 1; end <= found.length; end++) {
    if (end < found.length && found[end]!.q - found[end - 1]!.q < 1e-11 * found[end]!.q) continue;
    if (end - start > 1) {
      const run = found.slice(start, end).sort((one, other) => other.h - one.h || other.k - one.k || other.l - one.l);
      for (const [i, reflection] of run.entries()) found[start + i] = reflection;
    }
    start = end;
  }
}

function tooMany(count: number, dMin: number, limit: number): Error {
  const about = count < Number.POSITIVE_INFINITY ? `about ${Math.round(count)}` : 'endlessly many';
  return fail(
    'too-many-points',
    `the cell has ${about} reflections down to d = ${dMin} angstrom, more than the ${limit} that are allowed`,
    'check the cell and the wavelength, or lower the upper limit of the angle',
  );
}
