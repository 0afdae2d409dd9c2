import type { ResidualModel } from './residual-model.js';

/**
 * The model with every residual multiplied by its weight: 1 / sigma for known errors, 1 / |Z| for a relative error, 0 to
 * leave a point out (it then still counts as a residual; say so where degrees of freedom matter).
 */
export function weightedModel(model: ResidualModel, weights: Float64Array): ResidualModel {
  const rows = model.residualCount;
  if (weights.length !== rows) throw new RangeError(`${weights.length} weights for ${rows} residuals`);
  return {
    residualCount: rows,
    parameterCount: model.parameterCount,
    hasJacobian: model.hasJacobian !== false,
    evaluate(parameters, residuals, jacobian) {
      model.evaluate(parameters, residuals, jacobian);
      for (let i = 0; i < rows; i++) residuals[i] *= weights[i];
      if (jacobian === null) return;
      for (let j = 0; j < model.parameterCount; j++) {
        for (let i = 0; i < rows; i++) jacobian[j * rows + i] *= weights[i];
      }
    },
  };
}
