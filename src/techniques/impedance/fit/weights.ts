/** How the residuals of a spectrum are weighted; the choice is printed with every result. */

import { fail } from '../../../errors.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import type { Spectrum } from '../spectrum.js';

/**
 * - `modulus`: 1/|Z|, errors proportional to the modulus (the usual case of a potentiostat)
 * - `unit`: all points alike, in ohm
 * - `proportional`: 1/|Re Z| and 1/|Im Z| each for itself
 * - `supplied`: 1/σ from the spectrum; the only one whose scale is known beforehand
 */
export const weightings = ['modulus', 'unit', 'proportional', 'supplied'] as const;
export type Weighting = (typeof weightings)[number];

/** Weights of Re (first half) and Im (second half), in 1/ohm (dimensionless residuals; ohm for `unit`). */
export function makeWeights(spectrum: Spectrum, weighting: Weighting): Float64Array {
  const n = spectrum.frequencyHz.length;
  const weights = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const re = spectrum.real[i];
    const im = spectrum.imaginary[i];
    switch (weighting) {
      case 'unit':
        weights[i] = weights[n + i] = 1;
        break;
      case 'modulus':
        weights[i] = weights[n + i] = 1 / hypot(re, im);
        break;
      case 'proportional':
        weights[i] = 1 / Math.abs(re);
        weights[n + i] = 1 / Math.abs(im);
        break;
      case 'supplied': {
        const sigma = spectrum.sigmaOhm?.[i];
        if (sigma === undefined || !(sigma > 0)) {
          throw fail(
            'invalid-option',
            'weighting "supplied" needs a standard deviation for every point, and this spectrum has none',
            'use --weighting modulus, or give the file a column "sigma (Ohm)"',
          );
        }
        weights[i] = weights[n + i] = 1 / sigma;
      }
    }
  }
  for (let i = 0; i < 2 * n; i++) {
    if (!Number.isFinite(weights[i])) {
      throw fail(
        'invalid-option',
        `a point at ${spectrum.frequencyHz[i % n]} Hz has a zero that "${weighting}" weighting divides by`,
        'use --weighting modulus or leave that point out',
      );
    }
  }
  return weights;
}
