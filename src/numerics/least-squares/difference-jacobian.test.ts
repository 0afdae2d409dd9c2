import { describe, expect, it } from 'vitest';
import { differenceJacobian, withDifferences } from './difference-jacobian.js';
import { decayModel, f64 } from './test-support/models.js';

const t = Float64Array.from({ length: 15 }, (_, i) => i / 3);
const model = decayModel(t, new Float64Array(15));
const exact = new Float64Array(30);
const residuals = new Float64Array(15);
const at = f64(2, 0.7);
model.evaluate(at, residuals, exact);

function error(options: Parameters<typeof differenceJacobian>[5]): number {
  const jacobian = new Float64Array(30);
  const parameters = at.slice();
  differenceJacobian(model, parameters, residuals, jacobian, [new Float64Array(15), new Float64Array(15)], options);
  expect(parameters).toEqual(at);
  return Math.max(...jacobian.map((value, k) => Math.abs(value - exact[k])));
}

describe('differenceJacobian', () => {
  it('has eight digits forward and ten central', () => {
    expect(error({})).toBeLessThan(1e-7);
    expect(error({ central: true })).toBeLessThan(2e-10);
    expect(error({})).toBeGreaterThan(error({ central: true }));
  });

  it('turns to the inside at a bound, with the same order', () => {
    expect(error({ upper: at })).toBeLessThan(1e-7);
    expect(error({ central: true, upper: at })).toBeLessThan(1e-9);
    expect(error({ central: true, lower: at })).toBeLessThan(1e-9);
  });

  it('gives a fixed parameter no influence', () => {
    const jacobian = new Float64Array(30).fill(1);
    const work: [Float64Array, Float64Array] = [new Float64Array(15), new Float64Array(15)];
    const evaluations = differenceJacobian(model, at.slice(), residuals, jacobian, work, {
      lower: f64(2, 0),
      upper: f64(2, 9),
    });
    expect(evaluations).toBe(1);
    expect([...jacobian.subarray(0, 15)]).toEqual(new Array(15).fill(0));
  });

  it('takes the size of a parameter near zero from the caller', () => {
    const flat = { ...model, evaluate: (p: Float64Array, r: Float64Array) => void r.fill(1 + 1e-3 * p[0]) };
    const jacobian = new Float64Array(30);
    const base = new Float64Array(15).fill(1 + 1e-13);
    const work: [Float64Array, Float64Array] = [new Float64Array(15), new Float64Array(15)];
    const near = f64(1e-10, 1);
    differenceJacobian(flat, near, base, jacobian, work, { typicalSize: f64(1, 1) });
    expect(jacobian[0] / 1e-3 - 1).toBeCloseTo(0, 4);
  });

  it('leaves a model with derivatives as it is', () => {
    expect(withDifferences(model)).toBe(model);
    const bare = withDifferences({ ...model, hasJacobian: false }, { central: true });
    const jacobian = new Float64Array(30);
    bare.evaluate(at, new Float64Array(15), jacobian);
    jacobian.forEach((value, k) => {
      expect(value).toBeCloseTo(exact[k], 9);
    });
  });
});
