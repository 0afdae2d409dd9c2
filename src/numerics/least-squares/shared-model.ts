import { withDifferences } from './difference-jacobian.js';
import type { ResidualModel } from './residual-model.js';

/** Many data sets, each with parameters of its own, and parameters that are the same for all. */
export interface SharedModel {
  readonly setCount: number;
  readonly sharedCount: number;
  residualCount(set: number): number;
  localCount(set: number): number;
  /**
   * Fills the residuals of one set and, when given, its derivatives by its local parameters and by the shared ones, each
   * column-major with the residuals of the set as rows.
   */
  evaluate(
    set: number,
    local: Float64Array,
    shared: Float64Array,
    residuals: Float64Array,
    localJacobian: Float64Array | null,
    sharedJacobian: Float64Array | null,
  ): void;
}

/**
 * Models of one kind (spectra of a series) that share some of their parameters.
 *
 * @param models with the same parameters in the same order; one without derivatives gets central differences
 * @param shared indices of the parameters that all have in common, in the order they shall have
 */
export function shareParameters(models: readonly ResidualModel[], shared: readonly number[]): SharedModel {
  const parameterCount = models[0]?.parameterCount ?? 0;
  if (models.some((model) => model.parameterCount !== parameterCount)) {
    throw new RangeError('the models have different numbers of parameters');
  }
  const local = Array.from({ length: parameterCount }, (_, j) => j).filter((j) => !shared.includes(j));
  const differentiable = models.map((model) => withDifferences(model, { central: true }));
  const parameters = new Float64Array(parameterCount);
  let jacobian = new Float64Array(0);
  return {
    setCount: models.length,
    sharedCount: shared.length,
    residualCount: (set) => models[set].residualCount,
    localCount: () => local.length,
    evaluate(set, own, common, residuals, localJacobian, sharedJacobian) {
      const model = differentiable[set];
      const rows = model.residualCount;
      local.forEach((j, a) => {
        parameters[j] = own[a];
      });
      shared.forEach((j, a) => {
        parameters[j] = common[a];
      });
      if (localJacobian === null || sharedJacobian === null) {
        model.evaluate(parameters, residuals, null);
        return;
      }
      if (jacobian.length !== rows * parameterCount) jacobian = new Float64Array(rows * parameterCount);
      model.evaluate(parameters, residuals, jacobian);
      local.forEach((j, a) => {
        copyColumn(jacobian, j, localJacobian, a, rows);
      });
      shared.forEach((j, a) => {
        copyColumn(jacobian, j, sharedJacobian, a, rows);
      });
    },
  };
}

function copyColumn(from: Float64Array, j: number, to: Float64Array, a: number, rows: number): void {
  for (let i = 0; i < rows; i++) to[a * rows + i] = from[j * rows + i];
}
