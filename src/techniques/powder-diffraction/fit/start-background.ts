import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import { at } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';

const PASSES = 12;
/** Points that stand out of the fit by more than this are lines, in standard deviations. */
const STANDS_OUT = 1.5;
const FEWEST_POINTS_PER_TERM = 4;

/**
 * A background without any model of the lines: the polynomials through the points, those that stand out above them left out,
 * until no more do. Writes the terms that are in `refined` into the values.
 */
export function startBackground(model: PatternModel, values: Float64Array, refined: ReadonlySet<number>): void {
  const { setup, polynomials } = model;
  const points = setup.observed.length;
  const terms = Array.from({ length: setup.backgroundTerms }, (_, n) => n).filter((n) =>
    refined.has(at.background + n),
  );
  if (terms.length === 0) return;
  let kept = Array.from({ length: points }, (_, i) => i);
  for (let pass = 0; pass < PASSES; pass++) {
    const rows = kept.length;
    const design = new Float64Array(rows * terms.length);
    const right = new Float64Array(rows);
    kept.forEach((i, row) => {
      right[row] = setup.observed[i]! / setup.sigma[i]!;
      terms.forEach((n, column) => {
        design[column * rows + row] = polynomials[n * points + i]! / setup.sigma[i]!;
      });
    });
    const { solution } = linearLeastSquares(design, rows, terms.length, right);
    terms.forEach((n, column) => {
      values[at.background + n] = solution[column]!;
    });
    model.fillBackground(values);
    const next = kept.filter((i) => setup.observed[i]! - model.background[i]! < STANDS_OUT * setup.sigma[i]!);
    if (next.length === kept.length || next.length < FEWEST_POINTS_PER_TERM * terms.length) return;
    kept = next;
  }
}
