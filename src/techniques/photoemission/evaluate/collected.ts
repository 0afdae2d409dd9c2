/** What turns intensities of regions that were measured for different times into each other. */
import type { Spectrum } from '../spectrum.js';

/** Counts over the collecting time are comparable; rates are so already. Undefined where the file does not say the time. */
export function perSecond({ unit, settings }: Pick<Spectrum, 'unit' | 'settings'>): number | undefined {
  if (unit === 'counts/s') return 1;
  return settings.collectionTimeS === undefined ? undefined : 1 / settings.collectionTimeS;
}

/**
 * The factor for each of several spectra, in their order: by collecting time where all say it; the file's own scale, with
 * `known` false, where one does not.
 */
export function comparable(spectra: readonly Spectrum[]): {
  readonly factors: readonly number[];
  readonly known: boolean;
} {
  const factors = spectra.map(perSecond);
  const all = factors.filter((factor) => factor !== undefined);
  return all.length === factors.length
    ? { factors: all, known: true }
    : { factors: factors.map(() => 1), known: false };
}
