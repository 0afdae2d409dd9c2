import { log1p } from '../elementary/log.js';
import { madToSigma, median } from '../statistics/summary.js';
import { type CovarianceEstimate, covarianceFromJacobian } from './covariance.js';
import { withDifferences } from './difference-jacobian.js';
import { type MinimiseOptions, type Minimum, minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';

/**
 * A loss that grows slower than the square for residuals beyond `scale`; with u = residual / scale:
 * `soft-l1` 2 (sqrt(1 + u^2) - 1), `huber` u^2 or 2 |u| - 1 beyond 1, `cauchy` ln(1 + u^2).
 */
export type Loss = 'soft-l1' | 'huber' | 'cauchy';

/** Scales, in standard deviations of normal errors, at which a loss keeps 95 % of the efficiency of least squares. */
export const efficientScale: Readonly<Record<Loss, number>> = { 'soft-l1': 1.287, huber: 1.345, cauchy: 2.385 };

interface LossValue {
  /** rho, its first and second derivative by z = u^2; rho'(0) = 1. */
  value: number;
  first: number;
  second: number;
}

function lossAt(loss: Loss, z: number, out: LossValue): void {
  if (loss === 'soft-l1') {
    const root = Math.sqrt(1 + z);
    out.value = (2 * z) / (root + 1);
    out.first = 1 / root;
    out.second = -0.5 / (root * (1 + z));
  } else if (loss === 'cauchy') {
    out.value = log1p(z);
    out.first = 1 / (1 + z);
    out.second = -out.first * out.first;
  } else if (z <= 1) {
    out.value = z;
    out.first = 1;
    out.second = 0;
  } else {
    const root = Math.sqrt(z);
    out.value = 2 * root - 1;
    out.first = 1 / root;
    out.second = -0.5 / (root * z);
  }
}

/**
 * The model whose sum of squares is `scale^2 * sum of rho((r / scale)^2)`: each residual becomes
 * `scale sqrt(rho) sign(r)`, its derivatives by the chain rule. So every least-squares tool minimises the robust loss; its
 * covariance, though, is not that of these residuals: see `robustCovariance`.
 *
 * @param scale the size of a residual that begins to count less, in the unit of the residuals
 */
export function robustModel(model: ResidualModel, loss: Loss, scale: number): ResidualModel {
  if (!(scale > 0)) throw new RangeError(`scale = ${scale} of a robust loss is not positive`);
  const rows = model.residualCount;
  const at: LossValue = { value: 0, first: 0, second: 0 };
  return {
    residualCount: rows,
    parameterCount: model.parameterCount,
    hasJacobian: model.hasJacobian !== false,
    evaluate(parameters, residuals, jacobian) {
      model.evaluate(parameters, residuals, jacobian);
      for (let i = 0; i < rows; i++) {
        const u = residuals[i] / scale;
        lossAt(loss, u * u, at);
        const root = Math.sqrt(at.value);
        residuals[i] = u < 0 ? -scale * root : scale * root;
        if (jacobian === null) continue;
        const slope = root > 0 ? (at.first * Math.abs(u)) / root : 1;
        for (let j = 0; j < model.parameterCount; j++) jacobian[j * rows + i] *= slope;
      }
    },
  };
}

/**
 * Covariance at the minimum of a robust loss for independent errors of one distribution:
 * `n / (n - p) * mean(psi^2) / mean(psi')^2 * (J'J)^-1` with psi = r rho' (P. J. Huber, Robust Statistics, Wiley 1981,
 * section 7.6). Infinite when the mean of psi' is not positive (too many residuals beyond the scale of a Cauchy loss).
 */
export function robustCovariance(
  model: ResidualModel,
  parameters: Float64Array,
  loss: Loss,
  scale: number,
): CovarianceEstimate {
  const rows = model.residualCount;
  const residuals = new Float64Array(rows);
  const jacobian = new Float64Array(rows * model.parameterCount);
  withDifferences(model, { central: true }).evaluate(parameters, residuals, jacobian);
  const at: LossValue = { value: 0, first: 0, second: 0 };
  let psiSquared = 0;
  let slope = 0;
  for (let i = 0; i < rows; i++) {
    const u = residuals[i] / scale;
    lossAt(loss, u * u, at);
    psiSquared += (residuals[i] * at.first) ** 2;
    slope += at.first + 2 * u * u * at.second;
  }
  const factor = slope > 0 ? psiSquared / (slope / rows) ** 2 : Number.POSITIVE_INFINITY;
  return covarianceFromJacobian(jacobian, rows, model.parameterCount, factor);
}

export interface RobustOptions extends MinimiseOptions {
  /** @default 'huber' */
  readonly loss?: Loss | undefined;
  /**
   * The scale of the loss in units of the residuals. Left out, it is estimated from their median size and the efficiency
   * of the loss, again and again until it stands.
   */
  readonly scale?: number | undefined;
}

export interface RobustFit {
  /** `sumOfSquares` is that of the robust loss. */
  readonly minimum: Minimum;
  readonly scale: number;
  /** Weight rho' of each residual at the minimum: 1 for the normal ones, towards 0 for outliers. */
  readonly weights: Float64Array;
  readonly covariance: CovarianceEstimate;
}

/** Rounds of estimating the scale; it settles in four or five. */
const MAX_ROUNDS = 50;

/** Fits with a robust loss, from least squares as the first estimate. */
export function minimiseRobust(model: ResidualModel, start: Float64Array, options: RobustOptions = {}): RobustFit {
  const { loss = 'huber' } = options;
  const rows = model.residualCount;
  const residuals = new Float64Array(rows);
  let scale = options.scale ?? 0;
  let minimum = minimise(model, start, options);
  for (let round = 0; round < MAX_ROUNDS && minimum.stopReason !== 'exact'; round++) {
    if (options.scale === undefined) {
      model.evaluate(minimum.parameters, residuals, null);
      const next = efficientScale[loss] * residualSigma(residuals, model.parameterCount);
      if (next === 0 || Math.abs(next - scale) <= 1e-6 * scale) break;
      scale = next;
    }
    minimum = minimise(robustModel(model, loss, scale), minimum.parameters, options);
    if (options.scale !== undefined) break;
  }
  model.evaluate(minimum.parameters, residuals, null);
  const at: LossValue = { value: 0, first: 0, second: 0 };
  const size = scale > 0 ? scale : Number.POSITIVE_INFINITY; // an exact fit has no outliers
  const weights = residuals.map((residual) => {
    lossAt(loss, (residual / size) ** 2, at);
    return at.first;
  });
  return { minimum, scale, weights, covariance: robustCovariance(model, minimum.parameters, loss, size) };
}

/**
 * Standard deviation of the residuals about zero from their median size, insensitive to outliers. The `parameterCount`
 * smallest are left out, because so many residuals can be made zero by the parameters alone.
 */
export function residualSigma(residuals: Float64Array, parameterCount: number): number {
  const sizes = residuals.map(Math.abs).sort();
  return madToSigma * median(sizes.subarray(Math.min(parameterCount, sizes.length - 1)));
}
