import { avogadroPerMol } from '../../quantity/constants.js';
import { anomalousOf } from './anomalous.js';
import { atomicMass } from './element-data.js';

/** Classical radius of the electron in angstrom. */
const ELECTRON_RADIUS = 2.8179403e-5;
const PER_CM = 1e8;
const CM2 = 1e-16;

/**
 * Photoelectric absorption 2 r_e lambda f'' of one atom in angstrom², which lacks scattering: a few per cent below the total
 * for light elements. Undefined where f'' is not known at the wavelength.
 */
function crossSection(element: string, wavelengthAngstrom: number): number | undefined {
  const { fDoublePrime, origin } = anomalousOf(element, wavelengthAngstrom);
  return origin === 'none' ? undefined : 2 * ELECTRON_RADIUS * wavelengthAngstrom * fDoublePrime;
}

/** Mass attenuation mu/rho of an element in cm²/g at a wavelength in angstrom; undefined where f'' is not known there. */
export function massAttenuation(element: string, wavelengthAngstrom: number): number | undefined {
  const section = crossSection(element, wavelengthAngstrom);
  return section === undefined ? undefined : (section * CM2 * avogadroPerMol) / atomicMass(element);
}

/**
 * Linear attenuation mu of a solid without pores in 1/cm.
 *
 * @param contents atoms of each element in the cell
 * @param volumeAngstrom3 of the cell
 * @returns undefined where f'' of an element is not known at the wavelength
 */
export function linearAttenuation(
  contents: Readonly<Record<string, number>>,
  volumeAngstrom3: number,
  wavelengthAngstrom: number,
): number | undefined {
  let sum = 0;
  for (const [element, count] of Object.entries(contents)) {
    const section = crossSection(element, wavelengthAngstrom);
    if (section === undefined) return undefined;
    sum += count * section;
  }
  return (sum / volumeAngstrom3) * PER_CM;
}
