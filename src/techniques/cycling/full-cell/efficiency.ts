/** Coulombic efficiency and how well it can be known. */

import { hypot } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95, studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { mean, standardDeviation } from '../../../numerics/statistics/summary.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { CyclingTest } from '../part.js';
import type { FullCycle } from './full-cycles.js';

/** The zero of the current, as far as it is known, A. */
export interface CurrentOffset {
  readonly sigmaA: number;
  readonly source: 'given' | 'rests';
}

/** Rests with fewer rows than this say nothing about the zero. */
const LEAST_REST_ROWS = 20;

/** How well the zero of the current is known: as given, or from what the instrument reads at rest; undefined when neither. */
export function currentOffset({ options, series }: CyclingTest, thresholdA: number): CurrentOffset | undefined {
  if (options.currentOffset !== undefined) {
    const { value, sigma } = convert(options.currentOffset, 'A');
    const sigmaA = Math.max(Math.abs(value ?? 0), sigma ?? 0);
    return sigmaA > 0 ? { sigmaA, source: 'given' } : undefined;
  }
  let rows = 0;
  let sum = 0;
  for (const current of series.currentA) {
    if (Math.abs(current) > thresholdA) continue;
    rows += 1;
    sum += current;
  }
  // Many instruments store a plain zero at rest: that is no measurement.
  return rows >= LEAST_REST_ROWS && sum !== 0 ? { sigmaA: Math.abs(sum / rows), source: 'rests' } : undefined;
}

/**
 * Standard deviation of one cycle's efficiency. The scale of the current cancels; an offset adds to one half cycle what it
 * takes from the other: dCE = -(1 + CE) I_offset/I.
 */
export function efficiencySigma(cycle: FullCycle, offset: CurrentOffset | undefined): number | null {
  if (cycle.efficiency === null || cycle.chargeC === null || cycle.dischargeC === null) return null;
  const switching = cycle.efficiency * hypot(cycle.switchSigmaC / cycle.chargeC, cycle.switchSigmaC / cycle.dischargeC);
  const zero = offset === undefined ? 0 : ((1 + cycle.efficiency) * offset.sigmaA) / cycle.currentA;
  return hypot(switching, zero);
}

/** Mean efficiency of cycles: the scatter counts once, the offset is common to all. */
export function meanEfficiency(
  cycles: readonly FullCycle[],
  offset: CurrentOffset | undefined,
  otherwise = 'no whole cycle',
): Quantity {
  const values = cycles.flatMap(({ efficiency }) => (efficiency === null ? [] : [efficiency]));
  if (values.length === 0) return { value: null, sigma: null, unit: '1', note: otherwise };
  const value = mean(values);
  const zero = offset === undefined ? 0 : ((1 + value) * offset.sigmaA) / mean(cycles.map(({ currentA }) => currentA));
  if (values.length < 3) {
    const sigma = cycles.length === 1 ? efficiencySigma(cycles[0]!, offset) : zero;
    return sigma === null || sigma === 0 ? { value, sigma: null, unit: '1' } : { value, sigma, unit: '1' };
  }
  const random = standardDeviation(values) / Math.sqrt(values.length);
  const sigma = hypot(random, zero);
  const half = hypot(studentTQuantile(0.975, values.length - 1) * random, NORMAL_95 * zero);
  const note = offset === undefined ? 'scatter only: the zero of the current is not known' : undefined;
  return { value, sigma, unit: '1', interval95: [value - half, value + half], ...(note === undefined ? {} : { note }) };
}
