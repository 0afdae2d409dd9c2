import { fail } from '../../errors.js';
import { normalQuantile } from './distributions.js';

function need(count: number, least: number, what: string): void {
  if (count < least) {
    throw fail('too-few-points', `${what} needs at least ${least} values, got ${count}`, 'give more values');
  }
}

/** Arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  need(values.length, 1, 'a mean');
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const first = sum / values.length;
  // A second pass takes out the rounding of the first.
  let rest = 0;
  for (let i = 0; i < values.length; i++) rest += values[i] - first;
  return first + rest / values.length;
}

/** Sample variance with n - 1 below. */
export function variance(values: ArrayLike<number>): number {
  need(values.length, 2, 'a variance');
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - centre) ** 2;
  return squares / (values.length - 1);
}

/** Sample standard deviation with n - 1 below. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/** Mean weighted by 1/sigma^2, its standard error from the given sigmas, and chi-square of the scatter about it. */
export function weightedMean(
  values: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): { readonly mean: number; readonly sigma: number; readonly chiSquared: number } {
  need(values.length, 1, 'a weighted mean');
  let weightSum = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = 1 / sigmas[i] ** 2;
    weightSum += weight;
    sum += weight * values[i];
  }
  const centre = sum / weightSum;
  let chiSquared = 0;
  for (let i = 0; i < values.length; i++) chiSquared += ((values[i] - centre) / sigmas[i]) ** 2;
  return { mean: centre, sigma: 1 / Math.sqrt(weightSum), chiSquared };
}

/** Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan, DOI 10.1080/00031305.1996.10473566). */
export function quantile(values: ArrayLike<number>, p: number): number {
  need(values.length, 1, 'a quantile');
  if (!(p >= 0 && p <= 1)) {
    throw fail('invalid-option', `a quantile at p = ${p} does not exist`, 'p must lie between 0 and 1');
  }
  return sortedQuantile(Float64Array.from(values).sort(), p);
}

function sortedQuantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Factor that turns the median absolute deviation of normal data into a standard deviation: 1 / normalQuantile(3/4). */
export const madToSigma = 1.482602218505602;

/** Median of the absolute distances from the median, as it is; times `madToSigma` it estimates sigma of normal data. */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const centre = median(values);
  return median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}

export interface TheilSenSlope {
  readonly slope: number;
  /** Median of y - slope x. */
  readonly intercept: number;
  /** Interval of the slope at the level asked for; an end that the few points do not bound is null. */
  readonly interval: readonly [number | null, number | null];
}

/**
 * Theil-Sen line: the median of the slopes between all pairs of points, which up to 29 % of wild points cannot ruin, with
 * Sen's interval from the variance of Kendall's statistic with its correction for equal x (Sen, J. Am. Stat. Assoc. 63
 * (1968) 1379, DOI 10.1080/01621459.1968.10480934). Pairs of equal x are left out. Costs n^2/2 pairs: thin out beyond
 * some thousand points.
 *
 * @throws `too-few-points` when no two x differ.
 */
export function theilSenSlope(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): TheilSenSlope {
  const n = x.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let count = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const run = x[i] - x[j];
      if (run !== 0) slopes[count++] = (y[i] - y[j]) / run;
    }
  }
  need(count, 1, 'a Theil-Sen slope between different x');
  const sorted = slopes.subarray(0, count).sort();
  const slope = sortedQuantile(sorted, 0.5);
  const intercept = median(Float64Array.from({ length: n }, (_, i) => y[i] - slope * x[i]));
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(kendallVariance(x));
  const low = Math.floor((count - reach) / 2) - 1;
  const high = Math.ceil((count + reach) / 2);
  return {
    slope,
    intercept,
    interval: [low >= 0 ? sorted[low] : null, high < count ? sorted[high] : null],
  };
}

/** Variance of Kendall's statistic under no trend, corrected for groups of equal x. */
function kendallVariance(x: ArrayLike<number>): number {
  const n = x.length;
  const groups = new Map<number, number>();
  for (let i = 0; i < n; i++) groups.set(x[i], (groups.get(x[i]) ?? 0) + 1);
  let total = n * (n - 1) * (2 * n + 5);
  for (const size of groups.values()) total -= size * (size - 1) * (2 * size + 5);
  return total / 18;
}
