import { hypot } from '../elementary/hypot.js';

/**
 * A Cholesky factor that grows by one variable or loses one in O(p^2), for active-set methods. Rows are contiguous:
 * element (i, j), j <= i, is `factor[i * capacity + j]`.
 */
export interface UpdatableCholesky {
  readonly capacity: number;
  readonly factor: Float64Array;
  size: number;
}

/** An empty factor with room for `capacity` variables. */
export function updatableCholesky(capacity: number): UpdatableCholesky {
  return { capacity, factor: new Float64Array(capacity * capacity), size: 0 };
}

/**
 * Adds a variable at the end.
 *
 * @param row its products with the variables present, in their order (length size); overwritten
 * @param diagonal its product with itself
 * @param tolerance share of `diagonal` that must be left after the projection; below it the variable is a combination
 *   of the others and false is returned, with the factor unchanged
 */
export function appendVariable(c: UpdatableCholesky, row: Float64Array, diagonal: number, tolerance: number): boolean {
  const { factor, capacity, size } = c;
  let left = diagonal;
  const at = size * capacity;
  for (let i = 0; i < size; i++) {
    const from = i * capacity;
    let sum = row[i];
    for (let j = 0; j < i; j++) sum -= factor[from + j] * factor[at + j];
    sum /= factor[from + i];
    factor[at + i] = sum;
    left -= sum * sum;
  }
  if (!(left > tolerance * diagonal)) return false;
  factor[at + size] = Math.sqrt(left);
  c.size = size + 1;
  return true;
}

/** Takes out the variable at `position`; those behind it move up by one. */
export function removeVariable(c: UpdatableCholesky, position: number): void {
  const { factor, capacity, size } = c;
  for (let i = position + 1; i < size; i++) {
    factor.copyWithin((i - 1) * capacity, i * capacity, i * capacity + i + 1);
  }
  c.size = size - 1;
  // Each row behind the gap now sticks out by one element; rotate it away.
  for (let j = position; j < size - 1; j++) {
    const x = factor[j * capacity + j];
    const y = factor[j * capacity + j + 1];
    const r = hypot(x, y);
    const cosine = x / r;
    const sine = y / r;
    factor[j * capacity + j] = r;
    for (let i = j + 1; i < size - 1; i++) {
      const at = i * capacity + j;
      const p = factor[at];
      const q = factor[at + 1];
      factor[at] = cosine * p + sine * q;
      factor[at + 1] = cosine * q - sine * p;
    }
  }
}

/** Solves for the variables present; `b` (first size entries) is replaced by the answer. */
export function solveUpdatable(c: UpdatableCholesky, b: Float64Array): void {
  const { factor, capacity, size } = c;
  for (let i = 0; i < size; i++) {
    const from = i * capacity;
    let sum = b[i];
    for (let j = 0; j < i; j++) sum -= factor[from + j] * b[j];
    b[i] = sum / factor[from + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    const from = i * capacity;
    const value = b[i] / factor[from + i];
    b[i] = value;
    for (let j = 0; j < i; j++) b[j] -= value * factor[from + j];
  }
}
