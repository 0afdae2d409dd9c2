/** The full width at half maximum of a component, from the widths that were fitted. */
import type { SeriesFit } from '../series-fit.js';

/** Share of a width by which it is moved to find how the whole width follows. */
const NUDGE = 1e-5;

/** Of the major line, eV, with the error that follows from those of its shape parameters together. */
export function componentWidth(
  fit: SeriesFit,
  component: number,
  step: number,
): { value: number; sigma: number | null } {
  const { name, shape } = fit.components[component]!;
  const names = shape.parameters.map((parameter) => `${name}.${parameter.name}`);
  const found = names.map((one) => fit.numbers.find(one, step)!);
  const at = Float64Array.from(found, ({ value }) => value);
  const value = shape.fwhmEv(at);
  if (found.every(({ state }) => state === 'held')) return { value, sigma: null };
  const slopes = names.map((_, k) => {
    // Towards larger values: a Lorentzian width may stand at zero.
    const nudge = NUDGE * Math.max(at[k]!, 0.1);
    const moved = at.slice();
    moved[k]! += nudge;
    return (shape.fwhmEv(moved) - value) / nudge;
  });
  const covariance = fit.numbers.covariance(names.map((one) => ({ name: one, step })));
  let variance = 0;
  slopes.forEach((a, i) => {
    slopes.forEach((b, j) => {
      variance += a * b * covariance[i * names.length + j]!;
    });
  });
  return { value, sigma: Math.sqrt(Math.max(0, variance)) };
}
