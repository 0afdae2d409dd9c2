/**
 * Modified Auger parameter a' = BE(photoelectron) + KE(Auger), both of one spectrum on one scale: a rigid shift of the scale
 * cancels, so it needs no charge reference, and it does not depend on the photon energy.
 *
 * S. W. Gaarenstroom, N. Winograd, J. Chem. Phys. 67 (1977) 3500, doi:10.1063/1.435347; IUPAC, doi:10.1515/pac-2019-0404.
 */
import { propagateNumbers, type UncertainNumbers } from './propagate-numbers.js';

/**
 * With both energies on the binding energy scale, a' = hv + BE(photoelectron) - BE(Auger).
 *
 * @param photoelectron energies of the photoelectron line, eV: places among the numbers, one for each step
 * @param auger those of the Auger line, eV, in the same order
 * @param excitationEv the photon energy that made the scale of the file; its own error cancels
 * @returns a' of each step, eV, with the covariance between steps
 */
export function augerParameter(
  numbers: UncertainNumbers,
  photoelectron: readonly number[],
  auger: readonly number[],
  excitationEv: number,
): UncertainNumbers {
  const gradients = photoelectron.map((place, k) => {
    const gradient = new Float64Array(numbers.values.length);
    gradient[place] = 1;
    gradient[auger[k]!] = -1;
    return gradient;
  });
  return propagateNumbers(
    numbers,
    photoelectron.map((place, k) => excitationEv + numbers.values[place]! - numbers.values[auger[k]!]!),
    gradients,
  );
}
