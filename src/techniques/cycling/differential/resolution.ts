/** The smallest step of potential that an instrument writes. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';

/** Levels nearer than this are rounding of the numbers, not of the instrument, V. */
const NO_STEP_V = 2e-7;
/** So many changes of potential, up to so many levels large, decide. */
const LEAST_CHANGES = 30;
const FEW_LEVELS = 12;
const SAMPLED_ROWS = 50_000;

/**
 * Distance between neighbouring levels of the potential, in V, where the rows of a half cycle show levels (nearly all small changes are whole
 * multiples of the smallest one); 0 where they do not.
 */
export function potentialResolutionV({ potentialV }: TimeSeries, { from, to }: HalfCycle): number {
  const changes: number[] = [];
  for (let row = from + 1; row < Math.min(to, from + SAMPLED_ROWS); row++) {
    const change = Math.abs(potentialV[row]! - potentialV[row - 1]!);
    if (change > NO_STEP_V) changes.push(change);
  }
  if (changes.length < LEAST_CHANGES) return 0;
  const smallest = changes.reduce((least, change) => Math.min(least, change), Number.POSITIVE_INFINITY);
  const small = changes.filter((change) => change < (FEW_LEVELS + 0.5) * smallest);
  if (small.length < LEAST_CHANGES) return 0;
  const whole = small.filter((change) => Math.abs(change / smallest - Math.round(change / smallest)) < 0.1);
  return whole.length > 0.97 * small.length ? smallest : 0;
}
