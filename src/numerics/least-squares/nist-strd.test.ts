import { describe, expect, it } from 'vitest';
import { estimateCovariance } from './covariance.js';
import { type MinimiseOptions, minimise } from './minimise.js';
import { nistModel, nistProblems } from './test-support/nist-problems.js';

/** MGH10 from its first start descends a bent canyon over 40 decades of b1; MGH17 first crosses a plateau. */
const options: MinimiseOptions = { maxIterations: 3000 };
/**
 * BoxBOD from its first start: an undisturbed first step goes to a rate constant so large that the data feel no more of
 * it, where a slightly higher minimum lies at infinity.
 */
const boxBodOptions: MinimiseOptions = { stepLimit: Float64Array.of(Number.POSITIVE_INFINITY, 1) };

/** Correct digits of the worst value: -log10 of its relative error. */
function digits(found: ArrayLike<number>, certified: readonly number[]): number {
  return Math.min(...certified.map((value, j) => -Math.log10(Math.max(1e-16, Math.abs(found[j] / value - 1)))));
}

describe.each(nistProblems)('NIST StRD $name ($level difficulty)', (problem) => {
  const cases = problem.starts.flatMap((start, k) => [
    { label: `start ${k + 1}, analytic derivatives`, start, analytic: true },
    { label: `start ${k + 1}, differences`, start, analytic: false },
  ]);
  it.each(cases)('$label', ({ start, analytic }) => {
    const model = nistModel(problem, analytic);
    const minimum = minimise(model, Float64Array.from(start), problem.name === 'BoxBOD' ? boxBodOptions : options);
    expect(minimum.converged).toBe(true);
    expect(digits([minimum.sumOfSquares], [problem.sumOfSquares])).toBeGreaterThan(9);
    expect(digits(minimum.parameters, problem.parameters)).toBeGreaterThan(7);
    const { standardErrors, rank } = estimateCovariance(model, minimum);
    expect(rank).toBe(problem.parameters.length);
    expect(digits(standardErrors, problem.standardDeviations)).toBeGreaterThan(analytic ? 7 : 6);
  });
});
