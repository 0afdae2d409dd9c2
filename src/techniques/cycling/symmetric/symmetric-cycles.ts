/** Overpotentials of a symmetric cell, half cycle by half cycle and cycle by cycle. */
import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { madToSigma, medianAbsoluteDeviation } from '../../../numerics/statistics/summary.js';
import type { HalfCycleMetrics } from '../half-cycles/half-cycle.js';
import type { CyclingTest } from '../part.js';

/** One cycle: the two directions and what they have in common. Amounts, without sign. */
export interface SymmetricCycle {
  readonly number: number;
  readonly instrumentNumber: number | null;
  /** End of the cycle since the start of the test. */
  readonly endH: number;
  /** Indices of its half cycles; null where one is missing. */
  readonly first: number | null;
  readonly second: number | null;
  /** Overpotential of each direction, V; null where that half is missing. */
  readonly positiveV: number | null;
  readonly negativeV: number | null;
  /** Mean of both. */
  readonly overpotentialV: number;
  /** One standard deviation of that, from the noise of the rows and the scatter from cycle to cycle. */
  readonly sigmaV: number;
  /** (|V+| - |V-|) / (|V+| + |V-|); null where one is missing. */
  readonly asymmetry: number | null;
  /** (V+ + V-) / 2, with their signs; null where one is missing. */
  readonly offsetV: number | null;
  /** Mean amount of the current, A. */
  readonly currentA: number;
  /** Amount of charge of one half cycle (mean of both), C. */
  readonly chargeC: number;
  /** Charge that has gone through the cell until its end, both directions counted, C. */
  readonly cumulativeC: number;
}

/** The potential that the user calls overpotential. */
export function overpotentialOf(metrics: HalfCycleMetrics, kind: 'plateau' | 'mean' | 'end'): number {
  if (kind === 'plateau') return metrics.plateauPotentialV;
  return kind === 'mean' ? metrics.meanPotentialV : metrics.endPotentialV;
}

/** Cycles of a symmetric cell with their overpotentials. */
export function symmetricCycles(test: CyclingTest): SymmetricCycle[] {
  const { cycles, halfCycles, metrics, options, series } = test;
  let cumulativeC = 0;
  const plain = cycles.map((cycle) => {
    const parts = [cycle.first, cycle.second].filter((index) => index !== null);
    const ofSign = (sign: 1 | -1): number | null => {
      const index = parts.find((part) => halfCycles[part]!.sign === sign);
      return index === undefined ? null : sign * overpotentialOf(metrics[index]!, options.overpotential);
    };
    const [positiveV, negativeV] = [ofSign(1), ofSign(-1)];
    const both = [positiveV, negativeV].filter((value) => value !== null);
    const charges = parts.map((part) => Math.abs(metrics[part]!.chargeC));
    cumulativeC += sumOf(charges);
    const last = halfCycles[parts.at(-1)!]!;
    return {
      number: cycle.number,
      instrumentNumber: cycle.instrumentNumber,
      endH: (series.timeS[last.to - 1]! - series.timeS[0]!) / 3600,
      first: cycle.first,
      second: cycle.second,
      positiveV,
      negativeV,
      overpotentialV: sumOf(both) / both.length,
      asymmetry:
        positiveV === null || negativeV === null || positiveV + negativeV === 0
          ? null
          : (positiveV - negativeV) / (positiveV + negativeV),
      offsetV: positiveV === null || negativeV === null ? null : (positiveV - negativeV) / 2,
      currentA: sumOf(parts.map((part) => Math.abs(metrics[part]!.currentA))) / parts.length,
      chargeC: sumOf(charges) / charges.length,
      cumulativeC,
      noiseV: hypotOf(parts.map((part) => readingSigmaV(metrics[part]!))) / parts.length,
    };
  });
  // Of the resistance, so that a staircase of currents is no scatter.
  const scatterOhm = scatterV(plain.map(({ overpotentialV, currentA }) => overpotentialV / currentA));
  return plain.map(({ noiseV, ...cycle }) => ({ ...cycle, sigmaV: hypot(noiseV, scatterOhm * cycle.currentA) }));
}

/** Noise of one reading: that of a median of half the rows. */
function readingSigmaV({ noiseV, points }: HalfCycleMetrics): number {
  return (1.2533 * noiseV) / Math.sqrt(Math.max(1, points / 2));
}

/**
 * Standard deviation of one value about a smooth course, from second differences (a drift and its curvature drop out); robust, so that
 * a short or the formation does not count.
 */
export function scatterV(values: readonly number[]): number {
  if (values.length < 5) return 0;
  const bends: number[] = [];
  for (let k = 1; k + 1 < values.length; k++) bends.push(values[k + 1]! - 2 * values[k]! + values[k - 1]!);
  return (madToSigma * medianAbsoluteDeviation(bends)) / Math.sqrt(6);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
