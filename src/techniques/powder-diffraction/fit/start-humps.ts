/**
 * A hump without height has no place and no width either: their slopes vanish, and the fit cannot bring it back. So where a
 * height comes out as zero, other places and widths around those given are tried, and the hump stands where it explains most.
 */
import { makeLinks } from '../model/links.js';
import type { PatternModel } from '../model/pattern-model.js';
import { solveLinearPart } from './linear-part.js';

/** Shifts of the place, in full widths as given, and factors on the width; nearest to what was given first. */
const SHIFTS = [0, -0.25, 0.25, -0.5, 0.5];
const FACTORS = [1, 0.6, 1.6];
/** Part of the sum of squares that a hump must take away to be put somewhere else. */
const LEAST_GAIN = 1e-4;

/**
 * Puts heights of refined humps above zero where the pattern has any, by solving the linear part at each trial.
 *
 * @param values of all parameters with the linear part solved; changed where a hump is found
 */
export function startHumps(model: PatternModel, values: Float64Array, refined: ReadonlySet<number>): void {
  const { humps } = model.list;
  humps.forEach((place, k) => {
    const isOpen = [place, place + 1, place + 2].every((n) => refined.has(n));
    if (!isOpen || values[place + 2]! > 0) return;
    const { positionDeg, widthDeg } = model.setup.humps[k]!;
    let best = values;
    let least = distance(model, values) * (1 - LEAST_GAIN);
    for (const shift of SHIFTS) {
      for (const factor of FACTORS) {
        const trial = values.slice();
        trial[place] = positionDeg + shift * widthDeg;
        trial[place + 1] = factor * widthDeg;
        solveLinearPart(model, trial, refined);
        const sum = trial[place + 2]! > 0 ? distance(model, trial) : Number.POSITIVE_INFINITY;
        if (sum < least) [best, least] = [trial, sum];
      }
    }
    values.set(best);
  });
}

/** Sum of weighted squares of what the model leaves. */
function distance(model: PatternModel, values: Float64Array): number {
  const { observed, sigma } = model.setup;
  const nothing = makeLinks(model.list.parameters.map(() => []));
  model.evaluate(values, null, nothing, 0, new Int32Array(model.phases.length).fill(-1));
  let sum = 0;
  for (let i = 0; i < observed.length; i++) {
    const rest = (model.calculated[i]! - observed[i]!) / sigma[i]!;
    sum += rest * rest;
  }
  return sum;
}
