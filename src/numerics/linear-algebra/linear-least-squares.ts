import { applyQTransposed, type PivotedQr, pivotedQr } from './qr.js';

/** Answer of a linear least-squares problem. */
export interface LinearSolution {
  /** One value per column; 0 for the columns in `dependentColumns`. */
  readonly solution: Float64Array;
  readonly residualSumOfSquares: number;
  readonly rank: number;
  /** Columns that are a combination of others to within the tolerance; empty when all are determined. */
  readonly dependentColumns: readonly number[];
}

/**
 * Minimises `|A x - b|^2` by QR with column pivoting. Columns are scaled to unit length first, so that the rank does
 * not depend on the units of the parameters. A rank-deficient problem gets its basic solution, and says so.
 *
 * @param a rows x columns, column-major, left untouched
 * @param b length rows, left untouched
 * @param tolerance relative to the longest remaining scaled column; default `max(rows, columns) * 2^-52`
 */
export function linearLeastSquares(
  a: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
  tolerance?: number,
): LinearSolution {
  const scaled = a.slice(0, rows * columns);
  const scales = scaleColumns(scaled, rows, columns);
  const qr = pivotedQr(scaled, rows, columns, tolerance);
  const right = b.slice(0, rows);
  applyQTransposed(qr, right);
  const solution = backSubstitute(qr, right);
  for (let j = 0; j < columns; j++) solution[j] /= scales[j];
  let residualSumOfSquares = 0;
  for (let i = qr.rank; i < rows; i++) residualSumOfSquares += right[i] * right[i];
  return {
    solution,
    residualSumOfSquares,
    rank: qr.rank,
    dependentColumns: [...qr.pivots.subarray(qr.rank)].sort((p, q) => p - q),
  };
}

/** Divides each column by its length and returns the lengths (1 for a column of zeros). */
export function scaleColumns(a: Float64Array, rows: number, columns: number): Float64Array {
  const scales = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    let largest = 0;
    for (let i = 0; i < rows; i++) largest = Math.max(largest, Math.abs(a[j * rows + i]));
    let sum = 0;
    if (largest > 0) {
      for (let i = 0; i < rows; i++) sum += (a[j * rows + i] / largest) ** 2;
    }
    const length = largest > 0 ? largest * Math.sqrt(sum) : 1;
    scales[j] = length;
    for (let i = 0; i < rows; i++) a[j * rows + i] /= length;
  }
  return scales;
}

/** Solves the leading rank x rank part of `R x = right`, in the order of the columns of A. */
function backSubstitute(qr: PivotedQr, right: Float64Array): Float64Array {
  const { rows, columns, factor, pivots, rank } = qr;
  const x = right.slice(0, rank);
  for (let j = rank - 1; j >= 0; j--) {
    const value = x[j] / factor[j + j * rows];
    x[j] = value;
    for (let i = 0; i < j; i++) x[i] -= value * factor[i + j * rows];
  }
  const solution = new Float64Array(columns);
  for (let j = 0; j < rank; j++) solution[pivots[j]] = x[j];
  return solution;
}
