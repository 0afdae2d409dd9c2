import { createNonNegativeSolver, type NonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import { penalisedGram, problemResiduals, type RegularisedProblem } from './regularised-problem.js';

export interface RegularisedFit {
  readonly lambda: number;
  /** Coefficients in the units of the problem; `problem.units` turns them into natural ones. */
  readonly coefficients: Float64Array;
  /** Weighted, real rows then imaginary rows. */
  readonly residuals: Float64Array;
  readonly residualSumOfSquares: number;
  /** Residual sum of squares + lambda x'Mx. */
  readonly objective: number;
}

/** Repeated non-negative fits of one problem, each starting from the last. */
export interface RegularisedFitter {
  fit(lambda: number): RegularisedFit;
  /** Coefficients for another right-hand side `A'b` at the lambda of the last `fit`. */
  refit(projected: Float64Array): Float64Array;
}

export function regularisedFitter(problem: RegularisedProblem): RegularisedFitter {
  const n = problem.columnCount;
  const solver: NonNegativeSolver = createNonNegativeSolver(n);
  const gram = new Float64Array(n * n);
  let start: Float64Array | undefined;
  const solve = (projected: Float64Array): Float64Array =>
    solver.solve(gram, projected, n, start === undefined ? {} : { start }).x.slice();
  return {
    fit(lambda) {
      penalisedGram(problem, lambda, gram);
      const coefficients = solve(problem.projected);
      start = coefficients;
      const residuals = problemResiduals(problem, coefficients);
      let residualSumOfSquares = 0;
      for (const value of residuals) residualSumOfSquares += value * value;
      return {
        lambda,
        coefficients,
        residuals,
        residualSumOfSquares,
        objective: residualSumOfSquares + lambda * roughness(problem, coefficients),
      };
    },
    refit(projected) {
      return solve(projected);
    },
  };
}

/** x'Mx of the basis coefficients. */
function roughness({ penalty, seriesCount, columnCount }: RegularisedProblem, x: Float64Array): number {
  const size = columnCount - seriesCount;
  let sum = 0;
  for (let j = 0; j < size; j++) {
    let product = 0;
    for (let i = 0; i < size; i++) product += penalty[i + j * size] * x[i + seriesCount];
    sum += product * x[j + seriesCount];
  }
  return sum;
}
