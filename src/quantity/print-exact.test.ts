import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity } from './parse.js';
import { printExact } from './print-exact.js';

describe('printExact', () => {
  it('writes every digit', () => {
    expect(printExact({ value: 113.20123456789, sigma: 2.1, unit: 'Ohm cm^2' })).toBe(
      '113.20123456789 +- 2.1 Ohm cm^2',
    );
    expect(printExact({ value: 5.3e-9, sigma: null, unit: 'S/cm' })).toBe('5.3e-9 S/cm');
    expect(printExact({ value: 0.5, sigma: 0.1, unit: '1' })).toBe('0.5 +- 0.1');
  });

  it('is read back to the last bit', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const units = fc.constantFrom('S/cm', 'Ohm cm^2', 'degC', '%', '1', 'mA/cm^2', '1/K', 'S s^n');
    fc.assert(
      fc.property(number, fc.option(number.map(Math.abs)), units, (value, sigma, unit) => {
        const back = parseQuantity(printExact({ value, sigma, unit }), unit);
        // The sign of zero is not kept.
        expect(back).toEqual({ value: value + 0, sigma, unit });
      }),
    );
  });

  it('has nothing to write without a value', () => {
    expect(() => printExact({ value: null, sigma: null, unit: 'V' })).toThrow(RangeError);
    expect(() => printExact({ value: Number.NaN, sigma: null, unit: 'V' })).toThrow(RangeError);
  });
});
