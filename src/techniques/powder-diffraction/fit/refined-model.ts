import type { ResidualModel } from '../../../numerics/least-squares/residual-model.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { Released } from './released.js';

/** The pattern as a residual model of the released numbers: (calculated - observed) / sigma. */
export class RefinedModel implements ResidualModel {
  readonly residualCount: number;
  readonly parameterCount: number;
  /** Of all parameters, where the last evaluation was. */
  readonly values: Float64Array;
  protected readonly model: PatternModel;
  protected readonly released: Released;
  protected readonly weights: Float64Array;
  protected readonly noIntensities: Int32Array;

  /** @param values of all parameters; those that are not released stay as they are */
  constructor(model: PatternModel, released: Released, values: Float64Array) {
    this.model = model;
    this.released = released;
    this.values = values.slice();
    this.residualCount = model.setup.observed.length;
    this.parameterCount = released.columns.length;
    this.weights = Float64Array.from(model.setup.sigma, (sigma) => 1 / sigma);
    this.noIntensities = new Int32Array(model.phases.length).fill(-1);
  }

  evaluate(columns: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void {
    const { model, released, weights, values } = this;
    const { observed } = model.setup;
    released.toValues(columns, values);
    model.evaluate(values, jacobian, released.links(columns), this.parameterCount, this.noIntensities);
    const points = this.residualCount;
    const { calculated } = model;
    for (let i = 0; i < points; i++) residuals[i] = (calculated[i] - observed[i]) * weights[i];
    if (jacobian === null) return;
    for (let column = 0; column < this.parameterCount; column++) {
      const offset = column * points;
      for (let i = 0; i < points; i++) jacobian[offset + i] *= weights[i];
    }
  }
}
