/** Potentiostatic intermittent titration: steps of potential and the decay of the current after each. */

import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { log } from '../../../numerics/elementary/log.js';
import { mean } from '../../../numerics/statistics/summary.js';
import { regressLine } from '../../../numerics/statistics/weighted-regression.js';
import type { Quantity } from '../../../quantity/quantity.js';

export interface PotentialStep {
  /** Rows [from, to). */
  readonly from: number;
  readonly to: number;
  readonly potentialV: number;
  readonly durationS: number;
  /** Charge that passed, with its sign, C. */
  readonly chargeC: number;
  /** Decay of the late current, 1/s, with its error; null where it is no exponential. */
  readonly decayPerS: { readonly value: number; readonly sigma: number } | null;
  /** Share of the variance of ln|I| that the exponential explains in the late part. */
  readonly rSquared: number;
}

/** Potentials within this are one step, V. */
const SAME_V = 2e-3;
const LEAST_ROWS = 12;
/** The late part begins when the current has fallen to this share of its first value, and ends at this one. */
const [LATE_FROM, LATE_TO] = [0.5, 0.02];
const LEAST_R_SQUARED = 0.98;

/** Runs of constant potential, each with the exponential that its current ends in. */
export function potentialSteps(series: TimeSeries): PotentialStep[] {
  const { rows, timeS, potentialV } = series;
  const steps: PotentialStep[] = [];
  let from = 0;
  for (let row = 1; row <= rows; row++) {
    const goesOn = row < rows && Math.abs(potentialV[row]! - potentialV[row - 1]!) <= SAME_V;
    const drifts = goesOn && Math.abs(potentialV[row]! - potentialV[from]!) > 2 * SAME_V;
    if (goesOn && !drifts) continue;
    if (row - from >= LEAST_ROWS && timeS[row - 1]! > timeS[from]!) steps.push(describe(series, from, row));
    from = row;
  }
  return steps;
}

function describe({ timeS, potentialV, currentA }: TimeSeries, from: number, to: number): PotentialStep {
  let chargeC = 0;
  for (let row = from + 1; row < to; row++) {
    chargeC += ((currentA[row]! + currentA[row - 1]!) / 2) * (timeS[row]! - timeS[row - 1]!);
  }
  const first = Math.abs(currentA[from + 1]!);
  const times: number[] = [];
  const logs: number[] = [];
  for (let row = from + 1; row < to; row++) {
    const amount = Math.abs(currentA[row]!);
    if (amount <= LATE_TO * first) break;
    if (amount > LATE_FROM * first) continue;
    times.push(timeS[row]! - timeS[from]!);
    logs.push(log(amount));
  }
  const rest = {
    from,
    to,
    potentialV: mean(potentialV.subarray(from, to)),
    durationS: timeS[to - 1]! - timeS[from]!,
    chargeC,
  };
  if (times.length < LEAST_ROWS / 2) return { ...rest, decayPerS: null, rSquared: 0 };
  const line = regressLine(times, logs);
  const centre = mean(logs);
  const total = logs.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  const rSquared = total > 0 ? 1 - line.chiSquared / total : 0;
  const decays = line.slope < 0 && rSquared >= LEAST_R_SQUARED;
  const sigma = Math.sqrt((line.reducedChiSquared ?? 0) * line.unscaledCovariance[3]!);
  return { ...rest, decayPerS: decays ? { value: -line.slope, sigma } : null, rSquared };
}

/**
 * `D = 4 L^2 k/pi^2` of the late decay `I ~ exp(-k t)` in a film that is blocked on one side (Wen, Boukamp, Huggins and Weppner,
 * J. Electrochem. Soc. 126 (1979) 2258, DOI 10.1149/1.2128939).
 */
export function stepDiffusion({ decayPerS }: PotentialStep, lengthCm: number): Quantity {
  if (decayPerS === null) {
    return { value: null, sigma: null, unit: 'cm^2/s', note: 'the late current is no exponential' };
  }
  const factor = (4 * lengthCm * lengthCm) / (Math.PI * Math.PI);
  return { value: factor * decayPerS.value, sigma: factor * decayPerS.sigma, unit: 'cm^2/s' };
}
