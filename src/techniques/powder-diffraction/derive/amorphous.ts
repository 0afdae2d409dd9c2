import type { Quantity } from '../../../quantity/quantity.js';

/** A weighed amount of a crystalline standard that was mixed into the sample before it was measured. */
export interface InternalStandard {
  /** Name of the phase that it is. */
  readonly phase: string;
  /** Its weight fraction in the mixture as weighed, between 0 and 1. */
  readonly weighed: number;
  /** One standard deviation of it; null where it was given without. */
  readonly weighedSigma: number | null;
}

export interface AmorphousContent {
  /** Amorphous weight fraction of the sample without the standard; below zero where the standard diffracts too weakly. */
  readonly amorphous: Quantity;
  /** Weight fractions of the crystalline phases in the sample without the standard, in the order given; null for the standard. */
  readonly absolute: readonly (Quantity | null)[];
}

/**
 * Amorphous content by internal standard: crystalline fractions sum to 1 of what diffracts, so a standard that was weighed
 * as w_s but refines as r_s > w_s says that the rest does not diffract:
 * x = (1 - w_s / r_s) / (1 - w_s), and each phase has w_k = r_k (w_s / r_s) / (1 - w_s) of the sample.
 *
 * @param fractions refined weight fractions r_k, which sum to 1
 * @param covariance of them, row by row
 */
export function amorphousContent(
  fractions: readonly number[],
  covariance: Float64Array,
  standardIndex: number,
  { weighed, weighedSigma }: Pick<InternalStandard, 'weighed' | 'weighedSigma'>,
): AmorphousContent {
  const n = fractions.length;
  const r = fractions[standardIndex];
  const rest = 1 - weighed;
  const weighedVariance = (weighedSigma ?? 0) * (weighedSigma ?? 0);
  const at = (i: number, j: number): number => covariance[i * n + j];
  // d x / d r_s and d x / d w_s of the two formulae.
  const byRefined = weighed / (r * r * rest);
  const byWeighed = (r - 1) / (r * rest * rest);
  const amorphous = (1 - weighed / r) / rest;
  const amorphousVariance =
    byRefined * byRefined * at(standardIndex, standardIndex) + byWeighed * byWeighed * weighedVariance;
  const note =
    weighedSigma === null
      ? 'the weighed amount of the standard has no uncertainty, so only that of the fit is in it'
      : undefined;
  return {
    amorphous: {
      value: amorphous,
      sigma: Math.sqrt(amorphousVariance),
      unit: '1',
      ...(note === undefined ? {} : { note }),
    },
    absolute: fractions.map((own, k) => {
      if (k === standardIndex) return null;
      const factor = weighed / (r * rest);
      const byStandard = -(own * weighed) / (r * r * rest);
      const bySpike = own / (r * rest * rest);
      const variance =
        factor * factor * at(k, k) +
        2 * factor * byStandard * at(k, standardIndex) +
        byStandard * byStandard * at(standardIndex, standardIndex) +
        bySpike * bySpike * weighedVariance;
      return { value: own * factor, sigma: Math.sqrt(Math.max(0, variance)), unit: '1' };
    }),
  };
}
