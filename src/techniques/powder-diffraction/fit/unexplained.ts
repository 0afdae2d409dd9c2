/** What a model explains of a pattern, and which phase how much of it. */
import { makeLinks } from '../model/links.js';
import type { PatternModel } from '../model/pattern-model.js';

/** Rwp over what stands above the background, as a part of one. */
export function unexplained(model: PatternModel, values: Float64Array): number {
  const { observed, sigma } = model.setup;
  const nothing = makeLinks(model.list.parameters.map(() => []));
  model.evaluate(values, null, nothing, 0, new Int32Array(model.phases.length).fill(-1));
  let [misfit, net] = [0, 0];
  for (let i = 0; i < observed.length; i++) {
    const calculated = model.calculated[i]!;
    misfit += ((observed[i]! - calculated) / sigma[i]!) * ((observed[i]! - calculated) / sigma[i]!);
    net += ((observed[i]! - model.background[i]!) / sigma[i]!) * ((observed[i]! - model.background[i]!) / sigma[i]!);
  }
  return Math.sqrt(misfit / net);
}

/** Each phase's part of all diffracted intensity. */
export function sharesOf(model: PatternModel, values: Float64Array): number[] {
  const areas = model.phases.map((phase) => {
    const scale = phase.phase.factors === null ? 1 : values[phase.places.scale]!;
    return scale * phase.unit.reduce((sum, value) => sum + value, 0);
  });
  const all = areas.reduce((sum, area) => sum + area, 0);
  return areas.map((area) => (all > 0 ? area / all : 1 / areas.length));
}
