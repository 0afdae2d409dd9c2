/** Steady currents at several potentials: a line whose slope is free of any constant leakage. */
import { chiSquareSurvival, NORMAL_95, studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { regressLine } from '../../../numerics/statistics/weighted-regression.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { SteadyCurrent } from './steady-current.js';

export interface CurrentVoltage {
  readonly potentialV: readonly number[];
  readonly currentA: readonly number[];
  readonly sigmaA: readonly number[];
  /** Slope, S. */
  readonly conductance: Quantity;
  /** Current at 0 V: leakage and offset of the instrument, A. */
  readonly offset: Quantity;
  /** Covariance of intercept and slope, A S. */
  readonly covariance: number;
  /** Half of a 95 % interval, in standard deviations. */
  readonly quantile: number;
  /** Probability of a misfit this large if the line is right; null with two points. */
  readonly linearity: number | null;
}

/** Potentials closer than this share of the largest are one. */
const SAME_POTENTIAL = 0.05;

/** The line through two or more steady currents at different potentials, weighted with their errors; undefined for fewer. */
export function currentVoltage(steps: readonly SteadyCurrent[]): CurrentVoltage | undefined {
  const steady = steps.filter(({ current }) => current.value !== null);
  const potentialV = steady.map(({ step }) => step.potentialV);
  const span = Math.max(...potentialV) - Math.min(...potentialV);
  if (steady.length < 2 || span < SAME_POTENTIAL * Math.max(...potentialV.map(Math.abs))) return undefined;
  const currentA = steady.map(({ current }) => current.value!);
  const sigmaA = steady.map(({ current }) => current.sigma!);
  const line = regressLine(
    potentialV,
    currentA,
    sigmaA.map((sigma) => 1 / sigma ** 2),
  );
  const n = steady.length;
  // Errors that are too small for the scatter about the line grow with it.
  const inflation = Math.max(1, n > 2 ? line.chiSquared / (n - 2) : 1);
  const covariance = line.unscaledCovariance.map((entry) => entry * inflation);
  const quantile = n > 2 && inflation > 1 ? studentTQuantile(0.975, n - 2) : NORMAL_95;
  // What hides in the decay of one step hides in all, in proportion: many steps do not average it away.
  const common = Math.min(...currentA.map((current, k) => sigmaA[k]! / Math.abs(current))) * line.slope;
  const quantity = (value: number, variance: number, unit: string): Quantity => {
    const sigma = Math.sqrt(variance);
    return { value, sigma, unit, interval95: [value - quantile * sigma, value + quantile * sigma] };
  };
  return {
    potentialV,
    currentA,
    sigmaA,
    conductance: quantity(line.slope, Math.max(covariance[3]!, common ** 2), 'S'),
    offset: quantity(line.intercept, covariance[0]!, 'A'),
    covariance: covariance[1]!,
    quantile,
    linearity: n > 2 ? chiSquareSurvival(line.chiSquared, n - 2) : null,
  };
}
