/**
 * How the errors of a weighted fit become the errors of its result: believed as they are, or enlarged to the scatter.
 * One policy for all series fits of this folder (Arrhenius lines, growth laws).
 */

import { fail } from '../../../errors.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { chiSquareSurvival, normalQuantile, studentTQuantile } from '../../../numerics/statistics/distributions.js';

export interface ErrorScaling {
  /** Probability of this much scatter if the given errors are right; null for unit weights or without degrees of freedom. */
  readonly pValue: number | null;
  /** Factor on all variances: s^2, or 1 where the errors are believed. */
  readonly varianceScale: number;
  /** True when the points scatter more than their errors allow (p < 0.05) and the errors were enlarged for that. */
  readonly scatterExceedsErrors: boolean;
  readonly quantiles: 'normal' | 't';
  readonly degreesOfFreedom: number;
  /** One sentence for the methods section. */
  readonly note: string;
}

/**
 * With errors of known size the fit keeps them (factor 1, normal quantiles) unless the chi-square test rejects them at
 * 5 %; then, and always with unit weights, variances are multiplied by s^2 = chi-square/dof and intervals use t(dof).
 *
 * @param always multiply by s^2 whatever it is, also where that makes the errors smaller.
 * @throws `too-few-points` when s^2 is needed and there are no degrees of freedom.
 */
export function chooseErrorScaling(
  chiSquared: number,
  degreesOfFreedom: number,
  weighting: 'errors' | 'unit',
  always = false,
): ErrorScaling {
  const s2 = degreesOfFreedom > 0 ? chiSquared / degreesOfFreedom : null;
  const pValue = weighting === 'errors' && s2 !== null ? chiSquareSurvival(chiSquared, degreesOfFreedom) : null;
  const exceeds = pValue !== null && pValue < 0.05;
  if (weighting === 'unit' || always || exceeds) {
    if (s2 === null) {
      throw fail(
        'too-few-points',
        'there are no more points than parameters, so no scatter to take errors from',
        'measure more points, or give each its own error',
      );
    }
    const why = exceeds
      ? `the points scatter more than their errors allow (chi-square per degree of freedom ${s2.toPrecision(3)}, p = ${pValue!.toPrecision(2)}), errors enlarged to the scatter`
      : weighting === 'unit'
        ? 'all points weighted alike, errors from their scatter about the curve'
        : `errors scaled to the scatter (chi-square per degree of freedom ${s2.toPrecision(3)})`;
    return {
      pValue,
      varianceScale: s2,
      scatterExceedsErrors: exceeds,
      quantiles: 't',
      degreesOfFreedom,
      note: `${why}; intervals by Student's t with ${degreesOfFreedom} degrees of freedom`,
    };
  }
  return {
    pValue,
    varianceScale: 1,
    scatterExceedsErrors: false,
    quantiles: 'normal',
    degreesOfFreedom,
    note:
      pValue === null
        ? 'errors from the fits of the spectra; too few points to test them against the scatter'
        : `errors from the fits of the spectra, which the scatter does not contradict (p = ${pValue.toPrecision(2)})`,
  };
}

/**
 * Half-width of an interval from a random variance (already scaled) and one of common errors: independent parts add in
 * squares, the random one by its own quantile, the common one by the normal quantile.
 */
export function intervalHalfWidth(level: number, random: number, common: number, scaling: ErrorScaling): number {
  const upper = (1 + level) / 2;
  const normal = normalQuantile(upper);
  const quantile = scaling.quantiles === 't' ? studentTQuantile(upper, scaling.degreesOfFreedom) : normal;
  return hypot(quantile * Math.sqrt(Math.max(0, random)), normal * Math.sqrt(Math.max(0, common)));
}
