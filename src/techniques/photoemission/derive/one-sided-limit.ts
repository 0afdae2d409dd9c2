/** Limits of what cannot be negative: a share, an area, a thickness. */
import { log } from '../../../numerics/elementary/log.js';
import { normalCdf } from '../../../numerics/statistics/distributions.js';

/** One-sided 95 % quantile of the normal distribution. */
export const ONE_SIDED_95 = 1.6448536269514722;

/** Sigmas above the estimate (or zero) beyond which no limit lies, for probabilities up to 1 - 1e-15. */
const FAR = 9;

/**
 * Upper limit of a quantity that lies between 0 and `most`, from a normal estimate that may lie outside: the normal
 * distribution about the estimate is cut there, and `probability` of what is left lies below the limit (the rule of
 * ISO 11929-1:2019 for quantities that cannot be negative). Never zero however negative the estimate is, and in the long
 * run right more often than it says. Infinite sigma: `most`.
 */
export function upperLimit(value: number, sigma: number, most = Number.POSITIVE_INFINITY, probability = 0.95): number {
  if (sigma === 0) return Math.min(most, Math.max(0, value));
  if (!Number.isFinite(sigma)) return most;
  // Probabilities above a point, not below: they keep their digits where the estimate is far below zero.
  const above = (limit: number) => normalCdf((value - limit) / sigma);
  const aboveMost = most === Number.POSITIVE_INFINITY ? 0 : above(most);
  const wanted = aboveMost + (1 - probability) * (above(0) - aboveMost);
  // Further out than any normal probability can be told from zero the tail is an exponential one.
  if (!(wanted > 0)) return Math.min(most, value < 0 ? (log(1 - probability) * sigma * sigma) / value : most);
  let low = 0;
  let high = Math.min(most, Math.max(0, value) + FAR * sigma);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (above(middle) > wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Whether a quantity stands out from zero: above its decision threshold, which a true zero passes in 5 % of cases. */
export function isSignificant(value: number, sigma: number, threshold = ONE_SIDED_95): boolean {
  return value > threshold * sigma;
}
