import type { Freedom } from '../symmetry/freedom.js';

/** p = base + C q for the free numbers q from `from` on, written to `out` from `at` on. */
export function expandFreedom(
  freedom: Freedom,
  values: ArrayLike<number>,
  from: number,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < freedom.size; i++) {
    let sum = freedom.base[i]!;
    for (let j = 0; j < freedom.count; j++) sum += freedom.matrix[i * freedom.count + j]! * values[from + j]!;
    out[at + i] = sum;
  }
}
