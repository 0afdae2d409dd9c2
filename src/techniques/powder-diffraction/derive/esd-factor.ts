import type { Agreement, Pattern } from '../refinement.js';

/**
 * What the uncertainties of the fit are multiplied with: max(1, GOF), and GOF itself where the standard deviations of the
 * points are known but for one factor, which GOF then is.
 */
export function esdFactor({ weights }: Pick<Pattern, 'weights'>, { gof }: Pick<Agreement, 'gof'>): number {
  return weights === 'intensities' ? gof : Math.max(1, gof);
}

/** The same in words. */
export function esdFactorWords({ weights }: Pick<Pattern, 'weights'>): string {
  return weights === 'intensities' ? 'GOF' : 'max(1, GOF)';
}
