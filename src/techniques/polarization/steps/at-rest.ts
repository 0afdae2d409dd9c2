/** Open circuit in a file that does not say what the instrument held: a potential without any current. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { madToSigma, medianAbsoluteDeviation } from '../../../numerics/statistics/summary.js';

/** The mean of a rest is zero by so many of its own standard errors. */
const MEAN_Z = 3;
/** Blocks whose means tell the error of the whole, however neighbours hang together. */
const BLOCKS = 10;
/** Readings at the beginning, which charge the electrodes of a cell that is polarized, and the noise they stay within. */
const FIRST_ROWS = 3;
const FIRST_Z = 5;

/**
 * True for rows from `from` up to `to` whose current is nothing but noise about zero, from the first reading on. A cell held at a potential
 * shows a charging current, a leakage at 0 V its own mean.
 */
export function isAtRest({ currentA }: TimeSeries, from: number, to: number): boolean {
  // The first row often still shows what was before.
  const rows = currentA.subarray(from + 1, to);
  const size = Math.floor(rows.length / BLOCKS);
  if (size < 1) return false;
  const means = Float64Array.from({ length: BLOCKS }, (_, block) =>
    mean(rows.subarray(block * size, (block + 1) * size)),
  );
  const whole = mean(means);
  const scatter = Math.sqrt(means.reduce((sum, value) => sum + (value - whole) ** 2, 0) / (BLOCKS - 1));
  if (Math.abs(whole) > (MEAN_Z * scatter) / Math.sqrt(BLOCKS)) return false;
  const noiseA = madToSigma * medianAbsoluteDeviation(rows);
  return rows.subarray(0, FIRST_ROWS).every((current) => Math.abs(current - whole) <= FIRST_Z * noiseA);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
