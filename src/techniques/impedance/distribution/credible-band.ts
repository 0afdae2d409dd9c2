/**
 * How sure is a distribution? Samples of the posterior "normal noise, normal prior of the penalty, nothing below zero" by
 * randomise-then-optimise (J. M. Bardsley et al., SIAM J. Sci. Comput. 36 (2014) A1895, doi:10.1137/140964023): data and
 * prior are shaken with their own spread and the non-negative fit is repeated. Without the sign constraint this is exact;
 * with it samples may lie on zero, as the estimate itself does.
 */
import { normalVector } from '../../../numerics/linear-algebra/normal-matrix.js';
import { symmetricEigen } from '../../../numerics/linear-algebra/symmetric-eigen.js';
import { createRandom } from '../../../numerics/random.js';
import { evaluateDistribution } from './basis.js';
import type { RegularisedFit, RegularisedFitter } from './regularised-fit.js';
import type { RegularisedProblem } from './regularised-problem.js';

export interface BandOptions {
  /** @default 300 */
  readonly samples?: number;
  /** Share of the samples inside, point by point. @default 0.95 */
  readonly level?: number;
  readonly seed: number;
}

export interface CredibleBand {
  readonly level: number;
  readonly samples: number;
  /** Ohm, on the grid of the distribution. */
  readonly lowerOhm: Float64Array;
  readonly upperOhm: Float64Array;
  /** Interval of the polarisation resistance. */
  readonly polarizationResistanceOhm: readonly [number, number];
}

/**
 * @param fit the estimate whose lambda is kept; the last one made by `fitter`
 * @param variance of the weighted residuals
 */
export function credibleBand(
  problem: RegularisedProblem,
  fitter: RegularisedFitter,
  fit: RegularisedFit,
  variance: number,
  gridTauS: Float64Array,
  options: BandOptions,
): CredibleBand {
  const samples = options.samples ?? 300;
  const level = options.level ?? 0.95;
  const random = createRandom(options.seed);
  const sigma = Math.sqrt(variance);
  const { seriesCount, columnCount, right, design, basis, units } = problem;
  const size = columnCount - seriesCount;
  const root = penaltyRoot(problem.penalty, size);
  const shaken = new Float64Array(right.length);
  const projected = new Float64Array(columnCount);
  const priorScale = Math.sqrt(fit.lambda) * sigma;
  const curves = new Float64Array(gridTauS.length * samples);
  const resistances = new Float64Array(samples);
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < right.length; i++) shaken[i] = right[i] + sigma * random.normal();
    normalVector(design, shaken, right.length, columnCount, projected);
    for (let k = 0; k < size; k++) {
      const shake = priorScale * random.normal();
      for (let i = 0; i < size; i++) projected[seriesCount + i] += shake * root[i + k * size];
    }
    const coefficients = fitter.refit(projected);
    const natural = coefficients.map((value, k) => value * units[k]).subarray(seriesCount);
    curves.set(evaluateDistribution(basis, natural, gridTauS), s * gridTauS.length);
    for (let k = 0; k < size; k++) resistances[s] += natural[k] * basis.areas[k];
  }
  const lowerOhm = new Float64Array(gridTauS.length);
  const upperOhm = new Float64Array(gridTauS.length);
  const column = new Float64Array(samples);
  for (let g = 0; g < gridTauS.length; g++) {
    for (let s = 0; s < samples; s++) column[s] = curves[s * gridTauS.length + g];
    column.sort();
    lowerOhm[g] = sortedQuantile(column, (1 - level) / 2);
    upperOhm[g] = sortedQuantile(column, (1 + level) / 2);
  }
  resistances.sort();
  return {
    level,
    samples,
    lowerOhm,
    upperOhm,
    polarizationResistanceOhm: [
      sortedQuantile(resistances, (1 - level) / 2),
      sortedQuantile(resistances, (1 + level) / 2),
    ],
  };
}

/** F with `F F' = M`: eigenvectors times the roots of the eigenvalues, those below zero by rounding taken as zero. */
function penaltyRoot(penalty: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(penalty, size);
  for (let k = 0; k < size; k++) {
    const root = Math.sqrt(Math.max(0, values[k]));
    for (let i = 0; i < size; i++) vectors[k * size + i] *= root;
  }
  return vectors;
}

function sortedQuantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}
