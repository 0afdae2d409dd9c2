/** Open circuit in a file that does not say what the instrument held: a potential without any current. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { madToSigma, mean, medianAbsoluteDeviation, standardDeviation } from '../../../numerics/statistics/summary.js';

/** The mean of a rest is zero by so many of its own standard errors. */
const MEAN_Z = 4;
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
  if (Math.abs(whole) > (MEAN_Z * standardDeviation(means)) / Math.sqrt(BLOCKS)) return false;
  // Readings of a coarse converter are zero for the most part, and one of its steps now and then.
  const converterA = rows.reduce((least, current) => (current === 0 ? least : Math.min(least, Math.abs(current))), 1);
  const noiseA = Math.max(madToSigma * medianAbsoluteDeviation(rows), converterA);
  return rows.subarray(0, FIRST_ROWS).every((current) => Math.abs(current - whole) <= FIRST_Z * noiseA);
}
