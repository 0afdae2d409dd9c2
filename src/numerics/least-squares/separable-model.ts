import type { ResidualModel } from './residual-model.js';

/**
 * Data = sum of basis functions times linear coefficients, the basis depending on few nonlinear parameters: peaks on a
 * background, sums of relaxations, exponentials. Rows are weighted already.
 */
export interface SeparableModel {
  readonly residualCount: number;
  readonly nonlinearCount: number;
  readonly linearCount: number;
  /** What the sum of basis functions should be, length residualCount. */
  readonly data: Float64Array;
  /** Pairs [basis function, nonlinear parameter] of the derivatives that are not zero everywhere. */
  readonly dependencies: readonly (readonly [column: number, parameter: number])[];
  /**
   * Fills `basis`, residualCount x linearCount, column-major, and when asked `derivatives`, one column of length
   * residualCount per entry of `dependencies`.
   */
  evaluate(nonlinear: Float64Array, basis: Float64Array, derivatives: Float64Array | null): void;
}

/** The same as a model of all parameters, the nonlinear ones first; residuals are basis * coefficients - data. */
export function joinedModel(model: SeparableModel): ResidualModel {
  const { residualCount: rows, nonlinearCount, linearCount, data, dependencies } = model;
  const basis = new Float64Array(rows * linearCount);
  const derivatives = new Float64Array(rows * dependencies.length);
  return {
    residualCount: rows,
    parameterCount: nonlinearCount + linearCount,
    evaluate(parameters, residuals, jacobian) {
      const coefficients = parameters.subarray(nonlinearCount);
      model.evaluate(parameters.subarray(0, nonlinearCount), basis, jacobian === null ? null : derivatives);
      sumBasis(model, basis, coefficients, residuals);
      for (let i = 0; i < rows; i++) residuals[i] -= data[i];
      if (jacobian === null) return;
      jacobian.fill(0, 0, nonlinearCount * rows);
      addDerivatives(model, derivatives, coefficients, jacobian);
      jacobian.set(basis, nonlinearCount * rows);
    },
  };
}

/** `out = basis * coefficients`. */
export function sumBasis(
  { residualCount: rows, linearCount }: SeparableModel,
  basis: Float64Array,
  coefficients: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  for (let l = 0; l < linearCount; l++) {
    const c = coefficients[l];
    if (c === 0) continue;
    for (let i = 0; i < rows; i++) out[i] += c * basis[l * rows + i];
  }
}

/** Adds `coefficient * d basis / d parameter` to the columns of the nonlinear parameters. */
export function addDerivatives(
  { residualCount: rows, dependencies }: SeparableModel,
  derivatives: Float64Array,
  coefficients: Float64Array,
  jacobian: Float64Array,
): void {
  for (let d = 0; d < dependencies.length; d++) {
    const [column, parameter] = dependencies[d];
    const c = coefficients[column];
    if (c === 0) continue;
    for (let i = 0; i < rows; i++) jacobian[parameter * rows + i] += c * derivatives[d * rows + i];
  }
}
