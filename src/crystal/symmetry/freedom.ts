/**
 * What symmetry leaves free of a few numbers (a position, a displacement tensor, a metric): `p = base + C q`, where each
 * free parameter q is one of the numbers themselves.
 */
export interface Freedom {
  /** How many numbers: 3 or 6. */
  readonly size: number;
  /** How many of them may be refined. */
  readonly count: number;
  /** Which of the numbers serve as parameters, ascending; `C` is the identity on them. */
  readonly free: readonly number[];
  /** C, `size` x `count`, row by row. */
  readonly matrix: Float64Array;
  /** What symmetry fixes: p at q = 0. Zero for tensors and metrics; for a position what is left of it (0, 1/4, ...). */
  readonly base: Float64Array;
}
