import { pow } from '../../../numerics/elementary/pow.js';
import type { LambdaScore } from './lambda-scores.js';
import type { RegularisedProblem } from './regularised-problem.js';

/** How lambda is chosen. */
export type LambdaRule = 'gcv' | 'modified-gcv' | 'robust-gcv' | 'l-curve' | 'discrepancy';

/** What each rule would take; `discrepancy` is null without a noise level. */
export interface LambdaChoices {
  readonly gcv: number;
  readonly modifiedGcv: number;
  readonly robustGcv: number;
  readonly lCurve: number;
  readonly discrepancy: number | null;
}

const DECADES_BELOW = 10;
const DECADES_ABOVE = 4;
const PER_DECADE = 6;

/**
 * The lambdas that are tried: evenly spaced in ln lambda about the value where data and penalty weigh the same, wide enough
 * that a bound means the data set no limit.
 */
export function lambdaCandidates(problem: RegularisedProblem): Float64Array {
  const { seriesCount, columnCount, gram, penalty } = problem;
  const size = columnCount - seriesCount;
  let data = 0;
  let rough = 0;
  for (let k = 0; k < size; k++) {
    data += gram[(k + seriesCount) * (columnCount + 1)];
    rough += penalty[k * (size + 1)];
  }
  const count = (DECADES_BELOW + DECADES_ABOVE) * PER_DECADE + 1;
  return Float64Array.from({ length: count }, (_, k) => (data / rough) * pow(10, k / PER_DECADE - DECADES_BELOW));
}

/**
 * @param noiseSumOfSquares expected residual sum of squares (points x variance), or null
 */
export function chooseLambdas(scores: readonly LambdaScore[], noiseSumOfSquares: number | null): LambdaChoices {
  const lowest = (value: (score: LambdaScore) => number): number =>
    scores.reduce((best, score) => (value(score) < value(best) ? score : best)).lambda;
  // The residual grows with lambda: the largest one that still fits.
  let discrepancy: number | null = null;
  if (noiseSumOfSquares !== null) {
    discrepancy = scores[0].lambda;
    for (const score of scores) if (score.residualSumOfSquares <= noiseSumOfSquares) discrepancy = score.lambda;
  }
  return {
    gcv: lowest((score) => score.gcv),
    modifiedGcv: lowest((score) => score.modifiedGcv),
    robustGcv: lowest((score) => score.robustGcv),
    lCurve: lowest((score) => -score.curvature),
    discrepancy,
  };
}

/** The lambda of a rule; `modified-gcv` stands in for a discrepancy without a noise level. */
export function lambdaOf(choices: LambdaChoices, rule: LambdaRule): number {
  if (rule === 'gcv') return choices.gcv;
  if (rule === 'robust-gcv') return choices.robustGcv;
  if (rule === 'l-curve') return choices.lCurve;
  if (rule === 'discrepancy') return choices.discrepancy ?? choices.modifiedGcv;
  return choices.modifiedGcv;
}
