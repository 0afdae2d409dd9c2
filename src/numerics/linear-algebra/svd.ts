/**
 * Thin singular value decomposition by one-sided Jacobi rotations (J. Demmel, K. Veselic, SIAM J. Matrix Anal. Appl.
 * 13 (1992) 1204, doi:10.1137/0613074): small singular values come out with high relative accuracy, which is what
 * decides whether a parameter is identifiable.
 */
import { fail } from '../../errors.js';

/** `A = U diag(s) V'`, all column-major. */
export interface Svd {
  readonly rows: number;
  readonly columns: number;
  /** Length min(rows, columns), descending. */
  readonly values: Float64Array;
  /** rows x min(rows, columns); a column that belongs to the value 0 is zero. */
  readonly u: Float64Array;
  /** columns x min(rows, columns). */
  readonly v: Float64Array;
}

/** Five to ten are usual. */
const MAX_SWEEPS = 60;

/** Decomposes `a` (rows x columns, column-major, left untouched). */
export function singularValueDecomposition(a: Float64Array, rows: number, columns: number): Svd {
  if (rows >= columns) return tall(a.slice(0, rows * columns), rows, columns);
  const transposed = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) transposed[j + i * columns] = a[i + j * rows];
  }
  const { values, u, v } = tall(transposed, columns, rows);
  return { rows, columns, values, u: v, v: u };
}

/** One-sided Jacobi for rows >= columns; `work` is turned into U. */
function tall(work: Float64Array, rows: number, columns: number): Svd {
  const v = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) v[j + j * columns] = 1;
  for (let sweep = 0; ; sweep++) {
    if (sweep === MAX_SWEEPS) {
      throw fail('fit-failed', 'a singular value decomposition did not converge', 'please report this with the input');
    }
    let rotated = false;
    for (let p = 0; p < columns - 1; p++) {
      for (let q = p + 1; q < columns; q++) {
        if (orthogonalise(work, rows, v, columns, p, q)) rotated = true;
      }
    }
    if (!rotated) break;
  }
  return sorted(work, rows, columns, v);
}

/** Rotates columns p and q of the work matrix until they are orthogonal; false when they already are. */
function orthogonalise(
  work: Float64Array,
  rows: number,
  v: Float64Array,
  columns: number,
  p: number,
  q: number,
): boolean {
  const offsetP = p * rows;
  const offsetQ = q * rows;
  let alpha = 0;
  let beta = 0;
  let gamma = 0;
  for (let i = 0; i < rows; i++) {
    const x = work[offsetP + i];
    const y = work[offsetQ + i];
    alpha += x * x;
    beta += y * y;
    gamma += x * y;
  }
  // A column that is rounding noise of the other (or zero) is left alone: rotating it would never end.
  if (Math.abs(gamma) <= 4 * Number.EPSILON * Math.sqrt(alpha * beta) || gamma === 0) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  rotate(work, offsetP, offsetQ, rows, c, s);
  rotate(v, p * columns, q * columns, columns, c, s);
  return true;
}

function rotate(a: Float64Array, offsetP: number, offsetQ: number, count: number, c: number, s: number): void {
  for (let i = 0; i < count; i++) {
    const x = a[offsetP + i];
    const y = a[offsetQ + i];
    a[offsetP + i] = c * x - s * y;
    a[offsetQ + i] = s * x + c * y;
  }
}

function sorted(work: Float64Array, rows: number, columns: number, v: Float64Array): Svd {
  const lengths = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += work[j * rows + i] ** 2;
    lengths[j] = Math.sqrt(sum);
  }
  const order = Array.from(lengths.keys()).sort((p, q) => lengths[q] - lengths[p]);
  const values = new Float64Array(columns);
  const u = new Float64Array(rows * columns);
  const vSorted = new Float64Array(columns * columns);
  order.forEach((from, to) => {
    const length = lengths[from];
    values[to] = length;
    for (let i = 0; i < rows; i++) u[to * rows + i] = length > 0 ? work[from * rows + i] / length : 0;
    for (let i = 0; i < columns; i++) vSorted[to * columns + i] = v[from * columns + i];
  });
  return { rows, columns, values, u, v: vSorted };
}
