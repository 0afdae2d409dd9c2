import { describe, expect, it } from 'vitest';
import { estimateCovariance } from './covariance.js';
import { minimise } from './minimise.js';
import { createParameterSpace, linearTie, productTie } from './parameters.js';
import type { ResidualModel } from './residual-model.js';
import { decayModel, f64, jacobianError, lineModel } from './test-support/models.js';

/** Amplitudes and rates of two decays: a1, k1, a2, k2. */
const t = Float64Array.from({ length: 30 }, (_, i) => i / 5);
const y = t.map((x, i) => 3 * Math.exp(-0.5 * x) + 1.5 * Math.exp(-1.5 * x) + 0.01 * Math.sin(7 * i));
const twoDecays: ResidualModel = {
  residualCount: 30,
  parameterCount: 4,
  evaluate(p, residuals, jacobian) {
    const [first, second] = [decayModel(t, y), decayModel(t, new Float64Array(30))];
    const parts = [new Float64Array(30), new Float64Array(30)];
    first.evaluate(p.subarray(0, 2), parts[0], jacobian?.subarray(0, 60) ?? null);
    second.evaluate(p.subarray(2), parts[1], jacobian?.subarray(60) ?? null);
    residuals.set(parts[0].map((r, i) => r + parts[1][i]));
  },
};

describe('createParameterSpace', () => {
  const space = createParameterSpace([
    { name: 'a1', value: 2, scale: 'log', lower: 0.1, upper: 10 },
    { name: 'k1', value: 0.4, lower: 0 },
    { name: 'a2', value: 0, tied: productTie({ a1: 1 }, 0.5) },
    { name: 'k2', value: 0, tied: linearTie({ k1: 3, shift: 1 }, 0.1) },
    { name: 'shift', value: -0.1, fixed: true },
  ]);

  it('maps between free and natural parameters', () => {
    expect(space.freeNames).toEqual(['a1', 'k1']);
    expect(space.start[0]).toBe(Math.log(2));
    expect(space.lower[0]).toBeCloseTo(Math.log(0.1), 15);
    expect(space.upper[1]).toBe(Number.POSITIVE_INFINITY);
    expect([...space.stepLimit]).toEqual([3, Number.POSITIVE_INFINITY]);
    const natural = space.toNatural(f64(Math.log(4), 0.7));
    [4, 0.7, 2, 2.1, -0.1].forEach((value, k) => {
      expect(natural[k]).toBeCloseTo(value, 14);
    });
    expect([...space.toFree(natural)]).toEqual([Math.log(natural[0]), 0.7]);
  });

  const four: ResidualModel = {
    ...twoDecays,
    parameterCount: 5,
    evaluate(p, residuals, jacobian) {
      twoDecays.evaluate(p.subarray(0, 4), residuals, jacobian?.subarray(0, 120) ?? null);
      jacobian?.fill(0, 120);
    },
  };

  it('wraps a model with the chain rule through ties, logarithms and fixed values', () => {
    const wrapped = space.wrap(four);
    expect(wrapped.parameterCount).toBe(2);
    expect(jacobianError(wrapped, f64(0.9, 0.6))).toBeLessThan(1e-8);
    expect(jacobianError(space.wrap(four), space.start)).toBeLessThan(1e-8);
  });

  it('gives the covariance of all natural parameters, as a fit in natural parameters would', () => {
    const wrapped = space.wrap(four);
    const minimum = minimise(wrapped, space.start, space);
    expect(minimum.converged).toBe(true);
    const natural = space.naturalCovariance(estimateCovariance(wrapped, minimum), minimum.parameters);
    const direct: ResidualModel = {
      residualCount: 30,
      parameterCount: 2,
      evaluate(p, residuals, jacobian) {
        const full = jacobian === null ? null : new Float64Array(120);
        twoDecays.evaluate(f64(p[0], p[1], p[0] / 2, 3 * p[1]), residuals, full);
        if (jacobian === null || full === null) return;
        for (let i = 0; i < 30; i++) {
          jacobian[i] = full[i] + full[60 + i] / 2;
          jacobian[30 + i] = full[30 + i] + 3 * full[90 + i];
        }
      },
    };
    const reference = minimise(direct, f64(2, 0.4));
    const expected = estimateCovariance(direct, reference);
    expect(minimum.sumOfSquares / reference.sumOfSquares - 1).toBeCloseTo(0, 12);
    expect(natural.standardErrors[0] / expected.standardErrors[0] - 1).toBeCloseTo(0, 7);
    expect(natural.standardErrors[1] / expected.standardErrors[1] - 1).toBeCloseTo(0, 7);
    expect(natural.standardErrors[2] / expected.standardErrors[0]).toBeCloseTo(0.5, 7);
    expect(natural.standardErrors[3] / expected.standardErrors[1]).toBeCloseTo(3, 7);
    expect(natural.standardErrors[4]).toBe(0);
    expect(natural.held).toEqual([4]);
    expect(natural.correlation[2 * 5]).toBeCloseTo(1, 12);
    expect(natural.correlation[1] / expected.correlation[1] - 1).toBeCloseTo(0, 7);
  });

  it('follows ties through other ties, in whatever order they stand', () => {
    const chain = createParameterSpace([
      { name: 'c', value: 0, tied: productTie({ b: 2, a: -1 }, 4) },
      { name: 'b', value: 0, tied: linearTie({ a: 2 }, 1) },
      { name: 'a', value: 3 },
    ]);
    expect([...chain.toNatural(f64(3))]).toEqual([(4 * 49) / 3, 7, 3]);
    // dc/da = 8 b (db/da) / a - 4 b^2 / a^2
    const [c, b, a] = chain.gradients(f64(3));
    expect(c).toBeCloseTo((8 * 7 * 2) / 3 - (4 * 49) / 9, 12);
    expect([b, a]).toEqual([2, 1]);
  });

  it('treats a product with a zero factor as a product, not as a power law', () => {
    const values = f64(0, 5);
    const gradient = new Float64Array(2);
    expect(productTie({ a: 1, b: 1 }, 2).evaluate(values, gradient)).toBe(0);
    expect([...gradient]).toEqual([10, 0]);
  });

  it('refuses what makes no sense', () => {
    const one = { name: 'a', value: 1 };
    expect(() => createParameterSpace([one, one])).toThrow(/same name/);
    expect(() => createParameterSpace([{ ...one, tied: linearTie({ b: 1 }) }])).toThrow(/does not exist/);
    expect(() =>
      createParameterSpace([
        { ...one, tied: linearTie({ b: 1 }) },
        { name: 'b', value: 1, tied: linearTie({ a: 1 }) },
      ]),
    ).toThrow(/circle/);
    expect(() => createParameterSpace([{ ...one, tied: linearTie({}), lower: 0 }])).toThrow(/tied and has a bound/);
    expect(() => createParameterSpace([{ ...one, tied: linearTie({}), fixed: true }])).toThrow(/both fixed and tied/);
    expect(() => createParameterSpace([{ ...one, value: 0, scale: 'log' }])).toThrow(/no logarithm/);
    expect(() => createParameterSpace([{ ...one, lower: 2, upper: 1 }])).toThrow(/above its upper/);
    expect(() => createParameterSpace([{ ...one, value: Number.NaN }])).toThrow(/no start value/);
    expect(() => createParameterSpace([one]).wrap(lineModel([1, 2], [1, 2]))).toThrow(/1 parameters are specified/);
  });
});
