/** A pattern with counting noise from known truth: the same forward model that is refined, at numbers that are known. */
import { poisson } from '../../../numerics/poisson.js';
import type { Random } from '../../../numerics/random.js';
import { makeLinks } from '../model/links.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { PatternTruth } from './pattern-truth.js';
import { trueModel } from './true-model.js';

export interface SimulatedPattern {
  readonly twoThetaDeg: Float64Array;
  readonly counts: Float64Array;
  /** Without noise. */
  readonly expected: Float64Array;
  readonly radiation: Radiation;
  readonly model: PatternModel;
  /** True values of all parameters of the model. */
  readonly values: Float64Array;
}

/** @throws `invalid-option` for an anode that there is none of, `invalid-structure` for phases that make no crystal */
export function simulatePattern(truth: PatternTruth, random: Random): SimulatedPattern {
  const { model, values } = trueModel(truth);
  const { radiation, grid } = model.setup;
  const { twoThetaDeg } = grid;
  evaluate(model, values);
  let highest = 0;
  for (let i = 0; i < twoThetaDeg.length; i++) highest = Math.max(highest, model.calculated[i]! - model.background[i]!);
  if (highest > 0) for (const { scale } of model.list.phases) values[scale]! *= truth.peakCounts / highest;
  evaluate(model, values);
  const expected = model.calculated.slice();
  const counts = expected.map((mean) => poisson(mean, random));
  return { twoThetaDeg, counts, expected, radiation, model, values };
}

function evaluate(model: PatternModel, values: Float64Array): void {
  const nothing = makeLinks(model.list.parameters.map(() => []));
  model.evaluate(values, null, nothing, 0, new Int32Array(model.phases.length).fill(-1));
}
