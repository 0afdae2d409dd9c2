import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanMinimum } from './scan-minimum.js';

describe('scan for a minimum', () => {
  it('finds the bottom of a parabola wherever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.99, max: 1.99, noNaN: true }), (bottom) => {
        const found = scanMinimum((x) => (x - bottom) ** 2 + 1, -1, 2);
        expect(Math.abs(found.x - bottom)).toBeLessThan(1e-6);
        expect(found.atLow || found.atHigh).toBe(false);
      }),
      { seed: 2, numRuns: 60 },
    );
  });
  it('finds the deeper of two dips', () => {
    expect(scanMinimum((x) => -Math.exp(-((x - 1) ** 2)) - 1.1 * Math.exp(-((x - 6) ** 2)), 0, 10).x).toBeCloseTo(6, 5);
  });
  it('says when the minimum is at an end', () => {
    expect(scanMinimum((x) => x, 0, 3)).toEqual({ x: 0, value: 0, atLow: true, atHigh: false });
    expect(scanMinimum((x) => -x, 0, 3)).toEqual({ x: 3, value: -3, atLow: false, atHigh: true });
  });
  it('steps round places without a value', () => {
    expect(scanMinimum((x) => (x < 1 ? Number.NaN : (x - 1.5) ** 2), 0, 2).x).toBeCloseTo(1.5, 5);
  });
});
