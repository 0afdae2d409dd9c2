/** The mean of numbers that err together, and whether they agree. */
import { chiSquareSurvival } from '../../../numerics/statistics/distributions.js';
import type { UncertainNumbers } from './propagate-numbers.js';
import { whiten, whitening } from './whiten.js';

export interface Agreement {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Probability of a chi-square this large if they agree; null without degrees of freedom. */
  readonly pValue: number | null;
}

export interface WeightedMean extends Agreement {
  readonly value: number;
  readonly sigma: number;
  /** The mean as a combination of the numbers; zero for one that is held or not determined. */
  readonly weights: Float64Array;
}

/** Below this probability numbers are said to disagree. */
export const DISAGREEMENT = 0.01;

/**
 * Best mean by generalised least squares, (1'C^-1 1)^-1 1'C^-1 x (A. C. Aitken, Proc. R. Soc. Edinburgh 55 (1936) 42,
 * doi:10.1017/S0370164600014346). Undefined where no number has a sigma.
 */
export function weightedMean(numbers: UncertainNumbers): WeightedMean | undefined {
  const n = numbers.values.length;
  const white = whitening(numbers);
  const ones = whiten(white, new Float64Array(n).fill(1), new Float64Array(white.rank));
  const data = whiten(white, numbers.values, new Float64Array(white.rank));
  let information = 0;
  let sum = 0;
  for (let k = 0; k < white.rank; k++) {
    information += ones[k]! ** 2;
    sum += ones[k]! * data[k]!;
  }
  if (!(information > 0)) return undefined;
  const value = sum / information;
  const weights = new Float64Array(n);
  let chiSquare = 0;
  for (let k = 0; k < white.rank; k++) {
    chiSquare += (data[k]! - value * ones[k]!) ** 2;
    for (let i = 0; i < n; i++) weights[i]! += (ones[k]! * white.matrix[k * n + i]!) / information;
  }
  return { value, sigma: 1 / Math.sqrt(information), weights, ...agreement(chiSquare, white.rank - 1) };
}

export function agreement(chiSquare: number, degreesOfFreedom: number): Agreement {
  return degreesOfFreedom > 0
    ? { chiSquare, degreesOfFreedom, pValue: chiSquareSurvival(chiSquare, degreesOfFreedom) }
    : { chiSquare: 0, degreesOfFreedom: 0, pValue: null };
}
