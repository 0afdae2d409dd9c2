import { describe, expect, it } from 'vitest';
import { hypot, hypotOf } from './hypot.js';

describe('hypot', () => {
  it('is a length, at every size', () => {
    for (const scale of [1, 1e-150, 1e-300, 1e150, 1e300, 2 ** -1070]) {
      expect(hypot(3 * scale, -4 * scale) / (5 * scale)).toBeCloseTo(1, 15);
      expect(hypot(-4 * scale, 3 * scale) / (5 * scale)).toBeCloseTo(1, 15);
      expect(hypotOf([2 * scale, -3 * scale, 6 * scale]) / (7 * scale)).toBeCloseTo(1, 15);
    }
    expect(hypot(1, 1e-200)).toBe(1);
  });
  it('knows the edges', () => {
    const infinite = Number.POSITIVE_INFINITY;
    expect([hypot(0, -0), hypot(-infinite, 1), hypot(Number.NaN, infinite), hypot(Number.NaN, 1)]).toEqual([
      0,
      infinite,
      infinite,
      NaN,
    ]);
    expect([hypotOf([]), hypotOf([-7]), hypotOf([0, 0]), hypotOf([1, -infinite]), hypotOf([1, NaN])]).toEqual([
      0,
      7,
      0,
      infinite,
      NaN,
    ]);
  });
});
