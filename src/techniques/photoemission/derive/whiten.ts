/** Numbers that err together turned into independent ones of sigma 1, so that ordinary least squares fits them. */
import { symmetricEigen } from '../../../numerics/linear-algebra/symmetric-eigen.js';
import type { UncertainNumbers } from './propagate-numbers.js';

/** Combinations with less than this part of the variance of the largest are rounding of a covariance that has not full rank. */
const RANK_TOLERANCE = 1e-10;

export interface Whitening {
  readonly rank: number;
  /** rank x n, row by row: W C W' = 1 for the covariance C of the numbers that are used. */
  readonly matrix: Float64Array;
  /** 1 for numbers that are used: their variance is finite and above zero. What is held or not determined is no datum. */
  readonly used: Uint8Array;
}

/**
 * W with W C W' = 1, from the eigenvectors of the correlation matrix. A covariance without full rank (lines that the fit
 * moves together) gives as many rows as there are independent combinations, so that nothing is counted twice.
 */
export function whitening(numbers: UncertainNumbers): Whitening {
  const n = numbers.values.length;
  const used = Uint8Array.from({ length: n }, (_, i) => {
    const variance = numbers.covariance[i * n + i]!;
    return variance > 0 && variance < Number.POSITIVE_INFINITY && Number.isFinite(numbers.values[i]!) ? 1 : 0;
  });
  const places = Array.from({ length: n }, (_, i) => i).filter((i) => used[i] === 1);
  const m = places.length;
  const sigmas = places.map((i) => Math.sqrt(numbers.covariance[i * n + i]!));
  const correlation = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      correlation[a + b * m] = numbers.covariance[places[a]! * n + places[b]!]! / (sigmas[a]! * sigmas[b]!);
    }
  }
  const { values, vectors } = symmetricEigen(correlation, m);
  const smallest = RANK_TOLERANCE * (values[m - 1] ?? 0);
  const kept = Array.from({ length: m }, (_, k) => k).filter((k) => values[k]! > smallest);
  const matrix = new Float64Array(kept.length * n);
  kept.forEach((k, row) => {
    const root = Math.sqrt(values[k]!);
    places.forEach((i, a) => {
      matrix[row * n + i] = vectors[a + k * m]! / (root * sigmas[a]!);
    });
  });
  return { rank: kept.length, matrix, used };
}

/** W v for a vector over all numbers; fills and returns `out` (length of the rank). */
export function whiten({ matrix, rank }: Whitening, vector: ArrayLike<number>, out: Float64Array): Float64Array {
  const n = vector.length;
  for (let k = 0; k < rank; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const weight = matrix[k * n + i]!;
      if (weight !== 0) sum += weight * vector[i]!;
    }
    out[k] = sum;
  }
  return out;
}
