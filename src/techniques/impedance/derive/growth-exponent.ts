import { fQuantile } from '../../../numerics/statistics/distributions.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { chiSquaredAt, type GrowthFit, type GrowthSeries } from './growth-fit.js';
import { growthLaws } from './growth-laws.js';

const power = growthLaws.find((law) => law.name === 'power')!;

/**
 * Exponent m of `R = R0 + k t^m` with its 95 % profile interval: all m whose best fit is worse than the best of all by
 * less than the 95 % point of chi-square (errors believed) or of F(1, n - 3) times s^2 (errors from the scatter). R0 and k
 * are refitted at every m, because with few times they give way to it. An end that the times do not bound is null.
 *
 * @param fit the power law fitted to the same series.
 */
export function growthExponent(fit: GrowthFit, series: GrowthSeries): Quantity {
  const [lowest, highest] = power.searchRange!(series.times);
  const m = fit.parameters.m;
  const dof = fit.degreesOfFreedom;
  const allowed =
    fit.scaling.quantiles === 'normal' ? fQuantile(0.95, 1, 1e9) : (fQuantile(0.95, 1, dof) * fit.chiSquared) / dof;
  const excess = (at: number): number => chiSquaredAt(power, series, at) - fit.chiSquared - allowed;
  const best = m.value!;
  const low = crossing(excess, best, lowest);
  const high = crossing(excess, best, highest);
  if (fit.parameters.k.value === 0) {
    return { value: null, sigma: null, unit: '1', interval95: [null, null], note: 'the resistance does not grow' };
  }
  const range = highest - lowest;
  if (best - lowest < 1e-6 * range || highest - best < 1e-6 * range) {
    const note =
      best - lowest < 1e-6 * range
        ? 'the growth slows down faster than any power of time: a logarithm or a saturation'
        : `the growth speeds up faster than t^${highest}`;
    return { value: null, sigma: null, unit: '1', interval95: [low, high], note };
  }
  return {
    value: best,
    sigma: m.sigma,
    unit: '1',
    interval95: [low, high],
    ...(low === null || high === null ? { note: 'these times do not bound the exponent on both sides' } : {}),
  };
}

/** First place from `from` towards `to` where `f` turns positive; null if it never does. */
function crossing(f: (x: number) => number, from: number, to: number): number | null {
  const steps = 120;
  let inside = from;
  for (let i = 1; i <= steps; i++) {
    let outside = from + ((to - from) * i) / steps;
    if (!(f(outside) > 0)) {
      inside = outside;
      continue;
    }
    for (let halving = 0; halving < 50; halving++) {
      const middle = (inside + outside) / 2;
      if (f(middle) > 0) outside = middle;
      else inside = middle;
    }
    return (inside + outside) / 2;
  }
  return null;
}
