import { describe, expect, it } from 'vitest';
import { log, log1p, log2, log10 } from './log.js';
import { exactExp, exactLog, exactProduct, exactQuotient, fixed, spread, unitsOff } from './test-support/exact.js';

const near1 = [2 ** -52, -(2 ** -53), 1e-12, -1e-12, 1e-6, -1e-6, 1 / 256, -1 / 256, 0.0078124, 0.0078126, -0.0078126];
const anywhere = [
  ...spread(300, -307, 308).map((power) => 10 ** power),
  ...spread(300, 0.5, 2),
  ...spread(200, 0.98, 1.02),
  ...near1.map((x) => 1 + x),
  11 / 16,
  11 / 8,
  1.7976931348623157e308,
  2.2250738585072014e-308,
  2.225073858507201e-308,
  1e-310,
  5e-324,
];

function worst(values: readonly number[], off: (x: number) => number): number {
  return values.reduce((most, x) => Math.max(most, off(x)), 0);
}

describe('log', () => {
  it('is within 0.65 units of the last place', () => {
    expect(worst(anywhere, (x) => unitsOff(log(x), exactLog(x)))).toBeLessThan(0.65);
  });
  it('is exact where it must be', () => {
    expect(log(1)).toBe(0);
    expect([log(0), log(-0), log(Number.POSITIVE_INFINITY)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect([log(-1), log(-5e-324), log(Number.NEGATIVE_INFINITY), log(Number.NaN)]).toEqual([NaN, NaN, NaN, NaN]);
  });
});

describe('log10 and log2', () => {
  it('are within 0.65 units of the last place', () => {
    const [ln10, ln2] = [exactLog(10), exactLog(2)];
    expect(worst(anywhere, (x) => unitsOff(log10(x), exactQuotient(exactLog(x), ln10)))).toBeLessThan(0.65);
    expect(worst(anywhere, (x) => unitsOff(log2(x), exactQuotient(exactLog(x), ln2)))).toBeLessThan(0.65);
  });
  it('are exact for powers of ten and of two', () => {
    for (let k = 0; k <= 22; k++) expect(log10(Number(`1e${k}`))).toBe(k);
    for (let k = 1; k <= 307; k++) expect(log10(Number(`1e-${k}`))).toBe(-k);
    for (let k = -1074; k < 1024; k++) expect(log2(2 ** k)).toBe(k);
  });
  it('know the edges', () => {
    for (const f of [log10, log2]) {
      expect([f(0), f(Number.POSITIVE_INFINITY), f(-1), f(Number.NaN)]).toEqual([
        Number.NEGATIVE_INFINITY,
        Number.POSITIVE_INFINITY,
        NaN,
        NaN,
      ]);
    }
  });
});

describe('log1p', () => {
  it('is within 0.7 units of the last place', () => {
    const off = (x: number) => {
      const value = log1p(x);
      const quotient = exactProduct(fixed(1) + fixed(x), exactExp(-fixed(value))) - fixed(1);
      return unitsOff(value, fixed(value) + quotient - exactProduct(quotient, quotient) / 2n);
    };
    expect(worst(near1, off)).toBeLessThan(0.7);
    expect(worst([...spread(300, -0.02, 0.02), ...spread(300, -0.999, 3)], off)).toBeLessThan(0.7);
    expect(worst([1e-20, -1e-20, 1e-300, 5e-324, 1e15, 1e16, 1e200, -1 + 2 ** -53], off)).toBeLessThan(0.7);
  });
  it('is exact where it must be', () => {
    expect(log1p(0)).toBe(0);
    expect(log1p(-0)).toBe(-0);
    expect([log1p(-1), log1p(Number.POSITIVE_INFINITY), log1p(-1.1), log1p(Number.NaN)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      NaN,
      NaN,
    ]);
  });
});
