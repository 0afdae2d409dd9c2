/**
 * A start for a cell that is off by many line widths. The pattern is blurred: lines as broad as the error of their places find
 * their way to the measured ones, and sharpen step by step. Isotropic errors (another temperature, a solid solution) are tried
 * out first.
 */

import { makeGrid } from '../model/grid.js';
import { at } from '../model/model-parameters.js';
import { PatternModel } from '../model/pattern-model.js';
import type { ModelSetup } from '../model/setup.js';
import { solveLinearPart } from './linear-part.js';
import { makeFrame, type RefineFrame, refineStage } from './run-stages.js';

/** Full widths of the blurred lines, degrees. */
const BLURS_DEG = [0.8, 0.4, 0.2];
/** Factors on all edges of all cells that are tried. */
const STRETCHES = [1, 0.996, 1.004, 0.992, 1.008, 0.988, 1.012];
const POINTS_PER_BLUR = 6;

/**
 * @param values of all parameters
 * @param cells the cell parameters that are refined
 * @returns values with another cell and linear part; widths as they were
 */
export function findCell(
  frame: RefineFrame,
  values: Float64Array,
  cells: readonly number[],
  linear: readonly number[],
): Float64Array {
  const { model } = frame;
  const coarse = new PatternModel(blurred(model.setup, BLURS_DEG[2]! / POINTS_PER_BLUR));
  const coarseFrame = makeFrame(coarse, frame.rangeDeg, frame.ties, frame.bounds, frame.onCycle);
  const blur = (from: Float64Array, widthDeg: number): Float64Array => {
    const out = from.slice();
    out[at.U] = out[at.V] = out[at.X] = out[at.Y] = out[at.asymmetry] = 0;
    out[at.W] = widthDeg * widthDeg;
    for (const { sizeBroadening, strainBroadening } of model.list.phases)
      out[sizeBroadening] = out[strainBroadening] = 0;
    return out;
  };
  const edges = cells.filter((n) => model.list.parameters[n]!.unit === 'angstrom');
  let best: { values: Float64Array; sum: number } | undefined;
  for (const stretch of STRETCHES) {
    const trial = blur(values, BLURS_DEG[0]!);
    for (const n of edges) trial[n]! *= stretch;
    solveLinearPart(coarse, trial, new Set(linear));
    const sum = distance(coarse, trial);
    if (best === undefined || sum < best.sum) best = { values: trial, sum };
  }
  const refined = [...linear, ...cells].sort((a, b) => a - b);
  let found = best!.values;
  for (const width of BLURS_DEG) {
    const closeness = { maxIterations: 12, decreaseTolerance: 1e-4 };
    found = refineStage(coarseFrame, refined, blur(found, width), closeness).values;
  }
  const out = values.slice();
  for (const n of refined) out[n] = found[n]!;
  return out;
}

function distance(model: PatternModel, values: Float64Array): number {
  model.fillBackground(values);
  const { observed, sigma } = model.setup;
  let sum = 0;
  const total = Float64Array.from(model.background);
  for (const phase of model.phases) {
    const scale = values[phase.places.scale]!;
    for (let i = 0; i < total.length; i++) total[i]! += scale * phase.unit[i]!;
  }
  for (let i = 0; i < total.length; i++)
    sum += ((total[i]! - observed[i]!) / sigma[i]!) * ((total[i]! - observed[i]!) / sigma[i]!);
  return sum;
}

/** Neighbouring points averaged until they stand at least `stepDeg` apart. */
function blurred(setup: ModelSetup, stepDeg: number): ModelSetup {
  const { twoThetaDeg } = setup.grid;
  const angles: number[] = [];
  const observed: number[] = [];
  const sigma: number[] = [];
  let first = 0;
  while (first < twoThetaDeg.length) {
    let last = first;
    let [x, y, variance] = [0, 0, 0];
    while (last < twoThetaDeg.length && twoThetaDeg[last]! < twoThetaDeg[first]! + stepDeg - 1e-9) {
      x += twoThetaDeg[last]!;
      y += setup.observed[last]!;
      variance += setup.sigma[last]! * setup.sigma[last]!;
      last++;
    }
    const count = last - first;
    angles.push(x / count);
    observed.push(y / count);
    sigma.push(Math.sqrt(variance) / count);
    first = last;
  }
  return {
    ...setup,
    grid: makeGrid(Float64Array.from(angles)),
    observed: Float64Array.from(observed),
    sigma: Float64Array.from(sigma),
  };
}
