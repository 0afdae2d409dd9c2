import { describe, expect, it } from 'vitest';
import { exp } from '../../../numerics/elementary/exp.js';
import { createRandom } from '../../../numerics/random.js';
import { pointSigmas } from './point-sigmas.js';

const of = (values: readonly number[], more = {}) =>
  pointSigmas(Float64Array.from(values), { whole: false, isRate: false, averaged: 1, ...more });

describe('pointSigmas', () => {
  it('counts: their root, at least one', () => {
    const { sigmas, sigmaSource } = of([0, 1, 100], { countsPerUnit: 1, whole: true });
    expect([...sigmas, sigmaSource]).toEqual([1, 1, 10, 'counts']);
  });

  it('a rate: the root of the counts behind, divided back', () => {
    const { sigmas, sigmaSource } = of([0, 50, 200], { countsPerUnit: 0.5, whole: true, isRate: true });
    expect([...sigmas, sigmaSource]).toEqual([2, 10, 20, 'rate']);
  });

  it('an unknown unit: the root of the value', () => {
    const { sigmas, sigmaSource } = of([0.5, 400, 100]);
    expect([...sigmas, sigmaSource]).toEqual([1, 20, 10, 'assumed-counts']);
    expect(of([400, 400], { averaged: 4 }).sigmas[0]).toBe(10);
  });

  it('negative or tiny values: the scatter, the same for all', () => {
    const random = createRandom(3);
    const line = Array.from({ length: 400 }, (_, i) => 3 * exp(-(((i - 200) / 30) ** 2)) + 0.1 * random.normal());
    for (const values of [line, line.map((value) => 1000 * value)]) {
      const { sigmas, sigmaSource } = of(values);
      expect(sigmaSource).toBe('equal');
      expect(new Set(sigmas).size).toBe(1);
      expect(Math.abs(sigmas[0]! / (values === line ? 0.1 : 100) - 1)).toBeLessThan(0.2);
    }
    expect(of([1, 1, 1, 1], {}).sigmas[0]).toBeGreaterThan(0);
    expect(of([0, 0, 0, 0], {}).sigmas[0]).toBeGreaterThan(0);
  });
});
