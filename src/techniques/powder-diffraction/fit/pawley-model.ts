/**
 * Pawley's refinement (G. S. Pawley, J. Appl. Cryst. 14 (1981) 357, doi:10.1107/S0021889881009618): each reflection has an
 * intensity of its own. Intensities enter linearly, so at any widths and cells their best values, none below zero, are known;
 * what is left is a fit of the other numbers alone, its Jacobian freed of what a change of the intensities could do instead
 * (L. Kaufman, BIT 15 (1975) 49, doi:10.1007/BF01932995).
 */
import { choleskyInPlace, choleskySolveInPlace } from '../../../numerics/linear-algebra/cholesky.js';
import { createNonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import { RefinedModel } from './refined-model.js';

/** The curve of a reflection on its points, weighted. */
interface WeightedCurve {
  readonly phase: number;
  readonly k: number;
  readonly from: number;
  readonly curve: Float64Array;
}

/** Two lines closer than this part of their width cannot be told apart: their intensities are kept alike. */
const TOO_CLOSE = 0.25;
/** Weight of that wish, relative to what the data say of a line. */
const ALIKE = 1e-3;
/** What no data speak of must not make the equations singular. */
const RIDGE = 1e-9;

export class PawleyModel extends RefinedModel {
  override evaluate(columns: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void {
    const { model, released, values } = this;
    released.toValues(columns, values);
    model.evaluate(values, null, released.links(columns), this.parameterCount, this.noIntensities);
    const curves = this.curves();
    const gram = gramOf(curves, this.residualCount);
    this.restrain(curves, gram);
    const passive = this.solve(curves, gram);
    super.evaluate(columns, residuals, jacobian);
    if (jacobian !== null) project(jacobian, this.residualCount, this.parameterCount, passive, gram, curves.length);
  }

  private curves(): WeightedCurve[] {
    const curves: WeightedCurve[] = [];
    this.model.phases.forEach((phase, at) => {
      if (phase.phase.factors !== null) return;
      phase.eachCurve(this.values, (k, from, to, curve) => {
        const weighted = curve.slice(0, to - from);
        for (let i = from; i < to; i++) weighted[i - from] *= this.weights[i];
        curves.push({ phase: at, k, from, curve: weighted });
      });
    });
    return curves;
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
    for (let a = 0; a < size; a++) gram[a * size + a]! += RIDGE * gram[a * size + a]! + Number.MIN_VALUE;
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

/** Products of all curves with each other: only neighbours overlap. */
function gramOf(curves: readonly WeightedCurve[], points: number): Float64Array {
  const size = curves.length;
  const gram = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    const one = curves[a]!;
    for (let b = a; b < size; b++) {
      const other = curves[b]!;
      const from = Math.max(one.from, other.from);
      const to = Math.min(one.from + one.curve.length, other.from + other.curve.length, points);
      let sum = 0;
      for (let i = from; i < to; i++) sum += one.curve[i - one.from]! * other.curve[i - other.from]!;
      gram[a * size + b] = sum;
      gram[b * size + a] = sum;
    }
  }
  return gram;
}

/** Takes out of each column what the intensities above zero could do as well. */
function project(
  jacobian: Float64Array,
  points: number,
  columns: number,
  passive: readonly { readonly curve: WeightedCurve; readonly at: number }[],
  gram: Float64Array,
  size: number,
): void {
  const count = passive.length;
  const matrix = new Float64Array(count * count);
  passive.forEach(({ at }, a) => {
    passive.forEach(({ at: other }, b) => {
      matrix[a * count + b] = gram[at * size + other]!;
    });
  });
  if (!choleskyInPlace(matrix, count)) return;
  const right = new Float64Array(count);
  for (let column = 0; column < columns; column++) {
    const offset = column * points;
    passive.forEach(({ curve: { from, curve } }, a) => {
      let sum = 0;
      for (let i = 0; i < curve.length; i++) sum += curve[i]! * jacobian[offset + from + i]!;
      right[a] = sum;
    });
    choleskySolveInPlace(matrix, count, right);
    passive.forEach(({ curve: { from, curve } }, a) => {
      const by = right[a]!;
      for (let i = 0; i < curve.length; i++) jacobian[offset + from + i]! -= by * curve[i]!;
    });
  }
}
