import { sumOfSquares as sumSquares } from '../linear-algebra/normal-matrix.js';
import { withDifferences } from './difference-jacobian.js';
import { type MinimiseOptions, minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';
import { createWorkspace } from './workspace.js';

/** A smooth function of the parameters; fills `gradient` with its derivatives. */
export type ParameterFunction = (parameters: Float64Array, gradient: Float64Array) => number;

/** The function `sum of coefficient_j * parameter_j`. */
export function linearFunction(coefficients: ArrayLike<number>): ParameterFunction {
  return (parameters, gradient) => {
    let sum = 0;
    for (let j = 0; j < parameters.length; j++) {
      gradient[j] = coefficients[j];
      sum += coefficients[j] * parameters[j];
    }
    return sum;
  };
}

/** The family of problems in which the profiled quantity is held. */
export interface Slice {
  readonly lower: number;
  readonly upper: number;
  valueAt(parameters: Float64Array): number;
  /** The minimum with the quantity at (or, for a function, near) a value; exact for the value that it returns. */
  minimiseAt(
    value: number,
    near: Float64Array,
  ): { readonly value: number; readonly sumOfSquares: number; readonly parameters: Float64Array };
}

/** Holds one parameter, by bounds that coincide. */
export function parameterSlice(model: ResidualModel, index: number, options: MinimiseOptions): Slice {
  const size = model.parameterCount;
  const lower = options.lower?.slice() ?? new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const upper = options.upper?.slice() ?? new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const edges = { lower: lower[index], upper: upper[index] };
  const workspace = createWorkspace();
  return {
    ...edges,
    valueAt: (parameters) => parameters[index],
    minimiseAt(value, near) {
      lower[index] = value;
      upper[index] = value;
      const { parameters, sumOfSquares } = minimise(model, near, { ...options, lower, upper }, workspace);
      return { value, sumOfSquares, parameters };
    },
  };
}

/**
 * A function is held by one more residual that pulls it towards the value. The minimum of the sum is the minimum of S for
 * the value that the function really has there, so nothing is lost by the pull being finite.
 */
export function functionSlice(model: ResidualModel, quantity: ParameterFunction, options: MinimiseOptions): Slice {
  const differentiable = withDifferences(model, { central: true, lower: options.lower, upper: options.upper });
  const rows = model.residualCount;
  const size = model.parameterCount;
  const gradient = new Float64Array(size);
  const inner = new Float64Array(rows * size);
  const workspace = createWorkspace();
  let target = 0;
  let pull = 1;
  const held: ResidualModel = {
    residualCount: rows + 1,
    parameterCount: size,
    evaluate(parameters, residuals, jacobian) {
      differentiable.evaluate(parameters, residuals, jacobian === null ? null : inner);
      residuals[rows] = pull * (quantity(parameters, gradient) - target);
      if (jacobian === null) return;
      for (let j = 0; j < size; j++) {
        jacobian.set(inner.subarray(j * rows, (j + 1) * rows), j * (rows + 1));
        jacobian[j * (rows + 1) + rows] = pull * gradient[j];
      }
    },
  };
  const residuals = new Float64Array(rows);
  const sumAt = (parameters: Float64Array): number => {
    model.evaluate(parameters, residuals, null);
    return sumSquares(residuals);
  };
  return {
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    valueAt: (parameters) => quantity(parameters, gradient),
    minimiseAt(value, near) {
      target = value;
      // Strong against the residuals: a miss of a hundredth of the way costs as much as all of them.
      const miss = Math.abs(quantity(near, gradient) - value) || Math.abs(value) || 1;
      pull = (100 * Math.sqrt(sumAt(near) || 1)) / miss;
      const { parameters } = minimise(held, near, options, workspace);
      return { value: quantity(parameters, gradient), sumOfSquares: sumAt(parameters), parameters };
    },
  };
}
