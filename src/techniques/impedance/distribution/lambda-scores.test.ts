import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import { symmetricEigen } from '../../../numerics/linear-algebra/symmetric-eigen.js';
import { readColumns } from '../kramers-kronig/test-support/read-columns.js';
import { measure, twoArcs } from '../kramers-kronig/test-support/simulated-cells.js';
import { createBasis } from './basis.js';
import { chooseLambdas, lambdaCandidates, lambdaOf } from './lambda-choice.js';
import { scoreLambdas } from './lambda-scores.js';
import { type RegularisedProblem, regularisedProblem } from './regularised-problem.js';

const spectrum = measure(twoArcs, { noise: 2e-3, seed: 1, perDecade: 6 });
const tauS = Float64Array.from({ length: 40 }, (_, k) => 1e-7 * 10 ** (k / 5));

function problemOf(kind: 'gaussian' | 'piecewise-linear', penaltyOrder: 1 | 2): RegularisedProblem {
  return regularisedProblem(spectrum, createBasis(kind, tauS), {
    weighting: 'modulus',
    penaltyOrder,
    terms: { inductor: true, tailExponent: null },
    ohmUnit: 100,
  });
}

/** Rows of the penalty, sqrt(lambda) F' with F F' = M, below the design: an ordinary least-squares problem. */
function stacked(problem: RegularisedProblem, lambda: number, right: Float64Array): Float64Array {
  const { columnCount, seriesCount, design, penalty, pointCount } = problem;
  const size = columnCount - seriesCount;
  const { values, vectors } = symmetricEigen(penalty, size);
  const rows = 2 * pointCount + size;
  const matrix = new Float64Array(rows * columnCount);
  for (let j = 0; j < columnCount; j++) {
    for (let i = 0; i < 2 * pointCount; i++) matrix[j * rows + i] = design[j * 2 * pointCount + i];
    if (j < seriesCount) continue;
    for (let k = 0; k < size; k++) {
      matrix[j * rows + 2 * pointCount + k] =
        Math.sqrt(lambda * Math.max(0, values[k])) * vectors[k * size + j - seriesCount];
    }
  }
  const all = new Float64Array(rows);
  all.set(right);
  return linearLeastSquares(matrix, rows, columnCount, all).solution;
}

function fitted(problem: RegularisedProblem, x: Float64Array): Float64Array {
  const rows = 2 * problem.pointCount;
  const out = new Float64Array(rows);
  for (let j = 0; j < problem.columnCount; j++) {
    for (let i = 0; i < rows; i++) out[i] += x[j] * problem.design[j * rows + i];
  }
  return out;
}

describe('scores from one eigendecomposition', () => {
  it.each([
    ['gaussian', 1],
    ['piecewise-linear', 2],
  ] as const)('agree with a fit for each lambda: %s, order %i', (kind, order) => {
    const problem = problemOf(kind, order);
    const rows = 2 * problem.pointCount;
    const lambdas = Float64Array.of(1e-6, 1e-4, 1e-2);
    const scores = scoreLambdas(problem, lambdas);
    lambdas.forEach((lambda, k) => {
      const x = stacked(problem, lambda, problem.right);
      const residual = fitted(problem, x).map((value, i) => problem.right[i] - value);
      const square = residual.reduce((sum, value) => sum + value * value, 0);
      expect(scores[k].residualSumOfSquares / square).toBeCloseTo(1, 6);
      // Trace of the influence matrix, column by column.
      let trace = 0;
      for (let i = 0; i < rows; i++) {
        const unit = new Float64Array(rows);
        unit[i] = 1;
        trace += fitted(problem, stacked(problem, lambda, unit))[i];
      }
      expect(scores[k].freedom / trace).toBeCloseTo(1, 6);
      expect(scores[k].gcv / ((rows * square) / (rows - trace) ** 2)).toBeCloseTo(1, 5);
    });
  });

  it('put every rule inside the search, the discrepancy where the noise is met', () => {
    const problem = problemOf('piecewise-linear', 2);
    const lambdas = lambdaCandidates(problem);
    const scores = scoreLambdas(problem, lambdas);
    const expected = 2 * problem.pointCount * 2e-3 ** 2;
    const choices = chooseLambdas(scores, expected);
    for (const rule of ['gcv', 'modified-gcv', 'robust-gcv', 'l-curve', 'discrepancy'] as const) {
      expect(lambdaOf(choices, rule)).toBeGreaterThan(lambdas[0]);
      expect(lambdaOf(choices, rule)).toBeLessThan(lambdas[lambdas.length - 1]);
    }
    expect(choices.modifiedGcv).toBeGreaterThanOrEqual(choices.gcv);
    const at = scores.findIndex(({ lambda }) => lambda === choices.discrepancy);
    expect(scores[at].residualSumOfSquares).toBeLessThanOrEqual(expected);
    expect(scores[at + 1].residualSumOfSquares).toBeGreaterThan(expected);
    expect(lambdaOf(chooseLambdas(scores, null), 'discrepancy')).toBe(choices.modifiedGcv);
  });
});

const negami = sharedData('eis', 'negami_data.txt');

it.skipIf(negami === undefined)(
  'choose as the reference does on ten lambdas per decade (needs the shared data)',
  () => {
    const read = readColumns(negami ?? '', [0, 1, 2]);
    const nodes = read.frequencyHz.map((f) => 1 / f).sort();
    const problem = regularisedProblem(read, createBasis('gaussian', nodes), {
      weighting: 'unit',
      penaltyOrder: 1,
      terms: { inductor: false, tailExponent: null },
      ohmUnit: 1,
    });
    const lambdas = Float64Array.from({ length: 61 }, (_, k) => 10 ** (k / 10 - 6));
    const choices = chooseLambdas(scoreLambdas(problem, lambdas), null);
    expect(choices.gcv).toBeCloseTo(10 ** -3.5, 8);
    expect(choices.modifiedGcv).toBeCloseTo(10 ** -2.7, 8);
    expect(choices.robustGcv).toBeCloseTo(1e-3, 8);
  },
);
