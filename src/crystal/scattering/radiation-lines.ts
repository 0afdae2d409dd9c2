/** K lines of an X-ray tube. */
export interface Tube {
  /** Element of the anode: `Cu`. */
  readonly anode: string;
  /** Wavelengths in angstrom. */
  readonly kAlpha1: number;
  readonly kAlpha2: number;
  /** Kbeta1,3, of which a filter or a crystal lets a little pass. */
  readonly kBeta: number;
  /** Intensity of Kalpha2 relative to Kalpha1. */
  readonly ratio: number;
}

/**
 * Cr to Cu: G. Hölzer et al., Phys. Rev. A 56 (1997) 4554; Mo and Ag: R. D. Deslattes et al., Rev. Mod. Phys. 75 (2003) 35. The
 * Cu Kalpha2 line is that of the second paper, as powder diffraction uses it.
 */
export const tubes: readonly Tube[] = [
  { anode: 'Cr', kAlpha1: 2.289726, kAlpha2: 2.293651, kBeta: 2.084881, ratio: 0.5 },
  { anode: 'Fe', kAlpha1: 1.936041, kAlpha2: 1.939973, kBeta: 1.756604, ratio: 0.5 },
  { anode: 'Co', kAlpha1: 1.788996, kAlpha2: 1.792835, kBeta: 1.620826, ratio: 0.5 },
  { anode: 'Cu', kAlpha1: 1.540593, kAlpha2: 1.544427, kBeta: 1.392234, ratio: 0.5 },
  { anode: 'Mo', kAlpha1: 0.709317, kAlpha2: 0.713607, kBeta: 0.632303, ratio: 0.5 },
  { anode: 'Ag', kAlpha1: 0.559422, kAlpha2: 0.563813, kBeta: 0.497082, ratio: 0.5 },
];

/** A file's wavelength may be an older value of the same line. */
const SAME_LINE = 1e-3;

/**
 * The tube whose Kalpha1, Kalpha2 or mean of both a wavelength in angstrom is, within a thousandth; undefined for others
 * (synchrotrons, neutrons, Kbeta).
 */
export function nearestTube(wavelengthAngstrom: number): Tube | undefined {
  return tubes.find(
    ({ kAlpha1, kAlpha2 }) =>
      wavelengthAngstrom > kAlpha1 * (1 - SAME_LINE) && wavelengthAngstrom < kAlpha2 * (1 + SAME_LINE),
  );
}
