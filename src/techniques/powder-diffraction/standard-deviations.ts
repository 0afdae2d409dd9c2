/** One standard deviation of each point: of the file where it is any use, else of counting. */
import { median } from '../../numerics/statistics/summary.js';
import type { Pattern } from './refinement.js';

export interface StandardDeviations {
  readonly sigma: Float64Array;
  readonly weights: Pattern['weights'];
  /** Points whose standard deviation in the file is zero, missing or beyond all measure. */
  readonly missing: number;
  /** Points whose standard deviation in the file is so small that they alone would decide the fit. */
  readonly raised: number;
}

/** No detector tells intensities apart as finely as this, and squares of larger numbers end beyond the numbers there are. */
const LARGEST_SIGMA = 1e20;
const SMALLEST_SIGMA = 1e-20;
/** A standard deviation below this part of the usual one would give a point the weight of a million others. */
const LEAST_PART = 1e-3;
/** Where the file has fewer than this, its standard deviations are none. */
const FEWEST_GIVEN = 0.5;

/**
 * @param given of the file, one for each point; a missing one counts as the largest
 * @param areCounts false for rates and normalised intensities, whose squared deviation is only proportional to them: there
 *   the floor of one count, which keeps empty points from infinite weight, is a part of the usual intensity instead
 */
export function standardDeviations(
  observed: Float64Array,
  given: Float64Array | undefined,
  areCounts: boolean,
): StandardDeviations {
  const usable = given?.filter((sigma) => sigma >= SMALLEST_SIGMA && sigma <= LARGEST_SIGMA);
  if (given === undefined || usable!.length < FEWEST_GIVEN * observed.length) {
    const floor = areCounts ? 1 : Math.min(1, median(observed.map(Math.abs)) / 10 || 1);
    return {
      sigma: observed.map((y) => Math.sqrt(Math.max(y, floor))),
      weights: areCounts ? 'counts' : 'intensities',
      missing: given === undefined ? 0 : observed.length - usable!.length,
      raised: 0,
    };
  }
  const largest = usable!.reduce((most, sigma) => Math.max(most, sigma), 0);
  const least = LEAST_PART * median(usable!);
  let raised = 0;
  const sigma = given.map((one) => {
    if (!(one >= SMALLEST_SIGMA && one <= LARGEST_SIGMA)) return largest;
    if (one >= least) return one;
    raised += 1;
    return least;
  });
  return { sigma, weights: 'file', missing: observed.length - usable!.length, raised };
}
