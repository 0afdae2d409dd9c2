/**
 * The numbers of a cell that may be refined, and the reciprocal metric as a function of them. Refined are edges and angles
 * themselves, so that people can hold, tie and bound what they know by name.
 */
import { type Cell, cellNames } from '../../../crystal/cell/cell.js';
import type { SymmetryOperation } from '../../../crystal/symmetry/operation.js';
import { acos } from '../../../numerics/elementary/inverse-circular.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';

const RADIAN = Math.PI / 180;

export type CellName = (typeof cellNames)[number];

export interface CellParameters {
  /** Names of the free ones: `a`, `c`, `beta`. */
  readonly free: readonly CellName[];
  /** For each of the six: the free one that it equals, or -1 where symmetry fixes it (90, 120 degrees). */
  readonly follows: readonly number[];
}

/** Which of the six numbers the point group leaves free, and which are equal: found by making any cell symmetric. */
export function cellParameters(operations: readonly SymmetryOperation[]): CellParameters {
  const samples = [
    symmetricCell(operations, [31, 43, 59, -4.1, 3.3, 5.7]),
    symmetricCell(operations, [53, 37, 41, 2.9, -5.3, 3.1]),
  ];
  const free: CellName[] = [];
  const freeAt: number[] = [];
  const follows = cellNames.map((name, k) => {
    if (k >= 3 && Math.abs(samples[0]![k]! - samples[1]![k]!) < 1e-9) return -1;
    const twin = freeAt.findIndex(
      (at) => at < 3 === k < 3 && samples.every((sample) => Math.abs(sample[at]! - sample[k]!) < 1e-9),
    );
    if (twin >= 0) return twin;
    free.push(name);
    freeAt.push(k);
    return free.length - 1;
  });
  return { free, follows };
}

/** Direct metric G11 G22 G33 G12 G13 G23, averaged over R' G R, as six cell numbers. */
function symmetricCell(operations: readonly SymmetryOperation[], metric: readonly number[]): number[] {
  const [g11, g22, g33, g12, g13, g23] = metric as [number, number, number, number, number, number];
  const g = [g11, g12, g13, g12, g22, g23, g13, g23, g33];
  const sum = new Array<number>(9).fill(0);
  for (const { rotation: r } of operations) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        for (let k = 0; k < 3; k++) {
          for (let l = 0; l < 3; l++) sum[3 * i + j]! += r[3 * k + i]! * g[3 * k + l]! * r[3 * l + j]!;
        }
      }
    }
  }
  const m = sum.map((value) => value / operations.length);
  const [a, b, c] = [Math.sqrt(m[0]!), Math.sqrt(m[4]!), Math.sqrt(m[8]!)];
  const angle = (dot: number, p: number, q: number) => acos(dot / (p * q)) / RADIAN;
  return [a, b, c, angle(m[5]!, b, c), angle(m[2]!, a, c), angle(m[1]!, a, b)];
}

/** The cell with its free numbers as given, the others as they follow. */
export function cellOf({ follows }: CellParameters, values: ArrayLike<number>, fixed: Cell): Cell {
  const [a, b, c, alpha, beta, gamma] = cellNames.map((name, k) =>
    follows[k]! < 0 ? fixed[name] : (values[follows[k]!] as number),
  ) as [number, number, number, number, number, number];
  return { a, b, c, alpha, beta, gamma };
}

const METRIC_PLACES = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/**
 * Reciprocal metric A0..A5 (1/d² = A0 h² + A1 k² + A2 l² + A3 hk + A4 hl + A5 kl, angstrom^-2) and its derivatives by the six
 * cell numbers (per angstrom, per degree).
 *
 * @param gradient 36 numbers, `gradient[6 * metric + cell]`
 */
export function metricWithGradient(cell: Cell, metric: Float64Array, gradient: Float64Array): void {
  const { a, b, c } = cell;
  const [alpha, beta, gamma] = [cell.alpha * RADIAN, cell.beta * RADIAN, cell.gamma * RADIAN];
  const [ca, cb, cg] = [cos(alpha), cos(beta), cos(gamma)];
  const g = [a * a, a * b * cg, a * c * cb, a * b * cg, b * b, b * c * ca, a * c * cb, b * c * ca, c * c];
  const inverse = inverse3(g);
  const factors = [1, 1, 1, 2, 2, 2];
  METRIC_PLACES.forEach(([i, j], m) => {
    metric[m] = factors[m]! * inverse[3 * i + j]!;
  });
  const [sa, sb, sg] = [sin(alpha) * RADIAN, sin(beta) * RADIAN, sin(gamma) * RADIAN];
  // Derivatives of the direct metric: diagonal and the three products.
  const slopes: readonly (readonly [number, number, number, number, number, number])[] = [
    [2 * a, 0, 0, b * cg, c * cb, 0],
    [0, 2 * b, 0, a * cg, 0, c * ca],
    [0, 0, 2 * c, 0, a * cb, b * ca],
    [0, 0, 0, 0, 0, -b * c * sa],
    [0, 0, 0, 0, -a * c * sb, 0],
    [0, 0, 0, -a * b * sg, 0, 0],
  ];
  slopes.forEach(([s11, s22, s33, s12, s13, s23], k) => {
    const slope = [s11, s12, s13, s12, s22, s23, s13, s23, s33];
    METRIC_PLACES.forEach(([i, j], m) => {
      let sum = 0;
      for (let p = 0; p < 3; p++) {
        for (let q = 0; q < 3; q++) sum -= inverse[3 * i + p]! * slope[3 * p + q]! * inverse[3 * q + j]!;
      }
      gradient[6 * m + k] = factors[m]! * sum;
    });
  });
}

function inverse3(m: readonly number[]): number[] {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const det = a * A + b * B + c * C;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map(
    (value) => value / det,
  );
}
