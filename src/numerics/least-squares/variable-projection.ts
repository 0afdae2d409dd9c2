import { createNonNegativeSolver } from '../linear-algebra/nnls.js';
import { normalMatrix, normalVector } from '../linear-algebra/normal-matrix.js';
import { type MinimiseOptions, type Minimum, minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';
import { addDerivatives, joinedModel, type SeparableModel } from './separable-model.js';

export interface ProjectionOptions {
  /** Linear coefficients that must not be negative: all, or those marked 1. @default none */
  readonly nonNegative?: boolean | Uint8Array | undefined;
}

export interface ProjectedModel extends ResidualModel {
  /** Best linear coefficients for the nonlinear parameters of the last evaluation. */
  readonly coefficients: Float64Array;
}

/** A basis function of which less than this share is new to those before it gets no coefficient. */
const DEPENDENT = 1e-10;

/**
 * The separable model with its linear coefficients eliminated: residuals of the best linear fit as a function of the
 * nonlinear parameters alone (G. H. Golub, V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413, doi:10.1137/0710036), with the
 * Jacobian of L. Kaufman (BIT 15 (1975) 49, doi:10.1007/BF01932995), which leaves out a term orthogonal to the residuals
 * and so gives the exact gradient. Fewer unknowns, no start values for the coefficients, and fewer false minima.
 */
export function projectedModel(model: SeparableModel, options: ProjectionOptions = {}): ProjectedModel {
  const { residualCount: rows, linearCount, nonlinearCount, data, dependencies } = model;
  const basis = new Float64Array(rows * linearCount);
  const derivatives = new Float64Array(rows * dependencies.length);
  const orthonormal = new Float64Array(rows * linearCount);
  const triangle = new Float64Array(linearCount * linearCount);
  const coefficients = new Float64Array(linearCount);
  const projections = new Float64Array(linearCount);
  const active = new Uint8Array(linearCount).fill(1);
  const bounded = boundedCoefficients(options.nonNegative, linearCount);
  const selectActive = bounded === null ? null : createActiveSelector(rows, linearCount, bounded, data, active);

  /** v minus its part in the span of the active basis, twice, so that what is left is orthogonal to rounding. */
  const project = (v: Float64Array, keep: Float64Array | null): void => {
    for (let round = 0; round < 2; round++) {
      for (let l = 0; l < linearCount; l++) {
        if (active[l] === 0) continue;
        const column = l * rows;
        let part = 0;
        for (let i = 0; i < rows; i++) part += orthonormal[column + i] * v[i];
        for (let i = 0; i < rows; i++) v[i] -= part * orthonormal[column + i];
        if (keep !== null) keep[l] += part;
      }
    }
  };
  /** Gram-Schmidt of the active columns; `triangle[k + l * linearCount]` is the part of column l along direction k. */
  const orthonormalise = (): void => {
    triangle.fill(0);
    const wanted = active.slice();
    active.fill(0);
    for (let l = 0; l < linearCount; l++) {
      if (wanted[l] === 0) continue;
      const v = orthonormal.subarray(l * rows, (l + 1) * rows);
      v.set(basis.subarray(l * rows, (l + 1) * rows));
      const before = length(v);
      project(v, triangle.subarray(l * linearCount, (l + 1) * linearCount));
      const after = length(v);
      if (!(after > DEPENDENT * before)) continue;
      for (let i = 0; i < rows; i++) v[i] /= after;
      triangle[l + l * linearCount] = after;
      active[l] = 1;
    }
  };

  return {
    residualCount: rows,
    parameterCount: nonlinearCount,
    coefficients,
    evaluate(nonlinear, residuals, jacobian) {
      model.evaluate(nonlinear, basis, jacobian === null ? null : derivatives);
      if (selectActive === null) active.fill(1);
      else selectActive(basis);
      orthonormalise();
      residuals.set(data);
      projections.fill(0);
      project(residuals, projections);
      for (let i = 0; i < rows; i++) residuals[i] = -residuals[i];
      for (let l = linearCount - 1; l >= 0; l--) {
        let value = active[l] === 1 ? projections[l] : 0;
        for (let k = l + 1; k < linearCount; k++) value -= triangle[l + k * linearCount] * coefficients[k];
        coefficients[l] = active[l] === 1 ? value / triangle[l + l * linearCount] : 0;
      }
      if (jacobian === null) return;
      jacobian.fill(0);
      addDerivatives(model, derivatives, coefficients, jacobian);
      for (let j = 0; j < nonlinearCount; j++) project(jacobian.subarray(j * rows, (j + 1) * rows), null);
    },
  };
}

/**
 * Fits a separable model: by projection from start values of the nonlinear parameters alone, then a last descent in all
 * parameters, so that the answer is a minimum with everything that belongs to it (covariance, profile intervals) for
 * `joinedModel(model)`: nonlinear parameters first.
 *
 * @param options bounds and limits are those of the nonlinear parameters
 */
export function minimiseSeparable(
  model: SeparableModel,
  start: Float64Array,
  options: MinimiseOptions & ProjectionOptions = {},
): Minimum {
  const { nonlinearCount, linearCount } = model;
  const projected = projectedModel(model, options);
  const first = minimise(projected, start, options);
  projected.evaluate(first.parameters, new Float64Array(model.residualCount), null);
  const bounded = boundedCoefficients(options.nonNegative, linearCount);
  const joined = (values: Float64Array | undefined, open: number, linear: (l: number) => number): Float64Array =>
    Float64Array.from({ length: nonlinearCount + linearCount }, (_, j) =>
      j < nonlinearCount ? (values?.[j] ?? open) : linear(j - nonlinearCount),
    );
  const last = minimise(
    joinedModel(model),
    joined(first.parameters, 0, (l) => projected.coefficients[l]),
    {
      ...options,
      typicalSize: undefined,
      lower: joined(options.lower, Number.NEGATIVE_INFINITY, (l) =>
        bounded?.[l] === 1 ? 0 : Number.NEGATIVE_INFINITY,
      ),
      upper: joined(options.upper, Number.POSITIVE_INFINITY, () => Number.POSITIVE_INFINITY),
      stepLimit: joined(options.stepLimit, Number.POSITIVE_INFINITY, () => Number.POSITIVE_INFINITY),
    },
  );
  return {
    ...last,
    iterations: first.iterations + last.iterations,
    evaluations: first.evaluations + last.evaluations,
  };
}

function boundedCoefficients(nonNegative: ProjectionOptions['nonNegative'], count: number): Uint8Array | null {
  if (nonNegative === undefined || nonNegative === false) return null;
  return nonNegative === true ? new Uint8Array(count).fill(1) : nonNegative;
}

/** Marks in `active` the coefficients that are not held at zero by their bound. */
function createActiveSelector(
  rows: number,
  count: number,
  bounded: Uint8Array,
  data: Float64Array,
  active: Uint8Array,
): (basis: Float64Array) => void {
  const solver = createNonNegativeSolver(count);
  const gram = new Float64Array(count * count);
  const right = new Float64Array(count);
  const free = bounded.map((flag) => 1 - flag);
  return (basis) => {
    normalMatrix(basis, rows, count, gram);
    normalVector(basis, data, rows, count, right);
    active.set(solver.solve(gram, right, count, { free }).passive);
  };
}

function length(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i];
  return Math.sqrt(sum);
}
