/** What a charge is divided by: mass, area, or nothing; its error is common to all cycles. */
import { hypotOf } from '../../../numerics/elementary/hypot.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { areaCm2, type Sample } from '../../sample.js';

export interface CapacityScale {
  readonly unit: 'mAh/g' | 'mAh/cm^2' | 'mAh';
  /** Unit as a figure prints it. */
  readonly printed: string;
  /** Capacity in `unit` for one coulomb. */
  readonly perCoulomb: number;
  /** Relative standard deviation of the divisor; null where the sample does not say. */
  readonly relativeSigma: number | null;
  /** What the number refers to, for captions. */
  readonly wording: string;
}

export function capacityScale(sample: Sample): CapacityScale {
  if (sample.mass !== undefined) {
    const { value, sigma } = convert(sample.mass, 'g');
    return {
      unit: 'mAh/g',
      printed: 'mAh g⁻¹',
      perCoulomb: 1 / 3.6 / value!,
      relativeSigma: sigma === null ? null : sigma / value!,
      wording: 'per mass of active material',
    };
  }
  const area = areaCm2(sample);
  if (area !== undefined) {
    return {
      unit: 'mAh/cm^2',
      printed: 'mAh cm⁻²',
      perCoulomb: 1 / 3.6 / area.value,
      relativeSigma: area.sigma === null ? null : area.sigma / area.value,
      wording: 'per area of the electrode',
    };
  }
  return { unit: 'mAh', printed: 'mAh', perCoulomb: 1 / 3.6, relativeSigma: 0, wording: 'of the cell' };
}

/**
 * A charge as capacity.
 *
 * @param sigmaC standard deviation of the charge itself
 * @param gain relative standard deviation of the current scale
 */
export function asCapacity(chargeC: number, sigmaC: number, scale: CapacityScale, gain: number): Quantity {
  const value = chargeC * scale.perCoulomb;
  const relative = hypotOf([chargeC === 0 ? 0 : sigmaC / chargeC, scale.relativeSigma ?? 0, gain]);
  // As everywhere: a size without uncertainty counts as exact, and the result says so.
  const note =
    scale.relativeSigma === null ? { note: 'without the uncertainty of mass or area, which is not given' } : {};
  return { value, sigma: Math.abs(value) * relative, unit: scale.unit, ...note };
}
