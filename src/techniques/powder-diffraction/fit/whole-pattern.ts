import { makeGrid } from '../model/grid.js';
import { makeLinks } from '../model/links.js';
import { PatternModel } from '../model/pattern-model.js';
import type { PhasePattern } from '../model/phase-pattern.js';
import type { Pattern } from '../refinement.js';
import { observedIntensities } from './le-bail.js';

/** A refined model on all points of a pattern, those left out of the fit too. */
export interface WholePattern {
  readonly phases: readonly PhasePattern[];
  readonly calculated: Float64Array;
  readonly background: Float64Array;
  readonly observed: readonly Float64Array[];
}

/** Observed intensities are those of the points that took part. */
export function wholePattern(pattern: Pattern, model: PatternModel, values: Float64Array): WholePattern {
  const all = new PatternModel({
    ...model.setup,
    grid: makeGrid(pattern.twoThetaDeg),
    observed: pattern.observed,
    sigma: pattern.sigma,
  });
  const nothing = makeLinks(model.list.parameters.map(() => []));
  const none = new Int32Array(model.phases.length).fill(-1);
  for (const [k, phase] of model.phases.entries()) copyIntensities(phase, all.phases[k]!);
  all.evaluate(values, null, nothing, 0, none);
  model.evaluate(values, null, nothing, 0, none);
  return {
    phases: all.phases,
    calculated: all.calculated,
    background: all.background,
    observed: observedIntensities(model, values).map((list, k) => matched(list, model.phases[k]!, all.phases[k]!)),
  };
}

const key = ({ reflections: { hkl } }: PhasePattern, k: number) => `${hkl[3 * k]},${hkl[3 * k + 1]},${hkl[3 * k + 2]}`;

/** Free intensities belong to the reflection, whatever its place in the list of a wider pattern. */
function copyIntensities(from: PhasePattern, to: PhasePattern): void {
  if (from.phase.factors !== null) return;
  to.intensities.set(matched(from.intensities, from, to));
}

function matched(list: Float64Array, from: PhasePattern, to: PhasePattern): Float64Array {
  const known = new Map(Array.from(list, (value, k) => [key(from, k), value]));
  return Float64Array.from({ length: to.reflections.count }, (_, k) => known.get(key(to, k)) ?? 0);
}
