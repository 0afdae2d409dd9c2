/** A plateau of the potential need not be a hold: slow sweeps have plateaus, and so has a cell under constant current. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { mean, quantile } from '../../../numerics/statistics/summary.js';

/** The potential of a hold drifts by less than this, or this share of itself, between its second and its last fifth. */
const LARGEST_DRIFT_V = 1e-3;
const LARGEST_DRIFT_SHARE = 0.01;
/** A controlled current keeps its value to this share of itself, and better than the potential by this factor. */
const CONTROLLED_SHARE = 3e-3;
const CONTROLLED_FACTOR = 5;

/** What stays as it is in the rows from `from` up to `to`; the current is only asked for where the instrument does not tell. */
export function whatHolds(
  { potentialV, currentA }: TimeSeries,
  from: number,
  to: number,
  told: boolean,
): 'potential' | 'current' | 'nothing' {
  // The first row often still shows what was before.
  const potentials = potentialV.subarray(from + 1, to);
  const currents = currentA.subarray(from + 1, to);
  const spread = relativeSpread(currents);
  if (!told && spread < CONTROLLED_SHARE && CONTROLLED_FACTOR * spread < relativeSpread(potentials)) return 'current';
  const fifth = Math.ceil(potentials.length / 5);
  const [early, late] = [mean(potentials.subarray(fifth, 2 * fifth)), mean(potentials.subarray(-fifth))];
  const limit = Math.max(LARGEST_DRIFT_V, LARGEST_DRIFT_SHARE * Math.abs(late));
  return Math.abs(late - early) > limit ? 'nothing' : 'potential';
}

/** Width of the middle nine tenths, as a share of the median. */
function relativeSpread(values: Float64Array): number {
  const [low, middle, high] = [0.05, 0.5, 0.95].map((p) => quantile(values, p)) as [number, number, number];
  return (high - low) / Math.abs(middle);
}
