/** Is the current steady, and what is it? A value with its interval, or a bound that holds in any case. */

import { hypot } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { madToSigma, medianAbsoluteDeviation } from '../../../numerics/statistics/summary.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { type DecayFit, fitDecay } from '../fit/fit-decay.js';
import type { PolarizationStep } from '../steps/polarization-step.js';

export type Verdict = 'steady' | 'decaying' | 'growing' | 'jumping' | 'noise' | 'blank';

export interface SteadyCurrent {
  readonly step: PolarizationStep;
  readonly fit: DecayFit;
  readonly verdict: Verdict;
  /** Mean over the last tenth of the step, amount, A, and its standard deviation. */
  readonly lastA: number;
  readonly lastSigmaA: number;
  /** With the sign of the measured current, A; value null unless steady. */
  readonly current: Quantity;
}

export interface SteadyCriteria {
  /** Largest part that still decays at the end, as a share of the steady current. */
  readonly tolerance: number;
  /** Largest standard deviation, as a share of the steady current. */
  readonly precision: number;
}

/** Last share of the step that is "the end". */
const END_SHARE = 0.1;

/**
 * Fits the decay and judges it. A current that falls towards its steady value is never below it, so what flows at the end is
 * an upper bound whatever the law. A current that grows is no polarization of a blocked cell, and gives neither.
 */
export function steadyCurrent(step: PolarizationStep, criteria: SteadyCriteria): SteadyCurrent {
  const sign = step.potentialV < 0 ? -1 : 1;
  const amounts = step.currentA.map((current) => sign * current);
  const fit = fitDecay(step.timeS, amounts);
  const { lastA, lastSigmaA } = endOf(step.timeS, amounts, fit);
  // Plain zeros say nothing of what the instrument could have seen.
  const blank = amounts.every((amount) => amount === 0);
  const verdict = blank ? 'blank' : judge(fit, lastA, lastSigmaA, step.timeS, amounts, criteria);
  return { step, fit, verdict, lastA, lastSigmaA, current: quantityOf(fit, verdict, lastA, lastSigmaA, sign) };
}

function endOf(timeS: Float64Array, amounts: Float64Array, fit: DecayFit): { lastA: number; lastSigmaA: number } {
  const from = timeS.at(-1)! * (1 - END_SHARE);
  let sum = 0;
  let count = 0;
  for (let k = amounts.length - 1; k >= 0 && (timeS[k]! >= from || count < 3); k--) {
    sum += amounts[k]!;
    count += 1;
  }
  const { noiseA, correlation, wanderA } = fit.points;
  const ofMean = fit.inflation * noiseA * Math.sqrt(correlation / count);
  return { lastA: sum / count, lastSigmaA: hypot(ofMean, wanderA) };
}

function judge(
  fit: DecayFit,
  lastA: number,
  lastSigmaA: number,
  timeS: Float64Array,
  amounts: Float64Array,
  { tolerance, precision }: SteadyCriteria,
): Verdict {
  const way = course(timeS, amounts, lastA);
  if (way !== 'falls') return way;
  // At the end the current is not told from zero: the instrument sees no more.
  if (lastA < 3 * lastSigmaA) return 'noise';
  const known = fit.steadyA > 0 && fit.sigmaA <= precision * fit.steadyA;
  return known && fit.remainingA <= tolerance * fit.steadyA ? 'steady' : 'decaying';
}

/** Blocks of time in which a rise of the current is looked for. */
const BLOCKS = 40;
/** A rise is more than this share of the current, and this many times the scatter of the blocks. */
const RISE_SHARE = 0.05;
const RISE_Z = 6;
/** The same for a fall that becomes faster: temperature moves a current up and down, but hardly like that. */
const BEND_SHARE = 0.02;

/**
 * Which way the current goes once the first tenth of the step is over. With blocking electrodes it can only fall, ever more slowly; a
 * rise by more than chance or a sudden fall is something else.
 */
function course(timeS: Float64Array, amounts: Float64Array, lastA: number): 'falls' | 'growing' | 'jumping' {
  const end = timeS.at(-1)!;
  const sums = new Float64Array(BLOCKS);
  const counts = new Float64Array(BLOCKS);
  for (let k = 0; k < amounts.length; k++) {
    const block = Math.min(BLOCKS - 1, Math.floor(BLOCKS * ((timeS[k]! - 0.1 * end) / (0.9 * end))));
    if (block < 0) continue;
    sums[block] = sums[block]! + amounts[k]!;
    counts[block] = counts[block]! + 1;
  }
  const levels = Array.from(sums, (sum, k) => sum / counts[k]!).filter(Number.isFinite);
  if (levels.length < 10) return 'falls';
  const steps = levels.slice(1).map((level, k) => level - levels[k]!);
  const scatter = (madToSigma * medianAbsoluteDeviation(steps)) / Math.SQRT2;
  let lowest = levels[0]!;
  let rise = 0;
  for (const level of levels) {
    rise = Math.max(rise, level - lowest);
    lowest = Math.min(lowest, level);
  }
  const chance = Math.max(RISE_Z * scatter, RISE_SHARE * Math.abs(lastA));
  if (rise > chance) return 'growing';
  const bend = Math.max(RISE_Z * scatter, BEND_SHARE * Math.abs(lastA));
  // A decay slows down: a fall far larger than those before it is a disturbance.
  for (let k = 2; k < steps.length; k++) {
    if (-steps[k]! > bend + 3 * Math.max(0, -steps[k - 1]!, -steps[k - 2]!)) return 'jumping';
  }
  // Equal spans of time: a decay loses less in the later one.
  const level = (share: number): number => {
    const at = Math.min(levels.length - 3, Math.floor(share * (levels.length - 1)));
    return (levels[at]! + levels[at + 1]! + levels[at + 2]!) / 3;
  };
  const [early, late] = [level(0.33) - level(0.66), level(0.66) - level(1)];
  return late > early + bend ? 'jumping' : 'falls';
}

function quantityOf(fit: DecayFit, verdict: Verdict, lastA: number, lastSigmaA: number, sign: 1 | -1): Quantity {
  const unit = 'A';
  const signed = (low: number | null, high: number | null): readonly [number | null, number | null] =>
    sign > 0 ? [low, high] : [high === null ? null : -high, low === null ? null : -low];
  const bound = lastA + NORMAL_95 * lastSigmaA;
  switch (verdict) {
    case 'steady': {
      const half = NORMAL_95 * fit.sigmaA;
      return {
        value: sign * fit.steadyA,
        sigma: fit.sigmaA,
        unit,
        interval95: signed(fit.steadyA - half, fit.steadyA + half),
      };
    }
    case 'jumping':
      return { value: null, sigma: null, unit, note: 'the current jumps during the step' };
    case 'growing':
      return { value: null, sigma: null, unit, note: 'the current grows during the step' };
    case 'blank':
      return {
        value: null,
        sigma: null,
        unit,
        note: 'the record holds plain zeros: no current was resolved, and no bound follows',
      };
    case 'noise':
      return {
        value: null,
        sigma: null,
        unit,
        interval95: signed(null, bound),
        note: 'the current at the end is within the noise',
      };
    case 'decaying':
      return {
        value: null,
        sigma: null,
        unit,
        interval95: signed(null, bound),
        note: 'not steady: the current still decays at the end, which bounds it from above',
      };
  }
}
