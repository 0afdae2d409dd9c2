import { describe, expect, it } from 'vitest';
import { atan, atan2 } from './atan.js';
import { exactAngle, fixed, spread, unitsOff } from './test-support/exact.js';

const INFINITE = Number.POSITIVE_INFINITY;

describe('atan', () => {
  it('is within 0.6 units of the last place', () => {
    const hard = [1 / 16, 0.0624999, 16, 15.9999, 17, 1, 1e-5, 1e-20, 1e-300, 5e-324, 1e5, 1e17, 1e300];
    let worst = 0;
    for (const x of [...spread(400, -2, 2), ...spread(300, -20, 20), ...hard, ...hard.map((x) => -x)]) {
      worst = Math.max(worst, unitsOff(atan(x), exactAngle(fixed(x), fixed(1), atan(x))));
    }
    expect(worst).toBeLessThan(0.6);
  });
  it('is exact where it must be', () => {
    expect(atan(0)).toBe(0);
    expect(atan(-0)).toBe(-0);
    expect([atan(INFINITE), atan(-INFINITE), atan(1)]).toEqual([Math.PI / 2, -Math.PI / 2, Math.PI / 4]);
    expect(atan(Number.NaN)).toBeNaN();
  });
});

describe('atan2', () => {
  it('is within 0.6 units of the last place in every quadrant', () => {
    const abscissas = spread(600, -1, 1);
    let worst = 0;
    for (const [k, y] of spread(600, -1.3, 0.9).reverse().entries()) {
      for (const scale of [1, 2 ** 900, 2 ** -1000]) {
        const [a, b] = [y * scale, abscissas[k]! * scale];
        worst = Math.max(worst, unitsOff(atan2(a, b), exactAngle(fixed(a), fixed(b), atan2(a, b))));
      }
    }
    expect(worst).toBeLessThan(0.6);
  });
  it('knows axes and edges as the language does', () => {
    const values = [0, -0, 1, -1, 5e-324, -1e300, INFINITE, -INFINITE, Number.NaN];
    for (const y of values) {
      for (const x of values) {
        const expected = Math.atan2(y, x);
        if (expected === 0 || Number.isNaN(expected)) expect(atan2(y, x), `${y}, ${x}`).toBe(expected);
        else expect(atan2(y, x) / expected, `${y}, ${x}`).toBeCloseTo(1, 15);
      }
    }
  });
});
