/**
 * Least squares by plain Householder QR, in place and without allocation: for hot loops over many small problems whose
 * columns are known to be independent, if only just. `linearLeastSquares` is the careful sister that reports the rank.
 */

/**
 * Minimises `|A x - b|^2`.
 *
 * @param a rows x columns, column-major, rows >= columns; R is left on and above its diagonal
 * @param b length rows; its entries from `columns` on end as the residual in the basis of Q
 * @param x filled with the solution (length columns); 0 for a column without any part of its own
 * @returns the residual sum of squares
 */
export function householderSolveInPlace(
  a: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
  x: Float64Array,
): number {
  for (let k = 0; k < columns; k++) {
    const vector = k * rows;
    let square = 0;
    for (let i = k; i < rows; i++) square += a[vector + i] * a[vector + i];
    if (square === 0) continue;
    const head = a[vector + k];
    const r = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    const v0 = head - r;
    // H = I - gamma v v' with v = (v0, a_{k+1}, ...), gamma = 2 / v'v = -1 / (r v0).
    const gamma = -1 / (r * v0);
    a[vector + k] = v0;
    let j = k + 1;
    for (; j + 1 < columns; j += 2) reflectTwo(a, rows, k, vector, j * rows, gamma);
    if (j < columns) reflectOne(a, rows, k, vector, a, j * rows, gamma);
    reflectOne(a, rows, k, vector, b, 0, gamma);
    a[vector + k] = r;
  }
  let largest = 0;
  for (let k = 0; k < columns; k++) largest = Math.max(largest, Math.abs(a[k * rows + k]));
  for (let k = 0; k < columns; k++) x[k] = b[k];
  for (let k = columns - 1; k >= 0; k--) {
    const column = k * rows;
    const diagonal = a[column + k];
    const value = Math.abs(diagonal) > Number.EPSILON * Number.EPSILON * largest ? x[k] / diagonal : 0;
    x[k] = value;
    for (let i = 0; i < k; i++) x[i] -= value * a[column + i];
  }
  let sum = 0;
  for (let i = columns; i < rows; i++) sum += b[i] * b[i];
  return sum;
}

function reflectOne(
  a: Float64Array,
  rows: number,
  k: number,
  vector: number,
  target: Float64Array,
  offset: number,
  gamma: number,
): void {
  let sum = 0;
  for (let i = k; i < rows; i++) sum += a[vector + i] * target[offset + i];
  sum *= gamma;
  for (let i = k; i < rows; i++) target[offset + i] -= sum * a[vector + i];
}

/** Two neighbouring columns share the loads of the reflection vector. */
function reflectTwo(a: Float64Array, rows: number, k: number, vector: number, offset: number, gamma: number): void {
  const next = offset + rows;
  let s0 = 0;
  let s1 = 0;
  for (let i = k; i < rows; i++) {
    const v = a[vector + i];
    s0 += v * a[offset + i];
    s1 += v * a[next + i];
  }
  s0 *= gamma;
  s1 *= gamma;
  for (let i = k; i < rows; i++) {
    const v = a[vector + i];
    a[offset + i] -= s0 * v;
    a[next + i] -= s1 * v;
  }
}
