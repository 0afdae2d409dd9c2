import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { upperLimit } from './one-sided-limit.js';
import { stateFractions } from './state-fractions.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

describe('shares of states', () => {
  it('follow the closed form for two', () => {
    const [a, b] = [12698.6, 1135.7];
    const covariance = evenCovariance([90, 71.5], -0.4);
    const { shares, numbers } = stateFractions(['Ti4+', 'Ti3+'], { values: Float64Array.of(a, b), covariance })!;
    expect(shares[1]!.share).toBeCloseTo(0.0821, 4);
    const variance = (a * a * 71.5 ** 2 + b * b * 90 ** 2 + 2 * a * b * 0.4 * 90 * 71.5) / (a + b) ** 4;
    expect(shares[1]!.sigma).toBeCloseTo(Math.sqrt(variance), 12);
    expect(numbers.covariance[0]! + numbers.covariance[1]!).toBeCloseTo(0, 14);
    expect(shares[1]!.notDetected).toBe(false);
    expect(shares[1]!.upperLimit95).toBeNull();
  });
  it('give a limit where nothing stands out', () => {
    const { shares } = stateFractions(['main', 'none', 'below'], {
      values: Float64Array.of(1000, 5, -30),
      covariance: evenCovariance([20, 15, 15], 0),
    })!;
    expect(shares[0]!.notDetected).toBe(false);
    expect(shares[1]!.notDetected).toBe(true);
    expect(shares[1]!.upperLimit95).toBeGreaterThan(0.015);
    expect(shares[1]!.upperLimit95).toBeLessThan(0.04);
    expect(shares[2]!.upperLimit95).toBeGreaterThan(0);
    expect(shares[2]!.upperLimit95).toBeLessThan(shares[1]!.upperLimit95!);
  });
  it('do not exist without area', () => {
    expect(stateFractions(['a'], { values: Float64Array.of(0), covariance: Float64Array.of(1) })).toBeUndefined();
  });
  it('cover the truth', () => {
    const random = createRandom(11);
    const truth = { values: Float64Array.of(5000, 2200, 800), covariance: evenCovariance([80, 60, 50], -0.3) };
    const shares = [0.625, 0.275, 0.1];
    const inside = [0, 0, 0];
    for (let i = 0; i < 2000; i++) {
      const found = stateFractions(['a', 'b', 'c'], drawNumbers(truth, random))!.shares;
      found.forEach(({ share, sigma }, k) => {
        if (Math.abs(share - shares[k]!) < sigma!) inside[k]! += 1;
      });
    }
    for (const count of inside) expect(Math.abs(count / 2000 - 0.683)).toBeLessThan(0.03);
  });
});

describe('upper limit', () => {
  it('is the plain one far from the ends, and stays between them near them', () => {
    expect(upperLimit(10, 1)).toBeCloseTo(11.6449, 3);
    expect(upperLimit(0, 1)).toBeCloseTo(1.95996, 4); // two-sided 95 % of half a normal distribution
    expect(upperLimit(-8, 1)).toBeCloseTo(0.36096, 4); // Q(8.36096) = 0.05 Q(8)
    expect(upperLimit(-30, 1)).toBeCloseTo(upperLimit(-39, 1) * (39 / 30), 3);
    expect(upperLimit(0.9, 0.5, 1)).toBeLessThan(1);
    expect(upperLimit(0.2, Number.POSITIVE_INFINITY, 1)).toBe(1);
    expect(upperLimit(-1e6, 1)).toBeCloseTo(3e-6, 8);
  });
  it('holds the truth in at least 95 % of cases, wherever it lies', () => {
    const random = createRandom(3);
    for (const truth of [0, 0.5, 1, 3]) {
      let held = 0;
      for (let i = 0; i < 2000; i++) if (upperLimit(truth + random.normal(), 1) >= truth) held += 1;
      expect(held / 2000).toBeGreaterThan(0.94);
    }
  });
});
