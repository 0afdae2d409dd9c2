import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from './random.js';

const draw = (n: number, from: () => number): Float64Array => Float64Array.from({ length: n }, from);
const moments = (x: Float64Array): { mean: number; variance: number; fourth: number } => {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length;
  const fourth = x.reduce((a, b) => a + (b - mean) ** 4, 0) / x.length;
  return { mean, variance, fourth };
};

describe('createRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const take = (r: Random): number[] => [r.uniform(), r.normal(), r.normal(), r.integer(1000)];
    expect(take(createRandom(7))).toEqual(take(createRandom(7)));
    expect(take(createRandom(7))).not.toEqual(take(createRandom(8)));
    expect(take(createRandom(1))).not.toEqual(take(createRandom(1.5)));
    expect(take(createRandom(0))).toEqual(take(createRandom(-0)));
  });

  it('keeps its stream for ever: studies carry seeds, not numbers', () => {
    const r = createRandom(42);
    const numbers = [r.uniform(), r.uniform(), r.normal(), r.normal(), r.integer(1_000_000)];
    expect(numbers).toEqual([0.5537120373050488, 0.4670968328537697, 0.8715500998483119, -1.0230669698513117, 1007]);
  });

  it('is uniform in [0, 1)', () => {
    const r = createRandom(3);
    const n = 100_000;
    const x = draw(n, () => r.uniform());
    expect(Math.min(...x.subarray(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...x.subarray(0, 50_000))).toBeLessThan(1);
    const { mean, variance } = moments(x);
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
    const bins = new Float64Array(64);
    for (const value of x) bins[Math.floor(value * 64)]! += 1;
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0);
    expect(chiSquare).toBeLessThan(115); // 63 degrees of freedom: 1e-4 of all streams exceed this
  });

  it('has no correlation between neighbours or between neighbouring seeds', () => {
    const n = 50_000;
    const x = draw(n, createRandom(11).uniform);
    const y = draw(n, createRandom(12).uniform);
    const correlation = (a: Float64Array, b: Float64Array): number => {
      const ma = moments(a);
      const mb = moments(b);
      let sum = 0;
      for (let i = 0; i < a.length; i++) sum += (a[i]! - ma.mean) * (b[i]! - mb.mean);
      return sum / a.length / Math.sqrt(ma.variance * mb.variance);
    };
    expect(Math.abs(correlation(x.subarray(1), x.subarray(0, n - 1)))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(correlation(x, y))).toBeLessThan(4 / Math.sqrt(n));
    const first = Float64Array.from({ length: n }, (_, seed) => createRandom(seed).uniform());
    expect(Math.abs(moments(first).mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(correlation(first.subarray(1), first.subarray(0, n - 1)))).toBeLessThan(4 / Math.sqrt(n));
  });

  it('is normal: moments and tails', () => {
    const r = createRandom(5);
    const n = 200_000;
    const x = draw(n, () => r.normal());
    const { mean, variance, fourth } = moments(x);
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
    const beyond = x.reduce((count, value) => count + (Math.abs(value) > 1.959963984540054 ? 1 : 0), 0);
    expect(Math.abs(beyond / n - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / n));
  });

  it('draws integers without bias and refuses a nonsense range', () => {
    const r = createRandom(9);
    const counts = new Float64Array(6);
    for (let i = 0; i < 60_000; i++) counts[r.integer(6)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(26); // 5 degrees of freedom, 1e-4
    expect(createRandom(1).integer(1)).toBe(0);
    for (const n of [0, -1, 1.5, Number.NaN, 2 ** 33]) expect(() => r.integer(n)).toThrow(RangeError);
  });
});
