import { fail } from '../../errors.js';
import { quadraticForm } from '../../quantity/propagate.js';
import { scaleColumns } from '../linear-algebra/linear-least-squares.js';
import { applyQTransposed, inverseNormalMatrix, type PivotedQr, pivotedQr } from '../linear-algebra/qr.js';
import { normalQuantile, studentTQuantile } from './distributions.js';

/** A linear least-squares fit. Nothing in it is scaled by the scatter: see `band` for the two ways to turn it into errors. */
export interface RegressionFit {
  readonly coefficients: Float64Array;
  /** (X'WX)^-1, row-major; the covariance of the coefficients when the weights are 1/variance. */
  readonly unscaledCovariance: Float64Array;
  /** r'Wr at the minimum. */
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  /** chi-square per degree of freedom, s^2; null without degrees of freedom. */
  readonly reducedChiSquared: number | null;
  /** y minus the fit, unweighted. */
  readonly residuals: Float64Array;
  /** Pull of each point on its own fitted value, 0 to 1; they add up to the number of coefficients. */
  readonly leverages: Float64Array;
}

export interface LineFit extends RegressionFit {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Straight line `y = intercept + slope x` by weighted least squares (weights 1/variance, or their ratios; all 1 if left
 * out). Centred on the weighted mean of x, so it keeps its digits for x far from zero.
 *
 * @throws `too-few-points` below two points, `fit-failed` when all x are equal or a weight is not a positive number.
 */
export function regressLine(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>): LineFit {
  const n = x.length;
  needPoints(n, 2);
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    const w = weightOf(weights, i);
    total += w;
    meanX += w * x[i];
    meanY += w * y[i];
  }
  meanX /= total;
  meanY /= total;
  let sumXX = 0;
  let sumXY = 0;
  let scaleX = 0;
  for (let i = 0; i < n; i++) {
    const w = weightOf(weights, i);
    const dx = x[i] - meanX;
    sumXX += w * dx * dx;
    sumXY += w * dx * (y[i] - meanY);
    scaleX += w * x[i] * x[i];
  }
  if (!(sumXX > 1e-28 * scaleX)) throw dependent('all x are equal, so a slope does not exist');
  const slope = sumXY / sumXX;
  const intercept = meanY - slope * meanX;
  const residuals = new Float64Array(n);
  const leverages = new Float64Array(n);
  let chiSquared = 0;
  for (let i = 0; i < n; i++) {
    const w = weightOf(weights, i);
    const dx = x[i] - meanX;
    const r = y[i] - meanY - slope * dx;
    residuals[i] = r;
    leverages[i] = w * (1 / total + (dx * dx) / sumXX);
    chiSquared += w * r * r;
  }
  const mixed = -meanX / sumXX;
  return {
    intercept,
    slope,
    coefficients: Float64Array.of(intercept, slope),
    unscaledCovariance: Float64Array.of(1 / total + (meanX * meanX) / sumXX, mixed, mixed, 1 / sumXX),
    chiSquared,
    degreesOfFreedom: n - 2,
    reducedChiSquared: n > 2 ? chiSquared / (n - 2) : null,
    residuals,
    leverages,
  };
}

/**
 * General linear model `y = sum_j coefficient_j columns[j]` by weighted least squares, through a QR with pivoting of the
 * scaled columns (the normal equations would lose half of the digits).
 *
 * @throws `too-few-points` with fewer points than columns, `fit-failed` when columns depend on each other.
 */
export function regress(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): RegressionFit {
  const n = y.length;
  const p = columns.length;
  needPoints(n, p);
  const root = Float64Array.from({ length: n }, (_, i) => Math.sqrt(weightOf(weights, i)));
  const design = new Float64Array(n * p);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) design[i + j * n] = root[i] * column[i];
  });
  const scales = scaleColumns(design, n, p);
  const qr = pivotedQr(design, n, p, 1e-13);
  if (qr.rank < p) throw dependent('the columns depend on each other, so their coefficients do not exist');
  const right = Float64Array.from({ length: n }, (_, i) => root[i] * y[i]);
  applyQTransposed(qr, right);
  const coefficients = backSubstitute(qr, right);
  const unscaledCovariance = inverseNormalMatrix(qr);
  for (let i = 0; i < p; i++) {
    coefficients[i] /= scales[i];
    for (let j = 0; j < p; j++) unscaledCovariance[i * p + j] /= scales[i] * scales[j];
  }
  const residuals = new Float64Array(n);
  const leverages = new Float64Array(n);
  const row = new Float64Array(p);
  let chiSquared = 0;
  for (let i = 0; i < n; i++) {
    let fitted = 0;
    for (let j = 0; j < p; j++) {
      row[j] = columns[j]![i];
      fitted += row[j] * coefficients[j];
    }
    residuals[i] = y[i] - fitted;
    chiSquared += (root[i] * residuals[i]) ** 2;
    leverages[i] = root[i] ** 2 * quadraticForm(row, unscaledCovariance);
  }
  return {
    coefficients,
    unscaledCovariance,
    chiSquared,
    degreesOfFreedom: n - p,
    reducedChiSquared: n > p ? chiSquared / (n - p) : null,
    residuals,
    leverages,
  };
}

export interface BandOptions {
  /** Probability that the band holds the truth, point by point. @default 0.95 */
  readonly level?: number;
  /** `known`: the weights are 1/variance, normal quantile. `estimated`: scaled by s^2, t quantile. */
  readonly scale: 'known' | 'estimated';
  /** Weight of one new observation at this place: makes the prediction band instead of the confidence band of the curve. */
  readonly newPointWeight?: number;
}

/**
 * Fitted value and half-width of its interval where the columns take the values `row` (for a line `[1, x]`).
 *
 * @throws `too-few-points` for an estimated scale without degrees of freedom.
 */
export function band(
  fit: RegressionFit,
  row: ArrayLike<number>,
  options: BandOptions,
): { readonly value: number; readonly halfWidth: number } {
  const upper = (1 + (options.level ?? 0.95)) / 2;
  let value = 0;
  for (let j = 0; j < row.length; j++) value += row[j] * fit.coefficients[j];
  const extra = options.newPointWeight === undefined ? 0 : 1 / options.newPointWeight;
  const spread = Math.sqrt(quadraticForm(row, fit.unscaledCovariance) + extra);
  if (options.scale === 'known') return { value, halfWidth: normalQuantile(upper) * spread };
  if (fit.reducedChiSquared === null) {
    throw fail('too-few-points', 'the scatter cannot be estimated without degrees of freedom', 'measure more points');
  }
  const quantile = studentTQuantile(upper, fit.degreesOfFreedom);
  return { value, halfWidth: quantile * spread * Math.sqrt(fit.reducedChiSquared) };
}

/**
 * What each point is off from the fit of all others, `r_i/(1 - h_i)`, without refitting. Infinite for a point that the
 * others do not predict at all (leverage 1).
 */
export function leaveOneOutResiduals(fit: RegressionFit): Float64Array {
  return fit.residuals.map((r, i) => {
    const free = 1 - fit.leverages[i];
    return free > 1e-12 ? r / free : Number.POSITIVE_INFINITY;
  });
}

/** Solves R x = Q'b after a factoring of full rank, undoing the pivoting. */
function backSubstitute(qr: PivotedQr, right: Float64Array): Float64Array {
  const { rows, columns, factor, pivots } = qr;
  const solution = new Float64Array(columns);
  for (let k = columns - 1; k >= 0; k--) {
    let value = right[k];
    for (let j = k + 1; j < columns; j++) value -= factor[k + j * rows] * solution[pivots[j]];
    solution[pivots[k]] = value / factor[k + k * rows];
  }
  return solution;
}

function weightOf(weights: ArrayLike<number> | undefined, i: number): number {
  if (weights === undefined) return 1;
  const weight = weights[i];
  if (weight > 0 && Number.isFinite(weight)) return weight;
  throw fail(
    'fit-failed',
    `the weight of point ${i + 1} is ${weight}`,
    'weights must be positive; leave the point out',
  );
}

function needPoints(count: number, least: number): void {
  if (count < least) {
    throw fail('too-few-points', `a fit of ${least} coefficients got ${count} points`, 'measure more points');
  }
}

function dependent(message: string) {
  return fail('fit-failed', message, 'fit fewer coefficients or measure at more different places');
}
