import { exp } from '../../../numerics/elementary/exp.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import type { Quantity } from '../../../quantity/quantity.js';

/** A positive quantity whose logarithm has the standard deviation `lnSigma`; its 95 % interval stays positive. */
export function logNormalQuantity(value: number, lnSigma: number, unit: string, note?: string): Quantity {
  const spread = exp(NORMAL_95 * lnSigma);
  return {
    value,
    sigma: value * lnSigma,
    unit,
    interval95: [value / spread, value * spread],
    ...(note === undefined ? {} : { note }),
  };
}
