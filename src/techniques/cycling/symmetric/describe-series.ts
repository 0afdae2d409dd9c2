/** One number for the overpotentials of many cycles, with the error that their scatter allows. */
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { normalCdf, studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { mean, median, theilSenSlope } from '../../../numerics/statistics/summary.js';
import type { Quantity } from '../../../quantity/quantity.js';

/** Pairs grow with the square: of long series every k-th cycle tells the drift. */
const MOST_POINTS = 400;

export interface Drift {
  readonly slope: number;
  readonly interval: readonly [number | null, number | null];
}

/**
 * Median of values along a course, its standard error from the scatter about a straight line, neighbours correlated as they are. Where the
 * course bends, median and mean are two answers to one question, and half their distance is an error as well.
 */
export function typicalValue(values: readonly number[], unit: string): Quantity {
  const n = values.length;
  const value = median(values);
  if (n < 4) return { value, sigma: null, unit, note: `median of ${n}; too few for an uncertainty` };
  const line = theilSen(values);
  const residuals = values.map((v, k) => v - line.slope * k);
  const centre = mean(residuals);
  let squares = 0;
  let products = 0;
  for (let k = 0; k < n; k++) {
    squares += (residuals[k]! - centre) ** 2;
    if (k > 0) products += (residuals[k]! - centre) * (residuals[k - 1]! - centre);
  }
  const rho = squares > 0 ? Math.min(0.95, Math.max(0, products / squares)) : 0;
  const spread = Math.sqrt(squares / (n - 2));
  const course = values.map((_, k) => centre + line.slope * k);
  const sigma = hypot(
    medianError(course, value, spread) * Math.sqrt((1 + rho) / (1 - rho)),
    (mean(values) - value) / 2,
  );
  const half = studentTQuantile(0.975, n - 2) * sigma;
  return { value, sigma, unit, interval95: [value - half, value + half] };
}

/**
 * Standard error of a median of independent values about a course: the number of values below it is a sum of Bernoulli trials, and the
 * density of values at it turns numbers into values. Along a steep course few values decide, so it grows beyond the
 * sqrt(pi/2) spread/sqrt(n) that it is without a slope.
 */
function medianError(course: readonly number[], value: number, spread: number): number {
  if (!(spread > 0)) return 0;
  let [variance, density] = [0, 0];
  for (const c of course) {
    const z = (value - c) / spread;
    const below = normalCdf(z);
    variance += below * (1 - below);
    density += exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * spread);
  }
  return Math.sqrt(variance) / density;
}

/** Change from cycle to cycle by Theil and Sen. */
export function driftPerCycle(values: readonly number[]): Drift {
  return theilSen(values);
}

function theilSen(values: readonly number[]): Drift {
  const stride = Math.ceil(values.length / MOST_POINTS);
  const x = values.map((_, k) => k).filter((k) => k % stride === 0);
  return theilSenSlope(
    x,
    x.map((k) => values[k]!),
  );
}
