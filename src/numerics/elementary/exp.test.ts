import { describe, expect, it } from 'vitest';
import { cosh } from './cosh.js';
import { exp } from './exp.js';
import { expm1 } from './expm1.js';
import { exactExp, fixed, spread, unitsOff } from './test-support/exact.js';

const both = (values: readonly number[]): number[] => values.flatMap((x) => [x, -x]);
const tiny = [1e-3, 1e-8, 2 ** -30, 1e-16, 1e-100, 1e-300, 5e-324];

function worst(values: readonly number[], off: (x: number) => number): number {
  return values.reduce((most, x) => Math.max(most, off(x)), 0);
}

describe('exp', () => {
  it('is within 0.52 units of the last place', () => {
    const off = (x: number) => unitsOff(exp(x), exactExp(fixed(x)));
    expect(worst(both(tiny), off)).toBeLessThan(0.52);
    expect(worst([...spread(300, -2, 2), ...spread(300, -708, 709), ...spread(50, 709, 709.78)], off)).toBeLessThan(
      0.52,
    );
    expect(worst(both([1, Math.LN2, Math.LN2 / 128, Math.LN2 / 2, 100 * Math.LN2, 708]), off)).toBeLessThan(0.52);
  });
  it('rounds subnormal results by less than a unit', () => {
    expect(worst(spread(200, -745.2, -708), (x) => unitsOff(exp(x), exactExp(fixed(x))))).toBeLessThan(0.8);
  });
  it('is exact where it must be', () => {
    expect([exp(0), exp(-0), exp(Number.NEGATIVE_INFINITY), exp(-746), exp(-1e300)]).toEqual([1, 1, 0, 0, 0]);
    expect([exp(Number.POSITIVE_INFINITY), exp(709.782712893384), exp(1e300)]).toEqual([
      Number.POSITIVE_INFINITY,
      1.7976931348622732e308,
      Number.POSITIVE_INFINITY,
    ]);
    expect([exp(709.7827128933841), exp(-745.1332191019411), exp(-745.1332191019412)]).toEqual([
      Number.POSITIVE_INFINITY,
      5e-324,
      0,
    ]);
    expect(exp(Number.NaN)).toBeNaN();
  });
});

describe('expm1', () => {
  it('is within 0.7 units of the last place', () => {
    const off = (x: number) => unitsOff(expm1(x), exactExp(fixed(x)) - fixed(1));
    expect(worst(both(tiny), off)).toBeLessThan(0.7);
    expect(worst([...spread(400, -0.3, 0.3), ...spread(300, -3, 3), ...spread(100, -45, 100)], off)).toBeLessThan(0.7);
  });
  it('is exact where it must be', () => {
    expect(expm1(0)).toBe(0);
    expect(expm1(-0)).toBe(-0);
    expect([expm1(Number.NEGATIVE_INFINITY), expm1(-100), expm1(800)]).toEqual([-1, -1, Number.POSITIVE_INFINITY]);
    expect(expm1(Number.NaN)).toBeNaN();
  });
});

describe('cosh', () => {
  it('is within 0.52 units of the last place', () => {
    const off = (x: number) => unitsOff(cosh(x), (exactExp(fixed(x)) + exactExp(fixed(-x))) / 2n);
    expect(worst(both(tiny), off)).toBeLessThan(0.52);
    expect(worst([...spread(200, -3, 3), ...spread(200, -60, 60), ...spread(50, 708, 710.4)], off)).toBeLessThan(0.52);
  });
  it('is exact where it must be', () => {
    expect([cosh(0), cosh(-0), cosh(711), cosh(Number.NEGATIVE_INFINITY)]).toEqual([
      1,
      1,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect(cosh(Number.NaN)).toBeNaN();
  });
});
