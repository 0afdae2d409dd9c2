import type { EdgePoints } from './edge-points.js';

/** A fitted number with its standard error, scaled by the scatter of the points. */
export interface FittedValue {
  readonly value: number;
  readonly sigma: number;
}

/** FWHM of a Gaussian over its standard deviation, 2 sqrt(2 ln 2). */
export const FWHM_PER_SIGMA = 2.3548200450309493;

/** Factor of each residual. */
export function weightsOf({ values, sigmas }: EdgePoints, weights: 'equal' | 'sigmas'): Float64Array {
  return weights === 'equal' ? new Float64Array(values.length).fill(1) : sigmas.map((sigma) => 1 / sigma);
}
