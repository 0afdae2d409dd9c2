import { describe, expect, it } from 'vitest';
import { pow } from './pow.js';
import { exactExp, exactLog, exactProduct, fixed, spread, unitsOff } from './test-support/exact.js';

function off(x: number, y: number): number {
  return unitsOff(pow(x, y), exactExp(exactProduct(exactLog(x), fixed(y))));
}

describe('pow', () => {
  it('is within 0.52 units of the last place', () => {
    const exponents = spread(300, -3, 3);
    let worst = 0;
    for (const [k, power] of spread(300, -10, 10).entries()) worst = Math.max(worst, off(10 ** power, exponents[k]!));
    expect(worst).toBeLessThan(0.52);
  });
  it('keeps its digits at large exponents and near 1', () => {
    const reach = spread(200, -700, 700);
    let worst = 0;
    for (const [k, x] of [...spread(100, 0.99, 1.01), ...spread(100, 1e-3, 1e3)].entries()) {
      worst = Math.max(worst, off(x, reach[k]! / Math.log(x)));
    }
    expect(worst).toBeLessThan(0.52);
    expect(off(1 + 2 ** -52, 3e18)).toBeLessThan(0.52);
    expect(off(1 - 2 ** -53, -5e18)).toBeLessThan(0.52);
    expect(off(5e-324, 0.5)).toBeLessThan(0.52);
    expect(off(1e-310, -0.99)).toBeLessThan(0.52);
    expect(off(1.7e308, -0.3)).toBeLessThan(0.52);
    expect(off(1.7976931348623157e308, 0.99)).toBeLessThan(0.52);
    expect(off(10, -309.5)).toBeLessThan(0.8);
  });
  it('is exact where the power is a number of 53 bits', () => {
    for (let k = 0; k <= 22; k++) expect(pow(10, k)).toBe(Number(`1e${k}`));
    for (let k = -1074; k <= 1023; k++) expect(pow(2, k)).toBe(2 ** k);
    for (let n = 1; n < 200; n++) {
      expect(pow(n, 3)).toBe(n * n * n);
      expect(pow(n, 1)).toBe(n);
      expect(pow(n * n, 0.5)).toBe(n);
      expect(pow(0.1 * n, 2)).toBe(0.1 * n * (0.1 * n));
      expect(pow(0.1 * n, -1)).toBe(1 / (0.1 * n));
    }
  });
  it('knows the edges as the language does', () => {
    const values = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 1e300, -1e300, 5e-324, -5e-324, 1e-310];
    const whole = [0, -0, 1, -1, 2, -2, 3, -3, 1e21, -1e21, 2 ** 53, 2 ** 53 - 1, 1e300];
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const x of [...values, ...odd]) {
      for (const y of [...whole, ...odd, 0.5, -0.5, 1e-300]) {
        const expected = x ** y;
        const found = pow(x, y);
        if (Number.isNaN(expected) || expected === 0 || Math.abs(expected) === Number.POSITIVE_INFINITY) {
          expect(found, `${x} ** ${y}`).toBe(expected);
        } else {
          expect(found / expected, `${x} ** ${y}`).toBeCloseTo(1, 14);
        }
      }
    }
  });
});
