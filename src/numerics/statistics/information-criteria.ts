import { exp } from '../elementary/exp.js';
import { log } from '../elementary/log.js';

/** What the scores of one fitted model are made from. All models to be compared must share points and weights. */
export interface ScoredFit {
  /** Weighted sum of squares at the minimum. With known errors (weights 1/sigma^2) this is chi-square. */
  readonly sumOfSquares: number;
  /** Number of real residuals (a complex impedance counts twice). */
  readonly pointCount: number;
  /** Number of fitted parameters of the model, not counting the scale of the errors. */
  readonly parameterCount: number;
  /**
   * `known`: the weights are 1/variance and right in size. `unknown`: only their ratios are right and the common variance
   * is fitted too, which counts as one more parameter.
   */
  readonly scale: 'known' | 'unknown';
}

/** Scores of one model; lower is better and only differences mean anything. */
export interface InformationCriteria {
  readonly aic: number;
  /** Null where the small-sample correction does not exist (too few points for this many parameters). */
  readonly aicc: number | null;
  readonly bic: number;
}

/**
 * Akaike's criterion, its small-sample form, and Schwarz's. With known scale the leading term is chi-square, otherwise
 * n ln(S/n). AICc adds 2k(k+1)/(n-k-1) with k = p (known scale) or p + 1 (unknown), and is null unless n > k + 1.
 *
 * Akaike DOI 10.1109/TAC.1974.1100705; Hurvich and Tsai DOI 10.1093/biomet/76.2.297; Schwarz DOI 10.1214/aos/1176344136.
 */
export function informationCriteria(fit: ScoredFit): InformationCriteria {
  const n = fit.pointCount;
  const known = fit.scale === 'known';
  const misfit = known ? fit.sumOfSquares : n * log(fit.sumOfSquares / n);
  const k = known ? fit.parameterCount : fit.parameterCount + 1;
  const spare = n - k - 1;
  const aic = misfit + 2 * k;
  return {
    aic,
    aicc: spare > 0 ? aic + (2 * k * (k + 1)) / spare : null,
    bic: misfit + k * log(n),
  };
}

/**
 * Share of support of each model among those compared, exp(-difference/2) normalised to 1 (Burnham and Anderson,
 * DOI 10.1007/b97636). A score of null (model not scored) gets weight 0; NaN is not allowed.
 */
export function akaikeWeights(scores: readonly (number | null)[]): number[] {
  const best = Math.min(...scores.map((score) => score ?? Number.POSITIVE_INFINITY));
  // A perfect fit with unknown scale scores -Infinity; it then takes everything (shared among equals).
  const support = scores.map((score) => (score === null ? 0 : score === best ? 1 : exp((best - score) / 2)));
  const total = support.reduce((sum, value) => sum + value, 0);
  return support.map((value) => (total === 0 ? 0 : value / total));
}
