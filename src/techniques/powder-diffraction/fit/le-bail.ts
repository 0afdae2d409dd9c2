/**
 * Observed intensities after A. Le Bail, H. Duroy and J. L. Fourquet, Mater. Res. Bull. 23 (1988) 447: what was measured above
 * the background at a point is shared out among the reflections as the model shares it.
 */
import type { PatternModel } from '../model/pattern-model.js';

/** The observed intensity of each reflection of each phase, on the scale of `PhasePattern.intensities`. */
export function observedIntensities(model: PatternModel, values: Float64Array): Float64Array[] {
  const { setup, background, phases } = model;
  const points = setup.observed.length;
  const ratio = new Float64Array(points);
  const net = new Float64Array(points);
  for (const phase of phases) {
    const scale = phase.phase.factors === null ? 1 : values[phase.places.scale];
    for (let i = 0; i < points; i++) net[i] += scale * phase.unit[i];
  }
  const steps = stepsOf(setup.grid.twoThetaDeg);
  for (let i = 0; i < points; i++)
    ratio[i] = net[i] > 0 ? Math.max(0, (setup.observed[i] - background[i]) / net[i]) : 0;
  return phases.map((phase) => {
    const out = new Float64Array(phase.reflections.count);
    phase.eachCurve(values, (k, from, to, curve) => {
      let [observed, all] = [0, 0];
      for (let i = from; i < to; i++) {
        if (net[i] <= 0) continue;
        const area = curve[i - from] * steps[i];
        observed += area * ratio[i];
        all += area;
      }
      out[k] = all > 0 ? (phase.intensities[k] * observed) / all : 0;
    });
    return out;
  });
}

/** Replaces the free intensities of phases without atoms by the observed ones, a few times over. */
export function shareIntensities(model: PatternModel, values: Float64Array, rounds: number): void {
  for (const phase of model.phases) phase.evaluate(values, null);
  model.fillBackground(values);
  for (let round = 0; round < rounds; round++) {
    const observed = observedIntensities(model, values);
    model.phases.forEach((phase, k) => {
      if (phase.phase.factors !== null) return;
      phase.intensities.set(observed[k]!);
      phase.evaluate(values, null);
    });
  }
}

/** The part of the angle that each point stands for. */
function stepsOf(angles: Float64Array): Float64Array {
  const last = angles.length - 1;
  return Float64Array.from(
    angles,
    (_, i) => (angles[Math.min(last, i + 1)]! - angles[Math.max(0, i - 1)]!) / (i === 0 || i === last ? 1 : 2),
  );
}
