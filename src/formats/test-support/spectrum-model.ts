/** A photoelectron spectrum to write files of: two lines on a background, with the noise of counting. */
import { createRandom } from '../../numerics/random.js';

export interface ModelSpectrum {
  /** eV; kinetic energies rise. */
  readonly kinetic: readonly number[];
  readonly binding: readonly number[];
  readonly counts: readonly number[];
  readonly stepEv: number;
  readonly excitationEnergyEv: number;
}

/** The same numbers in every run. */
export function modelSpectrum(rows = 81, startKineticEv = 1024.6, stepEv = 0.1): ModelSpectrum {
  const random = createRandom(22);
  const excitationEnergyEv = 1486.6;
  const kinetic = Array.from({ length: rows }, (_, row) => Number((startKineticEv + row * stepEv).toFixed(6)));
  const counts = kinetic.map((energy) => {
    const mean = [0.25, 0.75].reduce((sum, part) => {
      const distance = (energy - startKineticEv - part * rows * stepEv) / 0.6;
      return sum + (900 * (0.4 + part)) / (1 + distance * distance);
    }, 300);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  });
  const binding = kinetic.map((energy) => Number((excitationEnergyEv - energy).toFixed(6)));
  return { kinetic, binding, counts, stepEv, excitationEnergyEv };
}
