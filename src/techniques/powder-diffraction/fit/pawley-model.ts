/**
 * Pawley's refinement (G. S. Pawley, J. Appl. Cryst. 14 (1981) 357, doi:10.1107/S0021889881009618): each reflection has an
 * intensity of its own. Intensities enter linearly, so at any widths and cells their best values, none below zero, are known;
 * what is left is a fit of the other numbers alone, its Jacobian freed of what a change of the intensities could do instead
 * (L. Kaufman, BIT 15 (1975) 49, doi:10.1007/BF01932995).
 */
import { createNonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import { gramOf, project, type WeightedCurve, weightedCurves } from './free-intensities.js';
import { RefinedModel } from './refined-model.js';

/** Two lines closer than this part of their width cannot be told apart: their intensities are kept alike. */
export const TOO_CLOSE = 0.25;
/** Weight of that wish, relative to what the data say of a line. */
const ALIKE = 1e-3;

export class PawleyModel extends RefinedModel {
  override evaluate(columns: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void {
    const { model, released, values } = this;
    released.toValues(columns, values);
    model.evaluate(values, null, released.links(columns), this.parameterCount, this.noIntensities);
    const curves = weightedCurves(model, values, this.weights);
    const gram = gramOf(curves, this.residualCount);
    this.restrain(curves, gram);
    const passive = this.solve(curves, gram);
    super.evaluate(columns, residuals, jacobian);
    if (jacobian !== null) project(jacobian, this.residualCount, this.parameterCount, passive, gram, curves.length);
  }

  private restrain(curves: readonly WeightedCurve[], gram: Float64Array): void {
    const { phases } = this.model;
    const size = curves.length;
    const order = curves
      .map(({ phase, k }, at) => ({
        at,
        position: phases[phase]!.positionsDeg[k]!,
        width: phases[phase]!.widthOf(k, this.values),
      }))
      .sort((a, b) => a.position - b.position);
    for (let n = 1; n < order.length; n++) {
      const [one, other] = [order[n - 1]!, order[n]!];
      if (other.position - one.position > TOO_CLOSE * one.width) continue;
      const [a, b] = [one.at, other.at];
      const wish = ALIKE * Math.sqrt(gram[a * size + a]! * gram[b * size + b]!);
      gram[a * size + a]! += wish;
      gram[b * size + b]! += wish;
      gram[a * size + b]! -= wish;
      gram[b * size + a]! -= wish;
    }
  }

  /** Best intensities into the phases; returns the curves that have one above zero. */
  private solve(
    curves: readonly WeightedCurve[],
    gram: Float64Array,
  ): { readonly curve: WeightedCurve; readonly at: number }[] {
    const { model, weights, residualCount: points } = this;
    const rest = new Float64Array(points);
    const { observed } = model.setup;
    for (let i = 0; i < points; i++) rest[i] = (observed[i] - model.background[i]) * weights[i];
    const size = curves.length;
    const right = Float64Array.from(curves, ({ from, curve }) => {
      let sum = 0;
      for (let i = 0; i < curve.length; i++) sum += curve[i] * rest[from + i];
      return sum;
    });
    const start = Float64Array.from(curves, ({ phase, k }) => model.phases[phase]!.intensities[k]!);
    const { x, passive } = createNonNegativeSolver(size).solve(gram, right, size, { start });
    return curves.flatMap((curve, at) => {
      model.phases[curve.phase]!.intensities[curve.k] = x[at]!;
      return passive[at] === 1 ? [{ curve, at }] : [];
    });
  }
}
