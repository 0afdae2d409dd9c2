/**
 * Householder QR with column pivoting (G. H. Golub, Numer. Math. 7 (1965) 206, doi:10.1007/BF01436075): least squares
 * that says how many directions the data determine. Matrices are column-major, element (i, j) is `a[i + j * rows]`.
 */

/** `A P = Q R`. */
export interface PivotedQr {
  readonly rows: number;
  readonly columns: number;
  /** R on and above the diagonal; below it the Householder vectors, whose leading 1 is not stored. */
  readonly factor: Float64Array;
  /** Factors of the reflections H = I - beta v v'. */
  readonly betas: Float64Array;
  /** Column `pivots[j]` of A stands at place j. */
  readonly pivots: Int32Array;
  /** Number of diagonal elements of R above `tolerance * |R_00|`. */
  readonly rank: number;
}

/**
 * Factors `a` in place.
 *
 * @param a rows x columns; becomes `factor` of the answer
 * @param tolerance relative size of a diagonal element of R that counts as zero; default `max(rows, columns) * 2^-52`.
 *   It means little unless the columns of A are of comparable size: `linearLeastSquares` scales them first.
 */
export function pivotedQr(
  a: Float64Array,
  rows: number,
  columns: number,
  tolerance: number = Math.max(rows, columns) * Number.EPSILON,
): PivotedQr {
  const steps = Math.min(rows, columns);
  const betas = new Float64Array(steps);
  const pivots = new Int32Array(columns);
  const norms = new Float64Array(columns);
  const reference = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    pivots[j] = j;
    norms[j] = columnNorm(a, j * rows, 0, rows);
    reference[j] = norms[j];
  }
  for (let k = 0; k < steps; k++) {
    let best = k;
    for (let j = k + 1; j < columns; j++) if (norms[j] > norms[best]) best = j;
    if (best !== k) {
      swapColumns(a, rows, k, best);
      const pivot = pivots[k];
      pivots[k] = pivots[best];
      pivots[best] = pivot;
      norms[best] = norms[k];
      reference[best] = reference[k];
    }
    betas[k] = reflect(a, rows, k);
    for (let j = k + 1; j < columns; j++) {
      applyReflection(a, rows, k, betas[k], a, j * rows);
      downdateNorm(a, rows, k, j, norms, reference);
    }
  }
  let rank = 0;
  const limit = tolerance * Math.abs(a[0] ?? 0);
  while (rank < steps && Math.abs(a[rank + rank * rows]) > limit) rank++;
  return { rows, columns, factor: a, betas, pivots, rank };
}

/** Two-norm of entries `from..to` of the column that starts at `offset`, safe against overflow and underflow. */
function columnNorm(a: Float64Array, offset: number, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(a[offset + i]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const scaled = a[offset + i] / largest;
    sum += scaled * scaled;
  }
  return largest * Math.sqrt(sum);
}

function swapColumns(a: Float64Array, rows: number, j: number, k: number): void {
  for (let i = 0; i < rows; i++) {
    const value = a[j * rows + i];
    a[j * rows + i] = a[k * rows + i];
    a[k * rows + i] = value;
  }
}

/** Turns rows k.. of column k into (r, 0, ..., 0); stores the vector (leading 1 left out) and returns its beta. */
function reflect(a: Float64Array, rows: number, k: number): number {
  const offset = k * rows;
  const norm = columnNorm(a, offset, k, rows);
  if (norm === 0) return 0;
  const head = a[offset + k];
  const r = head > 0 ? -norm : norm;
  const v0 = head - r;
  for (let i = k + 1; i < rows; i++) a[offset + i] /= v0;
  a[offset + k] = r;
  return -v0 / r;
}

/** Applies reflection k (vector in `a`) to the column of `target` that starts at `offset`. */
function applyReflection(
  a: Float64Array,
  rows: number,
  k: number,
  beta: number,
  target: Float64Array,
  offset: number,
): void {
  if (beta === 0) return;
  const vector = k * rows;
  let sum = target[offset + k];
  for (let i = k + 1; i < rows; i++) sum += a[vector + i] * target[offset + i];
  sum *= beta;
  target[offset + k] -= sum;
  for (let i = k + 1; i < rows; i++) target[offset + i] -= sum * a[vector + i];
}

/** The remaining norm of column j loses its entry k; recomputed when the subtraction has eaten its digits. */
function downdateNorm(
  a: Float64Array,
  rows: number,
  k: number,
  j: number,
  norms: Float64Array,
  reference: Float64Array,
): void {
  if (norms[j] === 0) return;
  const ratio = Math.abs(a[j * rows + k]) / norms[j];
  const left = Math.max(0, 1 - ratio * ratio);
  const kept = norms[j] / reference[j];
  if (left * kept * kept <= 1e-8) {
    norms[j] = columnNorm(a, j * rows, k + 1, rows);
    reference[j] = norms[j];
  } else {
    norms[j] *= Math.sqrt(left);
  }
}

/** `b := Q'b` (length rows). */
export function applyQTransposed(qr: PivotedQr, b: Float64Array): void {
  for (let k = 0; k < qr.betas.length; k++) applyReflection(qr.factor, qr.rows, k, qr.betas[k], b, 0);
}

/**
 * `(A'A)^-1` from the leading `rank` columns of R: the covariance of the determined parameters. Rows and columns of
 * parameters that the data do not determine are NaN.
 */
export function inverseNormalMatrix(qr: PivotedQr): Float64Array {
  const { rows, columns, factor, pivots, rank } = qr;
  // Upper triangle of R^-1, column by column.
  const inverse = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    inverse[j + j * rank] = 1 / factor[j + j * rows];
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += factor[i + k * rows] * inverse[k + j * rank];
      inverse[i + j * rank] = -sum / factor[i + i * rows];
    }
  }
  const out = new Float64Array(columns * columns).fill(Number.NaN);
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < rank; k++) sum += inverse[i + k * rank] * inverse[j + k * rank];
      out[pivots[i] + pivots[j] * columns] = sum;
      out[pivots[j] + pivots[i] * columns] = sum;
    }
  }
  return out;
}
