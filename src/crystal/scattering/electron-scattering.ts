import { expm1 } from '../../numerics/elementary/expm1.js';
import { scattererFor } from './scatterer-for.js';

/** 1/(8 pi² a0) with the Bohr radius in angstrom. */
const MOTT_BETHE = 0.023934;

/**
 * Scattering factor of a neutral atom for fast electrons in angstrom, without the relativistic factor that all atoms share:
 * the Mott-Bethe relation f_e = 0.023934 (Z - f_x)/s². Z is the sum of the Waasmaier-Kirfel terms (within 0.1 % of it), so that
 * f_e has its finite limit at s = 0.
 *
 * @param sSquared (sin(theta)/lambda)² in angstrom^-2, up to 36
 * @throws `invalid-structure` for what is no element
 */
export function electronScatteringFactor(element: string, sSquared: number): number {
  const { a, b } = scattererFor(element, 0, { wavelengthAngstrom: 1 }).scatterer;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += a[i]! * (sSquared === 0 ? b[i]! : -expm1(-b[i]! * sSquared) / sSquared);
  }
  return MOTT_BETHE * sum;
}
