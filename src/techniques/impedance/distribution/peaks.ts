/** The relaxations of a spectrum as they are reported. */
import { log } from '../../../numerics/elementary/log.js';
import { normalVector } from '../../../numerics/linear-algebra/normal-matrix.js';
import { evaluateDistribution } from './basis.js';
import { type DistributionMaximum, exponentFromWidth, findMaxima } from './maxima.js';
import type { RegularisedFitter } from './regularised-fit.js';
import type { RegularisedProblem } from './regularised-problem.js';
import type { EstimatedRelaxation } from './relaxations.js';

export interface DistributionPeak {
  readonly tauS: number;
  /** One standard deviation; null where the peak was read from the curve. */
  readonly tauSigmaS: number | null;
  /** `1/(2 pi tau)`. */
  readonly frequencyHz: number;
  readonly resistanceOhm: number;
  readonly resistanceSigmaOhm: number | null;
  /** Exponent n of the equivalent arc `R/(1 + (jwt)^n)`. */
  readonly exponent: number;
  readonly exponentSigma: number | null;
  /** Highest gamma between this peak and its neighbours. */
  readonly heightOhm: number;
  /** Integral of gamma over the same stretch: what the regularised curve alone would give as the resistance. */
  readonly areaOhm: number;
  /** `arcs`: from the sum of arcs fitted to the spectrum; `area`: from the regularised curve. */
  readonly source: 'arcs' | 'area';
  /** False when the maximum lies beyond the measured frequencies. */
  readonly insideWindow: boolean;
}

interface Curve {
  readonly tauS: Float64Array;
  readonly gammaOhm: Float64Array;
}

/** Maxima whose area is below this share of the whole are ripples. */
const SMALLEST_SHARE = 0.01;

/** @param relaxations in order of time constant */
export function peaksFromArcs(
  relaxations: readonly EstimatedRelaxation[],
  curve: Curve,
  omega: Float64Array,
): DistributionPeak[] {
  return relaxations.map((relaxation, k) => {
    const before = k === 0 ? 0 : Math.sqrt(relaxation.tauS * relaxations[k - 1].tauS);
    const behind =
      k === relaxations.length - 1 ? Number.POSITIVE_INFINITY : Math.sqrt(relaxation.tauS * relaxations[k + 1].tauS);
    return {
      ...relaxation,
      frequencyHz: 1 / (2 * Math.PI * relaxation.tauS),
      ...between(curve, before, behind),
      source: 'arcs',
      insideWindow: isInside(relaxation.tauS, omega),
    };
  });
}

/** Height and area of the curve between two time constants. */
function between({ tauS, gammaOhm }: Curve, from: number, to: number): { heightOhm: number; areaOhm: number } {
  let heightOhm = 0;
  let areaOhm = 0;
  for (let i = 0; i < tauS.length; i++) {
    if (tauS[i] < from || tauS[i] >= to) continue;
    heightOhm = Math.max(heightOhm, gammaOhm[i]);
    if (i + 1 < tauS.length) areaOhm += 0.5 * (gammaOhm[i] + gammaOhm[i + 1]) * log(tauS[i + 1] / tauS[i]);
  }
  return { heightOhm, areaOhm };
}

function isInside(tauS: number, omega: Float64Array): boolean {
  let slow = false;
  let fast = false;
  for (const w of omega) {
    if (w * tauS <= 1) slow = true;
    if (w * tauS >= 1) fast = true;
  }
  return slow && fast;
}

/** Peaks read from the curve; widths are freed from the broadening that the same lambda gives to a single RC element. */
export function peaksFromAreas(
  maxima: readonly DistributionMaximum[],
  curve: Curve,
  problem: RegularisedProblem,
  fitter: RegularisedFitter,
): DistributionPeak[] {
  const total = maxima.reduce((sum, { areaOhm }) => sum + areaOhm, 0);
  return maxima
    .filter(({ areaOhm }) => areaOhm >= SMALLEST_SHARE * total)
    .map(({ tauS, heightOhm, areaOhm, width }) => {
      const broadening = responseWidth(tauS, curve.tauS, problem, fitter);
      const own = width === null ? 0 : Math.sqrt(Math.max(0, width * width - broadening * broadening));
      return {
        tauS,
        tauSigmaS: null,
        frequencyHz: 1 / (2 * Math.PI * tauS),
        resistanceOhm: areaOhm,
        resistanceSigmaOhm: null,
        exponent: exponentFromWidth(own),
        exponentSigma: null,
        heightOhm,
        areaOhm,
        source: 'area' as const,
        insideWindow: isInside(tauS, problem.omega),
      };
    });
}

/** Full width at half maximum, in ln tau, of what the fit makes of one RC element at `tauS`. */
function responseWidth(
  tauS: number,
  grid: Float64Array,
  problem: RegularisedProblem,
  fitter: RegularisedFitter,
): number {
  const { omega, weights, units, seriesCount, columnCount, pointCount } = problem;
  const element = new Float64Array(2 * pointCount);
  for (let i = 0; i < pointCount; i++) {
    const u = omega[i] * tauS;
    const share = (weights[i] * units[0]) / (1 + u * u);
    element[i] = share;
    element[pointCount + i] = -u * share;
  }
  const projected = new Float64Array(columnCount);
  normalVector(problem.design, element, 2 * pointCount, columnCount, projected);
  const response = fitter.refit(projected).subarray(seriesCount);
  const maxima = findMaxima(grid, evaluateDistribution(problem.basis, response, grid));
  const highest = maxima.reduce<DistributionMaximum | null>(
    (best, maximum) => (best === null || maximum.heightOhm > best.heightOhm ? maximum : best),
    null,
  );
  return highest?.width ?? 0;
}
