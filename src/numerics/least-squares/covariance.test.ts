import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { covarianceFromJacobian, estimateCovariance } from './covariance.js';
import { leverages } from './leverages.js';
import { mapCovariance, varianceOf } from './map-covariance.js';
import { minimise } from './minimise.js';
import { decayModel, f64, linearModel, lineModel, randomLinear } from './test-support/models.js';

describe('estimateCovariance', () => {
  const x = [0, 1, 2, 3, 7];
  const y = [1, 3, 2, 5, 9];
  const n = x.length;
  const mean = x.reduce((a, b) => a + b) / n;
  const sxx = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const model = lineModel(x, y);
  const minimum = minimise(model, f64(0, 0));

  it('is the closed form for a straight line', () => {
    const s2 = minimum.sumOfSquares / (n - 2);
    const found = estimateCovariance(model, minimum);
    expect(found.reducedChiSquare).toBeCloseTo(s2, 14);
    expect(found.degreesOfFreedom).toBe(3);
    expect(found.covariance[0] / (s2 * (1 / n + mean ** 2 / sxx)) - 1).toBeCloseTo(0, 13);
    expect(found.covariance[3] / (s2 / sxx) - 1).toBeCloseTo(0, 13);
    expect(found.covariance[1] / ((-s2 * mean) / sxx) - 1).toBeCloseTo(0, 13);
    expect(found.covariance[2]).toBe(found.covariance[1]);
    expect(found.standardErrors[1]).toBeCloseTo(Math.sqrt(s2 / sxx), 14);
    expect(found.correlation[1]).toBeCloseTo(-mean / Math.sqrt(sxx / n + mean ** 2), 13);
    expect(found.rank).toBe(2);
    const known = estimateCovariance(model, minimum, { scale: 'known' });
    expect(known.covariance[3]).toBeCloseTo(1 / sxx, 14);
  });

  it('does not depend on units, however wild', () => {
    const t = Float64Array.from({ length: 20 }, (_, i) => i / 4);
    const data = t.map((value, i) => 2 * Math.exp(-value) + 0.01 * Math.sin(9 * i));
    const plain = decayModel(t, data);
    const scaled = decayModel(
      t.map((value) => value * 1e-9),
      data.map((value) => value * 1e12),
    );
    const a = estimateCovariance(plain, minimise(plain, f64(1, 0.5)));
    const b = estimateCovariance(scaled, minimise(scaled, f64(1e12, 0.5e9)));
    expect(b.standardErrors[0] / 1e12 / a.standardErrors[0] - 1).toBeCloseTo(0, 9);
    expect(b.standardErrors[1] / 1e9 / a.standardErrors[1] - 1).toBeCloseTo(0, 9);
    expect(b.correlation[1]).toBeCloseTo(a.correlation[1], 9);
    expect(b.condition / a.condition - 1).toBeCloseTo(0, 9);
  });

  it('holds parameters on request: no variance, no degree of freedom', () => {
    const bounded = minimise(model, f64(3, 1), { lower: f64(2, -9) });
    expect(bounded.atBound[0]).toBe('lower');
    const free = estimateCovariance(model, bounded);
    expect(free.held).toEqual([]);
    expect(free.standardErrors[0]).toBeGreaterThan(0);
    const held = estimateCovariance(model, bounded, { bounds: 'held' });
    expect(held.held).toEqual([0]);
    expect(held.standardErrors[0]).toBe(0);
    expect(held.degreesOfFreedom).toBe(4);
    const sumX2 = x.reduce((sum, value) => sum + value * value, 0);
    expect(held.covariance[3] / (bounded.sumOfSquares / 4 / sumX2) - 1).toBeCloseTo(0, 12);
  });

  it('names the parameters of a combination that the data do not determine', () => {
    // Columns: a, b, a + b (scaled by 1000), independent.
    const random = createRandom(2);
    const { a } = randomLinear(random, 12, 4);
    for (let i = 0; i < 12; i++) a[24 + i] = 1000 * (a[i] + a[12 + i]);
    const found = covarianceFromJacobian(a, 12, 4, 9);
    expect(found.rank).toBe(3);
    expect(found.condition).toBe(Number.POSITIVE_INFINITY);
    expect(found.degreesOfFreedom).toBe(9);
    expect(found.singularDirections).toHaveLength(1);
    const [{ parameters, direction }] = found.singularDirections;
    expect([...parameters].sort()).toEqual([0, 1, 2]);
    expect(direction[0] / direction[2]).toBeCloseTo(-1000, 6);
    expect(direction[1] / direction[2]).toBeCloseTo(-1000, 6);
    expect([...found.standardErrors.subarray(0, 3)]).toEqual([0, 0, 0].fill(Number.POSITIVE_INFINITY));
    expect(found.covariance[1]).toBeNaN();
    expect(Number.isFinite(found.standardErrors[3])).toBe(true);
    // What stays determined: p0 + 1000 p2, whose variance is that of the first parameter in a fit without the third.
    const reduced = covarianceFromJacobian(f64(...a.subarray(0, 24), ...a.subarray(36)), 12, 3, 9);
    expect(varianceOf(found, f64(1, 0, 1000, 0)) / reduced.covariance[0] - 1).toBeCloseTo(0, 10);
    expect(varianceOf(found, f64(1, 0, 999, 0))).toBe(Number.POSITIVE_INFINITY);
    expect(found.standardErrors[3] / reduced.standardErrors[2] - 1).toBeCloseTo(0, 10);
  });

  it('says that a parameter without influence is undetermined', () => {
    const found = covarianceFromJacobian(f64(1, 1, 1, 0, 0, 0), 3, 2, 2);
    expect(found.rank).toBe(1);
    expect(found.singularDirections[0].parameters).toEqual([1]);
    expect(found.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 3), 14);
    expect(found.standardErrors[1]).toBe(Number.POSITIVE_INFINITY);
  });

  it('has nothing to say about the scatter without degrees of freedom', () => {
    const found = covarianceFromJacobian(f64(1, 0, 0, 1), 2, 2, 0);
    expect(found.degreesOfFreedom).toBe(0);
    expect(found.reducedChiSquare).toBeNaN();
    expect(found.standardErrors[0]).toBeNaN();
    expect(covarianceFromJacobian(f64(1, 0, 0, 1), 2, 2, 0, { scale: 'known' }).standardErrors[0]).toBe(1);
    // Fewer residuals than parameters: one combination is open.
    expect(covarianceFromJacobian(f64(1, 1), 1, 2, 0, { scale: 'known' })).toMatchObject({ rank: 1 });
  });
});

describe('mapCovariance', () => {
  it('propagates to functions with their correlations', () => {
    const { a } = randomLinear(createRandom(5), 10, 3);
    const found = covarianceFromJacobian(a, 10, 3, 7);
    // Sum of the first two, difference of the last two.
    const mapped = mapCovariance(found, f64(1, 0, 1, 1, 0, -1), 2);
    const c = (i: number, j: number): number => found.covariance[i + 3 * j];
    expect(mapped.covariance[0]).toBeCloseTo(c(0, 0) + c(1, 1) + 2 * c(0, 1), 12);
    expect(mapped.covariance[3]).toBeCloseTo(c(1, 1) + c(2, 2) - 2 * c(1, 2), 12);
    expect(mapped.covariance[1]).toBeCloseTo(c(0, 1) - c(0, 2) + c(1, 1) - c(1, 2), 12);
    expect(varianceOf(found, f64(1, 1, 0))).toBeCloseTo(mapped.covariance[0], 12);
  });

  it('keeps what is determined of an open split', () => {
    const a = f64(1, 2, 3, 4, 1, 2, 3, 4, 1, -1, 1, 1); // first two columns alike: only their sum is determined
    const found = covarianceFromJacobian(a, 4, 3, 5);
    const mapped = mapCovariance(found, f64(1, 1, 0, 1, 0, 0, 0, 0, 1), 3); // sum, first, third
    expect(Number.isFinite(mapped.standardErrors[0])).toBe(true);
    expect(mapped.standardErrors[1]).toBe(Number.POSITIVE_INFINITY);
    expect(mapped.singularDirections[0].parameters).toEqual([1]);
    expect(mapped.standardErrors[2]).toBeCloseTo(found.standardErrors[2], 14);
  });
});

describe('leverages', () => {
  it('is the closed form for a straight line and sums to the rank', () => {
    const x = [0, 1, 2, 3, 9];
    const jacobian = Float64Array.from([1, 1, 1, 1, 1, ...x]);
    const found = leverages(jacobian, 5, 2);
    x.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(1 / 5 + (value - 3) ** 2 / 50, 13);
    });
    const redundant = leverages(Float64Array.from([...jacobian, ...x]), 5, 3);
    expect(redundant.reduce((a, b) => a + b)).toBeCloseTo(2, 12);
    expect(minimise(linearModel(jacobian, f64(1, 2, 3, 4, 5)), f64(0, 0)).converged).toBe(true);
  });
});
