/** Are two bare columns of numbers a powder pattern? */
import type { NumberArray } from '../recording.js';

/** Angles of a diffractometer; a beam stop may be passed below zero. */
const LEAST_ANGLE = -30;
const MOST_ANGLE = 180;
const LEAST_ROWS = 5;
/** Of all steps so many may go backwards: a damaged digit does not make a pattern something else. */
const BACKWARD_PART = 0.01;

/** True for a column that can be 2theta: within a circle and rising. */
export function risesLikeTwoTheta(values: NumberArray): boolean {
  if (values.length < LEAST_ROWS) return false;
  let backward = 0;
  let outside = 0;
  for (let row = 0; row < values.length; row++) {
    if (!(values[row]! >= LEAST_ANGLE && values[row]! <= MOST_ANGLE)) outside += 1;
    if (row > 0 && !(values[row]! > values[row - 1]!)) backward += 1;
  }
  return backward <= BACKWARD_PART * values.length && outside <= BACKWARD_PART * values.length;
}

/** True when nearly all steps are the same, but for rounding of what is printed. */
export function hasEvenSteps(values: NumberArray): boolean {
  const steps = new Float64Array(Math.max(0, values.length - 1));
  for (let row = 0; row < steps.length; row++) steps[row] = values[row + 1]! - values[row]!;
  if (steps.length < LEAST_ROWS - 1) return false;
  const middle = steps.toSorted()[steps.length >> 1]!;
  let uneven = 0;
  // Rounding moves each end by half a printed digit; the coarsest print that still tells steps apart is half a step.
  for (const step of steps) if (!(Math.abs(step - middle) <= 0.7 * middle)) uneven += 1;
  return middle > 0 && uneven <= 0.02 * steps.length;
}

/** Points with less are too coarse for the test below. */
const LEAST_COUNTS = 8;
const LEAST_POINTS = 20;
/** Median of the square of a standard normal number. */
const MEDIAN_CHI_SQUARE = 0.454936;

/**
 * How much neighbouring values scatter, over how much counts would: 1 for counts, 10 for counts that were multiplied by
 * ten, less than one for rates over longer times and for smoothed data. Peaks do not disturb it, being few points.
 *
 * @returns undefined when there are too few values to say
 */
export function scatterOverCounting(values: NumberArray): number | undefined {
  const ratios: number[] = [];
  for (let row = 1; row + 1 < values.length; row++) {
    const sum = values[row - 1]! + 4 * values[row]! + values[row + 1]!;
    const difference = values[row - 1]! - 2 * values[row]! + values[row + 1]!;
    if (sum >= 6 * LEAST_COUNTS) ratios.push((difference * difference) / sum);
  }
  if (ratios.length < LEAST_POINTS) return undefined;
  const sorted = Float64Array.from(ratios).sort();
  return sorted[sorted.length >> 1]! / MEDIAN_CHI_SQUARE;
}

const LEAST_SCATTER = 0.4;
const MOST_SCATTER = 2.5;

/** True for whole numbers that scatter as counts do; few or small numbers have the benefit of the doubt. */
export function scattersLikeCounts(values: NumberArray): boolean {
  const ratio = scatterOverCounting(values);
  return ratio === undefined || (ratio > LEAST_SCATTER && ratio < MOST_SCATTER);
}
