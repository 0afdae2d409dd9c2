import type { ResidualModel } from './residual-model.js';

export interface DifferenceOptions {
  /** Central differences cost twice as many evaluations and give ten digits instead of eight. @default false */
  readonly central?: boolean;
  /** Bounds that no evaluation leaves; the difference turns to the other side there. */
  readonly lower?: Float64Array | undefined;
  readonly upper?: Float64Array | undefined;
  /** Smallest size on which each parameter changes the model, for parameters near zero. @default 0 (1 when exactly zero) */
  readonly typicalSize?: Float64Array | undefined;
}

const FORWARD_STEP = Math.sqrt(Number.EPSILON);
/** Cube root of `Number.EPSILON`. */
const CENTRAL_STEP = 6.0554544523933395e-6;

/**
 * Fills `jacobian` (column by column, as in `ResidualModel`) by differences of the residuals. The relative steps,
 * eps^(1/2) forward and eps^(1/3) central, balance truncation and rounding.
 *
 * @param parameters changed during the call, restored bit by bit at its end
 * @param residuals the residuals at `parameters`
 * @param work two buffers of the length of `residuals`
 * @returns the number of evaluations spent
 */
export function differenceJacobian(
  model: ResidualModel,
  parameters: Float64Array,
  residuals: Float64Array,
  jacobian: Float64Array,
  work: readonly [Float64Array, Float64Array],
  options: DifferenceOptions = {},
): number {
  const rows = model.residualCount;
  const [first, second] = work;
  const { central = false, lower, upper, typicalSize } = options;
  let evaluations = 0;
  for (let j = 0; j < model.parameterCount; j++) {
    const value = parameters[j];
    const low = lower?.[j] ?? Number.NEGATIVE_INFINITY;
    const high = upper?.[j] ?? Number.POSITIVE_INFINITY;
    const size = Math.max(Math.abs(value), typicalSize?.[j] ?? 0) || 1;
    let h = Math.min((central ? CENTRAL_STEP : FORWARD_STEP) * size, (high - low) / 4);
    const column = j * rows;
    if (h === 0) {
      jacobian.fill(0, column, column + rows); // low === high: a fixed parameter
      continue;
    }
    const twoSided = value - h >= low && value + h <= high;
    if (!twoSided && value + 2 * h > high) h = -h;
    parameters[j] = value + h;
    const h1 = parameters[j] - value; // the step that was really made
    model.evaluate(parameters, first, null);
    evaluations++;
    if (!central) {
      for (let i = 0; i < rows; i++) jacobian[column + i] = (first[i] - residuals[i]) / h1;
    } else {
      parameters[j] = twoSided ? value - h : value + 2 * h;
      const h2 = parameters[j] - value;
      model.evaluate(parameters, second, null);
      evaluations++;
      // The parabola through the three points: second order for any h1, h2, on one side or on both.
      const a = h2 / (h1 * (h2 - h1));
      const b = h1 / (h2 * (h2 - h1));
      for (let i = 0; i < rows; i++) {
        jacobian[column + i] = a * (first[i] - residuals[i]) - b * (second[i] - residuals[i]);
      }
    }
    parameters[j] = value;
  }
  return evaluations;
}

/** The model with a Jacobian by differences, for whatever needs one (covariance, profile intervals). */
export function withDifferences(model: ResidualModel, options: DifferenceOptions = {}): ResidualModel {
  if (model.hasJacobian !== false) return model;
  const work: [Float64Array, Float64Array] = [
    new Float64Array(model.residualCount),
    new Float64Array(model.residualCount),
  ];
  const point = new Float64Array(model.parameterCount);
  return {
    residualCount: model.residualCount,
    parameterCount: model.parameterCount,
    evaluate(parameters, residuals, jacobian) {
      model.evaluate(parameters, residuals, null);
      if (jacobian === null) return;
      point.set(parameters);
      differenceJacobian(model, point, residuals, jacobian, work, options);
    },
  };
}
