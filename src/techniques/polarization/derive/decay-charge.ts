/** The charge of the decaying part: what polarized the electrodes, and whether that can be all. */
import type { SteadyCurrent } from './steady-current.js';

export interface DecayCharge {
  /** Integral of the current above its steady value, amount, C. */
  readonly chargeC: number;
  /** The same for the potential and, where an area is known, for a square centimetre: F/cm2. */
  readonly farad: number;
}

/** By trapezoids over the rows; above the steady current, or above the end where that is not known. */
export function decayCharge({ step, current, lastA }: SteadyCurrent): DecayCharge {
  const sign = step.potentialV < 0 ? -1 : 1;
  const base = current.value === null ? lastA : sign * current.value;
  let chargeC = 0;
  for (let k = 1; k < step.timeS.length; k++) {
    const mean = (sign * (step.currentA[k]! + step.currentA[k - 1]!)) / 2 - base;
    chargeC += mean * (step.timeS[k]! - step.timeS[k - 1]!);
  }
  return { chargeC, farad: Math.abs(chargeC / step.potentialV) };
}
