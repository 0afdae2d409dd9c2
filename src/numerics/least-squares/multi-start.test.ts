import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { multiStart, randomStarts } from './multi-start.js';
import type { ResidualModel } from './residual-model.js';
import { f64 } from './test-support/models.js';

/** Minima near p = -1 (higher) and p = 1 (lower). */
const double: ResidualModel = {
  residualCount: 2,
  parameterCount: 1,
  evaluate(p, residuals, jacobian) {
    residuals.set([p[0] ** 2 - 1, 0.3 * (p[0] - 3)]);
    jacobian?.set([2 * p[0], 0.3]);
  },
};

describe('multiStart', () => {
  it('sorts the ends of all starts into distinct minima', () => {
    const found = multiStart(double, [f64(-2), f64(3), f64(-0.9), f64(0.8), f64(1.1)]);
    expect(found.best.parameters[0]).toBeGreaterThan(0.9);
    expect(found).toMatchObject({ agreeing: 3, started: 5, failed: 0 });
    expect(found.minima.map(({ starts }) => starts)).toEqual([
      [1, 3, 4],
      [0, 2],
    ]);
    expect(found.minima[1].minimum.sumOfSquares).toBeGreaterThan(found.best.sumOfSquares);
  });

  it('counts minima of equal depth at different places apart, unless they are equivalent', () => {
    const pair: ResidualModel = {
      residualCount: 3,
      parameterCount: 2,
      evaluate(p, residuals, jacobian) {
        residuals.set([p[0] + p[1] - 5, p[0] * p[1] - 6, p[0] + p[1] - 5.1]);
        jacobian?.set([1, p[1], 1, 1, p[0], 1]);
      },
    };
    const starts = [f64(1, 4), f64(4, 1)];
    expect(multiStart(pair, starts)).toMatchObject({ agreeing: 1, started: 2 });
    expect(multiStart(pair, starts, { parameterTolerance: Number.POSITIVE_INFINITY })).toMatchObject({ agreeing: 2 });
    expect(multiStart(pair, starts, { canonical: (p) => p.slice().sort() })).toMatchObject({ agreeing: 2 });
  });

  it('goes on when the model is not finite at a start, and fails when it never is', () => {
    const broken: ResidualModel = {
      ...double,
      evaluate(p, residuals, jacobian) {
        if (p[0] > 5) residuals.fill(Number.NaN);
        else double.evaluate(p, residuals, jacobian);
      },
    };
    expect(multiStart(broken, [f64(9), f64(2)])).toMatchObject({ agreeing: 1, started: 2, failed: 1 });
    expect(() => multiStart(broken, [f64(9), f64(7)])).toThrow(/any of 2 start points/);
  });

  it('is the same for the same seed and stops when told to', () => {
    const starts = (seed: number): Float64Array[] => randomStarts(createRandom(seed), f64(-3), f64(3), 20);
    expect(multiStart(double, starts(1))).toEqual(multiStart(double, starts(1)));
    expect(starts(1)).not.toEqual(starts(2));
    for (const [value] of starts(3)) expect(Math.abs(value)).toBeLessThanOrEqual(3);
    const early = multiStart(double, starts(1), { enough: (minima) => minima[0].starts.length >= 3 });
    expect(early.agreeing).toBe(3);
    expect(early.started).toBeLessThan(20);
    expect(() => randomStarts(createRandom(1), f64(0), f64(Number.POSITIVE_INFINITY), 1)).toThrow(RangeError);
  });
});
