/**
 * The smallest line that would have been seen over a background (L. A. Currie, Anal. Chem. 40 (1968) 586,
 * doi:10.1021/ac60259a007): above the critical level a line is claimed (5 % false), one at the detection limit is missed in 5 %.
 */
import { ONE_SIDED_95 } from './one-sided-limit.js';

export interface Background {
  /** Counts at one point of the spectrum, all scans together. */
  readonly countsPerPoint: number;
  readonly stepEv: number;
  /** Width over which the line gathers background, eV: see `noiseWidth`. */
  readonly noiseWidthEv: number;
  /**
   * Variance of the background under the line beyond its own counting: 0 for one that is known, 1 for one from as many points
   * beside it as lie under it.
   * @default 1
   */
  readonly backgroundShare?: number;
}

/** Areas in counts x eV, as fitted to counts; divide by the collecting time of a point for rates. */
export interface DetectionLimit {
  readonly criticalArea: number;
  readonly detectableArea: number;
  /** Three sigma of the background under the line. */
  readonly threeSigmaArea: number;
}

/**
 * With B = counts per point x width / step under the line and sigma0 = sqrt(B (1 + share)): L_C = k sigma0,
 * L_D = k^2 + 2 k sigma0, k = 1.645; times the step for areas.
 */
export function detectionLimit(background: Background): DetectionLimit {
  const { countsPerPoint, stepEv, noiseWidthEv, backgroundShare = 1 } = background;
  const under = (Math.max(0, countsPerPoint) * noiseWidthEv) / stepEv;
  const sigma = Math.sqrt(under * (1 + backgroundShare));
  return {
    criticalArea: stepEv * ONE_SIDED_95 * sigma,
    detectableArea: stepEv * (ONE_SIDED_95 ** 2 + 2 * ONE_SIDED_95 * sigma),
    threeSigmaArea: stepEv * 3 * sigma,
  };
}

/** Noise width of a Gaussian line over its full width at half maximum: sqrt(pi / (2 ln 2)) = 1.505. */
export const GAUSSIAN_NOISE_WIDTH = 1.505383695578505;
/** Noise width of a Lorentzian line over its full width at half maximum. */
export const LORENTZIAN_NOISE_WIDTH = Math.PI;

/**
 * Width of the window whose background disturbs as much as that of the fitted line: (integral y)^2 / integral y^2 of the line
 * y without background, since the variance of a fitted area over an even background b is b (integral y)^2 / integral y^2.
 *
 * @param energiesEv ascending
 * @param curve the line or doublet at these energies
 */
export function noiseWidth(energiesEv: ArrayLike<number>, curve: ArrayLike<number>): number {
  let area = 0;
  let square = 0;
  for (let i = 1; i < energiesEv.length; i++) {
    const step = energiesEv[i]! - energiesEv[i - 1]!;
    area += (step * (curve[i]! + curve[i - 1]!)) / 2;
    square += (step * (curve[i]! ** 2 + curve[i - 1]! ** 2)) / 2;
  }
  return area ** 2 / square;
}
