/**
 * Shares of the states of one line: f_i = A_i / sum A. Sensitivity, transmission and path length are those of one line and
 * cancel; what stays is how the areas err together, df_i/dA_j = (delta_ij - f_i)/sum A.
 */

import { isSignificant, ONE_SIDED_95, upperLimit } from './one-sided-limit.js';
import { numberAt, propagateNumbers, type UncertainNumbers } from './propagate-numbers.js';

export interface StateShare {
  readonly name: string;
  readonly share: number;
  /** Null where the data do not determine it. */
  readonly sigma: number | null;
  /** The share does not stand out from zero (one-sided, 5 %); what is then known is its upper limit. */
  readonly notDetected: boolean;
  /** One-sided 95 % limit within 0 to 1, where it was not detected. */
  readonly upperLimit95: number | null;
}

export interface StateFractions {
  readonly shares: readonly StateShare[];
  /** The same numbers in the same order; the rows of their covariance sum to zero. */
  readonly numbers: UncertainNumbers;
}

/**
 * @param names of the components of one line
 * @param areas theirs, in the same order (of a doublet: both lines)
 * @param threshold sigmas above zero at which a share counts as detected
 * @returns undefined where the areas do not add up to something above zero
 */
export function stateFractions(
  names: readonly string[],
  areas: UncertainNumbers,
  threshold = ONE_SIDED_95,
): StateFractions | undefined {
  const total = areas.values.reduce((sum, area) => sum + area, 0);
  if (!(total > 0)) return undefined;
  const values = areas.values.map((area) => area / total);
  const numbers = propagateNumbers(
    areas,
    values,
    names.map((_, i) => values.map((_, j) => ((i === j ? 1 : 0) - values[i]!) / total)),
  );
  const shares = names.map((name, i): StateShare => {
    const { value: share, sigma } = numberAt(numbers, i);
    // A line with one component has share 1 without any doubt.
    const notDetected = names.length > 1 && sigma !== null && !isSignificant(share, sigma, threshold);
    return { name, share, sigma, notDetected, upperLimit95: notDetected ? upperLimit(share, sigma, 1) : null };
  });
  return { shares, numbers };
}
