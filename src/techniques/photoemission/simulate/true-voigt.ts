/** The Voigt profile from its definition, so that simulated lines owe nothing to the shape that is fitted to them. */
import { exp } from '../../../numerics/elementary/exp.js';

const FWHM_PER_SIGMA = 2.3548200450309493;
/** The Gaussian is below 1e-10 of its height beyond so many standard deviations. */
const REACH = 6.8;
/** Nodes per half width of the Lorentzian: a sum of equal steps then errs by e^(-8 pi). */
const NODES = 4;

/**
 * A line of area 1, by the distance from its centre: the Lorentzian summed over the Gaussian in equal steps.
 *
 * @param gaussianEv full width at half maximum, above 0
 * @param lorentzianEv full width at half maximum; 0 for a Gaussian
 */
export function trueVoigt(gaussianEv: number, lorentzianEv: number): (distanceEv: number) => number {
  const sigma = gaussianEv / FWHM_PER_SIGMA;
  if (lorentzianEv === 0) {
    const height = 1 / (sigma * Math.sqrt(2 * Math.PI));
    return (distance) => height * exp((-0.5 * distance * distance) / (sigma * sigma));
  }
  const half = lorentzianEv / 2;
  const spacing = Math.min(half / NODES, sigma / NODES);
  const reach = Math.ceil((REACH * sigma) / spacing);
  const offsets = new Float64Array(2 * reach + 1);
  const weights = new Float64Array(2 * reach + 1);
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const offset = (k - reach) * spacing;
    offsets[k] = offset;
    weights[k] = exp((-0.5 * offset * offset) / (sigma * sigma));
    sum += weights[k]!;
  }
  const scale = half / (Math.PI * sum);
  return (distance) => {
    let value = 0;
    for (let k = 0; k < weights.length; k++) {
      const d = distance - offsets[k]!;
      value += weights[k]! / (d * d + half * half);
    }
    return scale * value;
  };
}
