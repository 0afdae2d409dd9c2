import { fail } from '../../../errors.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { filterSpectrum, type Spectrum } from '../spectrum.js';
import type { DistributionWeighting } from './regularised-problem.js';

/** A spectrum with its weights, as the sum of arcs meets it. */
export interface WeightedSpectrum {
  /** rad/s. */
  readonly omega: Float64Array;
  readonly logOmega: Float64Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly weights: Float64Array;
  /** Variance of the weighted residuals that even a perfect cell shows on a good instrument. */
  readonly varianceFloor: number;
}

/** Fewer points than this say nothing about relaxations. */
const FEWEST_POINTS = 8;
/** Share of |Z| to which a good instrument is right from range to range. */
const INSTRUMENT_ACCURACY = 1e-3;

export function weightedSpectrum(spectrum: Spectrum, weighting: DistributionWeighting): WeightedSpectrum {
  const omega = spectrum.frequencyHz.map((f) => 2 * Math.PI * f);
  const modulus = omega.map((_, i) => hypot(spectrum.real[i], spectrum.imaginary[i]));
  const unit = weighting === 'unit';
  const meanSquare = modulus.reduce((sum, z) => sum + z * z, 0) / modulus.length;
  return {
    omega,
    logOmega: omega.map((w) => log(w)),
    real: spectrum.real,
    imaginary: spectrum.imaginary,
    weights: modulus.map((z) => (unit ? 1 : 1 / z)),
    varianceFloor: INSTRUMENT_ACCURACY ** 2 * (unit ? meanSquare : 1),
  };
}

/** @param what words for the error, e.g. `a distribution of relaxation times` */
export function usablePoints(spectrum: Spectrum, what: string): Spectrum {
  const usable = filterSpectrum(spectrum, (i) => {
    const modulus = hypot(spectrum.real[i], spectrum.imaginary[i]);
    return spectrum.frequencyHz[i] > 0 && modulus > 0 && Number.isFinite(modulus);
  });
  if (usable.frequencyHz.length < FEWEST_POINTS) {
    throw fail(
      'too-few-points',
      `${what} needs at least ${FEWEST_POINTS} points, the spectrum has ${usable.frequencyHz.length}`,
      'measure more frequencies or leave it out',
    );
  }
  return usable;
}
