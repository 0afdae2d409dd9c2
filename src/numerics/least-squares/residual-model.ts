/** A weighted residual vector as a function of parameters: what every fit in Interphase minimises the square of. */
export interface ResidualModel {
  readonly residualCount: number;
  readonly parameterCount: number;
  /**
   * Fills `residuals` (length `residualCount`) at `parameters`. When `jacobian` is given, fills it too, column by column:
   * `jacobian[j * residualCount + i] = d residual_i / d parameter_j`. A model without analytic derivatives sets
   * `hasJacobian` to false and is never handed one; the solver then takes differences.
   */
  evaluate(parameters: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void;
  /** @default true */
  readonly hasJacobian?: boolean;
}
