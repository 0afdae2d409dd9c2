import type { Quantity } from '../../../quantity/quantity.js';

/** 97.5 % quantile of the normal distribution: half of a 95 % interval in standard deviations. */
export const NORMAL_95 = 1.959963984540054;

/** A positive quantity whose logarithm has the standard deviation `lnSigma`; its 95 % interval stays positive. */
export function logNormalQuantity(value: number, lnSigma: number, unit: string, note?: string): Quantity {
  const spread = Math.exp(NORMAL_95 * lnSigma);
  return {
    value,
    sigma: value * lnSigma,
    unit,
    interval95: [value / spread, value * spread],
    ...(note === undefined ? {} : { note }),
  };
}
