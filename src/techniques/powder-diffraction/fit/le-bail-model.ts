/**
 * The pattern with intensities shared out from the data after Le Bail, wherever the other numbers are. What a change of the
 * intensities could do as well is taken out of the Jacobian, as in Pawley's refinement: frozen intensities would make steps too
 * short and standard deviations too small.
 */
import { gramOf, project, weightedCurves } from './free-intensities.js';
import { shareIntensities } from './le-bail.js';
import { RefinedModel } from './refined-model.js';

/** Enough for intensities that start where the last step left them. */
const ROUNDS = 8;

export class LeBailModel extends RefinedModel {
  override evaluate(columns: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void {
    const { model, released, values } = this;
    released.toValues(columns, values);
    shareIntensities(model, values, ROUNDS);
    super.evaluate(columns, residuals, jacobian);
    if (jacobian === null) return;
    const curves = weightedCurves(model, values, this.weights);
    const gram = gramOf(curves, this.residualCount);
    const lit = curves.flatMap((curve, at) =>
      model.phases[curve.phase]!.intensities[curve.k]! > 0 ? [{ curve, at }] : [],
    );
    project(jacobian, this.residualCount, this.parameterCount, lit, gram, curves.length);
  }
}
