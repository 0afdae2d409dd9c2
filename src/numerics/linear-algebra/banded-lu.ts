/**
 * LU factorisation of band matrices with partial pivoting: the linear step of implicit time integration and of
 * discretised profiles. Work grows as n * lower * (lower + upper).
 *
 * Storage: element (i, j) with `-upper <= i - j <= lower` stands at `bandedIndex(i, j, lower, upper)`, column by column.
 * Each column has `2 * lower + upper + 1` places; the first `lower` of them are room for fill-in and start as zero.
 */

/** Number of doubles that an n x n band matrix needs. */
export function bandedLength(n: number, lower: number, upper: number): number {
  return n * (2 * lower + upper + 1);
}

/** Place of element (i, j). Only valid inside the band (or its fill-in, `i - j >= -(lower + upper)`). */
export function bandedIndex(i: number, j: number, lower: number, upper: number): number {
  return j * (2 * lower + upper + 1) + lower + upper + i - j;
}

/**
 * Factors the band matrix in place.
 *
 * @param band `bandedLength(n, lower, upper)` numbers, see the head of this file
 * @param pivots length n; filled with the row exchanged with row j
 * @returns false when a pivot is exactly zero or not a number (the matrix is singular)
 */
export function bandedLuInPlace(
  band: Float64Array,
  n: number,
  lower: number,
  upper: number,
  pivots: Int32Array,
): boolean {
  const height = 2 * lower + upper + 1;
  const diagonal = lower + upper;
  for (let j = 0; j < n; j++) {
    const column = j * height + diagonal - j;
    const lastRow = Math.min(n - 1, j + lower);
    let pivotRow = j;
    for (let i = j + 1; i <= lastRow; i++) {
      if (Math.abs(band[column + i]) > Math.abs(band[column + pivotRow])) pivotRow = i;
    }
    pivots[j] = pivotRow;
    const pivot = band[column + pivotRow];
    if (!(Math.abs(pivot) > 0)) return false;
    const lastColumn = Math.min(n - 1, j + lower + upper);
    if (pivotRow !== j) {
      for (let k = j; k <= lastColumn; k++) {
        const at = k * height + diagonal - k;
        const value = band[at + j];
        band[at + j] = band[at + pivotRow];
        band[at + pivotRow] = value;
      }
    }
    const inverse = 1 / pivot;
    for (let i = j + 1; i <= lastRow; i++) band[column + i] *= inverse;
    for (let k = j + 1; k <= lastColumn; k++) {
      const at = k * height + diagonal - k;
      const factor = band[at + j];
      if (factor === 0) continue;
      for (let i = j + 1; i <= lastRow; i++) band[at + i] -= factor * band[column + i];
    }
  }
  return true;
}

/** Solves `A x = b` with the factors of `bandedLuInPlace`; `b` (length n) is replaced by x. */
export function bandedLuSolveInPlace(
  band: Float64Array,
  n: number,
  lower: number,
  upper: number,
  pivots: Int32Array,
  b: Float64Array,
): void {
  const height = 2 * lower + upper + 1;
  const diagonal = lower + upper;
  for (let j = 0; j < n; j++) {
    const pivotRow = pivots[j];
    const value = b[pivotRow];
    if (pivotRow !== j) {
      b[pivotRow] = b[j];
      b[j] = value;
    }
    const column = j * height + diagonal - j;
    const lastRow = Math.min(n - 1, j + lower);
    for (let i = j + 1; i <= lastRow; i++) b[i] -= value * band[column + i];
  }
  for (let j = n - 1; j >= 0; j--) {
    const column = j * height + diagonal - j;
    const value = b[j] / band[column + j];
    b[j] = value;
    for (let i = Math.max(0, j - lower - upper); i < j; i++) b[i] -= value * band[column + i];
  }
}
