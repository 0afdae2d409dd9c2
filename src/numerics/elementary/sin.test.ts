import { describe, expect, it } from 'vitest';
import { cos, sin } from './sin.js';
import { exactCos, exactSin, fixed, spread, unitsOff } from './test-support/exact.js';

function worst(values: readonly number[]): number {
  return values.reduce(
    (most, x) => Math.max(most, unitsOff(sin(x), exactSin(fixed(x))), unitsOff(cos(x), exactCos(fixed(x)))),
    0,
  );
}

describe('sin and cos', () => {
  it('are within 0.8 units of the last place', () => {
    expect(worst([...spread(400, -0.8, 0.8), ...spread(200, -10, 10), ...spread(200, -1e5, 1e5)])).toBeLessThan(0.8);
    expect(worst([1e-3, 1e-8, -1e-8, 1e-20, 1e-300, 5e-324, Math.PI / 4, -Math.PI / 4])).toBeLessThan(0.8);
  });
  it('keep their digits at multiples of pi/2, where one of them vanishes', () => {
    expect(worst(Array.from({ length: 60 }, (_, k) => ((k + 1) * Math.PI) / 2))).toBeLessThan(0.8);
    expect(worst(spread(300, 60, 1e5).map((n) => (Math.round(n) * Math.PI) / 2))).toBeLessThan(0.8);
    // The double nearest to any multiple of pi/2: 6381956970095103 2^797 (K. C. Ng, 1992).
    expect(worst([6381956970095103 * 2 ** 797])).toBeLessThan(0.8);
  });
  it('are right far away', () => {
    expect(worst([999999.5, 1e6, 1234567.875, 1e8, 12345678901.2345, 2 ** 53, 2 ** 53 + 2, 1e16, 1e22])).toBeLessThan(
      0.8,
    );
    expect(worst(spread(100, 6, 308).flatMap((power) => [10 ** power, -(10 ** power)]))).toBeLessThan(0.8);
    expect(worst([1.7976931348623157e308])).toBeLessThan(0.8);
  });
  it('are exact where they must be', () => {
    expect(sin(0)).toBe(0);
    expect(sin(-0)).toBe(-0);
    expect([cos(0), cos(-0)]).toEqual([1, 1]);
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect([sin(x), cos(x)]).toEqual([NaN, NaN]);
    }
  });
});
