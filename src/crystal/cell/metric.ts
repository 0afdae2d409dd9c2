import { fail } from '../../errors.js';
import { atan2 } from '../../numerics/elementary/atan.js';
import { cos, sin } from '../../numerics/elementary/sin.js';
import type { Cell } from './cell.js';

const DEGREE = Math.PI / 180;

/**
 * The reciprocal metric A0..A5 of a cell, in angstrom^-2:
 * `1/d² = A0 h² + A1 k² + A2 l² + A3 hk + A4 hl + A5 kl`.
 */
export function reciprocalMetric(cell: Cell): Float64Array {
  const g = inverse(directMetric(cell));
  return Float64Array.of(g[0]!, g[1]!, g[2]!, 2 * g[3]!, 2 * g[4]!, 2 * g[5]!);
}

/** The cell that has this reciprocal metric. `invalid-structure` when no cell has it. */
export function cellFromMetric(metric: Float64Array): Cell {
  requireMetric(metric);
  const g = inverse(tensorOf(metric));
  const a = Math.sqrt(g[0]!);
  const b = Math.sqrt(g[1]!);
  const c = Math.sqrt(g[2]!);
  return {
    a,
    b,
    c,
    alpha: angleDeg(g[5]! / (b * c)),
    beta: angleDeg(g[4]! / (a * c)),
    gamma: angleDeg(g[3]! / (a * b)),
  };
}

/** True when a cell with this reciprocal metric exists, that is when 1/d² is positive for every direction. */
export function isMetric(metric: Float64Array): boolean {
  const g = tensorOf(metric);
  const minor = g[0]! * g[1]! - g[3]! * g[3]!;
  const scale = g[0]! * g[1]! * g[2]!;
  // A determinant that is rounding alone stands for three axes in one plane.
  return g[0]! > 0 && minor > 0 && scale < Number.POSITIVE_INFINITY && determinant(g) > 1e-13 * scale;
}

/** Volume of the cell in angstrom³. */
export function cellVolume(cell: Cell): number {
  return Math.sqrt(Math.max(0, determinant(directMetric(cell))));
}

/**
 * The products of the edges a·a, b·b, c·c, a·b, a·c, b·c in angstrom²; the squared length of u, v, w is
 * `G0 u² + G1 v² + G2 w² + 2 (G3 uv + G4 uw + G5 vw)`.
 */
export function directMetric(cell: Cell): Float64Array {
  const { a, b, c } = cell;
  return Float64Array.of(
    a * a,
    b * b,
    c * c,
    a * b * cosDeg(cell.gamma),
    a * c * cosDeg(cell.beta),
    b * c * cosDeg(cell.alpha),
  );
}

/**
 * The matrix from fractional coordinates to angstrom, three by three, row by row: a along x, b in the plane of x and y,
 * c with positive z.
 */
export function cartesianMatrix(cell: Cell): Float64Array {
  const { a, b, c } = cell;
  const cosBeta = cosDeg(cell.beta);
  const cosGamma = cosDeg(cell.gamma);
  const sinGamma = sinDeg(cell.gamma);
  const height = cellVolume(cell) / (a * b * sinGamma);
  return Float64Array.of(
    ...[a, b * cosGamma, c * cosBeta],
    ...[0, b * sinGamma, (c * (cosDeg(cell.alpha) - cosBeta * cosGamma)) / sinGamma],
    ...[0, 0, height],
  );
}

/** a*, b*, c* in angstrom^-1. */
export function reciprocalLengths(metric: Float64Array): [number, number, number] {
  return [Math.sqrt(metric[0]!), Math.sqrt(metric[1]!), Math.sqrt(metric[2]!)];
}

/** 1/d² of a reflection in angstrom^-2. */
export function inverseSquareD(metric: Float64Array, h: number, k: number, l: number): number {
  return (
    h * (metric[0]! * h + metric[3]! * k + metric[4]! * l) + k * (metric[1]! * k + metric[5]! * l) + metric[2]! * l * l
  );
}

/**
 * How a, b, c (angstrom), alpha, beta, gamma (degrees) and the volume (angstrom³) change with A0..A5: seven by six, row
 * by row. A covariance of the metric C becomes that of the cell as J C Jᵀ. `invalid-structure` when no cell has the metric.
 */
export function cellGradient(metric: Float64Array): Float64Array {
  requireMetric(metric);
  const star = tensorOf(metric);
  const g = inverse(star);
  const volume = 1 / Math.sqrt(determinant(star));
  const edges = [Math.sqrt(g[0]!), Math.sqrt(g[1]!), Math.sqrt(g[2]!)];
  const out = new Float64Array(42);
  for (let j = 0; j < 6; j++) {
    // G is the inverse of G*, so dG = -G dG* G; an A behind a mixed product spreads over two equal elements of G*.
    const [p, q] = PAIRS[j]!;
    const changeOf = (m: number, n: number): number => -0.5 * (at(g, m, p) * at(g, q, n) + at(g, m, q) * at(g, p, n));
    for (let i = 0; i < 3; i++) out[i * 6 + j] = changeOf(i, i) / (2 * edges[i]!);
    for (let i = 0; i < 3; i++) {
      const m = (i + 1) % 3;
      const n = (i + 2) % 3;
      const product = edges[m]! * edges[n]!;
      const cosine = at(g, m, n) / product;
      const change = changeOf(m, n) / product - cosine * (out[m * 6 + j]! / edges[m]! + out[n * 6 + j]! / edges[n]!);
      out[(3 + i) * 6 + j] = -change / (Math.sqrt(1 - cosine * cosine) * DEGREE);
    }
    out[36 + j] = -0.5 * volume * at(g, p, q);
  }
  return out;
}

/**
 * Refuses numbers that are no unit cell: `invalid-structure` for edges that are not between 1 and 1000 angstrom and for
 * angles that no three edges can have together.
 */
export function checkCell(cell: Cell): void {
  for (const name of ['a', 'b', 'c'] as const) {
    const edge = cell[name];
    if (!(edge > 0))
      throw badCell(`edge ${name} of the cell is ${edge}`, 'an edge is a length above zero, in angstrom');
    if (edge < 1)
      throw badCell(`edge ${name} of the cell is ${edge} angstrom`, 'write edges in angstrom, not in nanometres');
    if (!(edge <= 1000))
      throw badCell(`edge ${name} of the cell is ${edge} angstrom`, 'write edges in angstrom, at most 1000');
  }
  for (const name of ['alpha', 'beta', 'gamma'] as const) {
    const angle = cell[name];
    if (!(angle > 0 && angle < 180)) {
      throw badCell(`angle ${name} of the cell is ${angle}`, 'write angles in degrees, between 0 and 180');
    }
  }
  const volume = cellVolume(cell);
  if (!(volume > 1e-3 * cell.a * cell.b * cell.c)) {
    throw badCell(
      `no cell has the angles ${cell.alpha}, ${cell.beta} and ${cell.gamma} degrees`,
      'each angle is less than the sum of the other two, and all three together less than 360 degrees',
    );
  }
}

/** Indices in a symmetric tensor of the six numbers that stand for it. */
const PAIRS = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

function at(tensor: Float64Array, i: number, j: number): number {
  return tensor[i === j ? i : i + j + 2]!;
}

function tensorOf(metric: Float64Array): Float64Array {
  return Float64Array.of(metric[0]!, metric[1]!, metric[2]!, metric[3]! / 2, metric[4]! / 2, metric[5]! / 2);
}

function determinant(g: Float64Array): number {
  const [xx, yy, zz, xy, xz, yz] = g as unknown as [number, number, number, number, number, number];
  return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
}

function inverse(g: Float64Array): Float64Array {
  const [xx, yy, zz, xy, xz, yz] = g as unknown as [number, number, number, number, number, number];
  const d = determinant(g);
  return Float64Array.of(
    (yy * zz - yz * yz) / d,
    (xx * zz - xz * xz) / d,
    (xx * yy - xy * xy) / d,
    (xz * yz - xy * zz) / d,
    (xy * yz - xz * yy) / d,
    (xy * xz - yz * xx) / d,
  );
}

/** Cosine that is exact at the angles which symmetry gives: a right angle must leave no trace of a mixed product. */
function cosDeg(angle: number): number {
  if (angle === 90) return 0;
  if (angle === 120) return -0.5;
  if (angle === 60) return 0.5;
  return cos(angle * DEGREE);
}

function sinDeg(angle: number): number {
  return angle === 90 ? 1 : sin(angle * DEGREE);
}

function angleDeg(cosine: number): number {
  if (cosine === 0) return 90;
  if (Math.abs(cosine + 0.5) < 4e-16) return 120;
  if (Math.abs(cosine - 0.5) < 4e-16) return 60;
  return atan2(Math.sqrt((1 - cosine) * (1 + cosine)), cosine) / DEGREE;
}

function requireMetric(metric: Float64Array): void {
  if (isMetric(metric)) return;
  throw badCell(
    'the reciprocal metric belongs to no cell',
    'start from a cell nearer to the truth, or free fewer of its numbers',
  );
}

function badCell(message: string, hint: string): Error {
  return fail('invalid-structure', message, hint);
}
