/** Curves of reflections whose intensities are free numbers, and what of a Jacobian those intensities could do as well. */
import { choleskyInPlace, choleskySolveInPlace } from '../../../numerics/linear-algebra/cholesky.js';
import type { PatternModel } from '../model/pattern-model.js';

/** The curve of a reflection on its points, weighted. */
export interface WeightedCurve {
  readonly phase: number;
  readonly k: number;
  readonly from: number;
  readonly curve: Float64Array;
}

/** What no data speak of must not make the equations singular. */
const RIDGE = 1e-9;

/** All of them, where the model was last evaluated. */
export function weightedCurves(model: PatternModel, values: Float64Array, weights: Float64Array): WeightedCurve[] {
  const curves: WeightedCurve[] = [];
  model.phases.forEach((phase, at) => {
    if (phase.phase.factors !== null) return;
    phase.eachCurve(values, (k, from, to, curve) => {
      const weighted = curve.slice(0, to - from);
      for (let i = from; i < to; i++) weighted[i - from] *= weights[i];
      curves.push({ phase: at, k, from, curve: weighted });
    });
  });
  return curves;
}

/** Products of all curves with each other: only neighbours overlap. */
export function gramOf(curves: readonly WeightedCurve[], points: number): Float64Array {
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
  for (let a = 0; a < size; a++) gram[a * size + a]! += RIDGE * gram[a * size + a]! + Number.MIN_VALUE;
  return gram;
}

/** Takes out of each column what the intensities above zero could do as well. */
export function project(
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
