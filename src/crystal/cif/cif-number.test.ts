import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cifNumber } from './cif-number.js';

describe('cifNumber', () => {
  it.each([
    ['9.372(2)', 9.372, 0.002],
    ['90.', 90, null],
    ['-.5', -0.5, null],
    ['+1', 1, null],
    ['5540(160)', 5540, 160],
    ['1.2E3(4)', 1200, 400],
    ['1.25e-3(12)', 1.25e-3, 1.2e-4],
    ['12.3(1.2)', 12.3, 1.2],
    ['0.250()', 0.25, null],
    ['0.00785', 0.00785, null],
    ['123456789012345678901', 123456789012345680000, null],
  ])('reads %s', (text, value, sigma) => {
    const found = cifNumber(text);
    expect(found?.value).toBe(value);
    if (sigma === null) expect(found?.sigma).toBeNull();
    else expect(found?.sigma).toBeCloseTo(sigma, 12);
  });

  it.each(['', '?', '.', '-', 'x', '1,5', '1.2.3', '1e', '1(2', '1)2(', '(2)', '1(a)', '1e999', '0x10', '1 '])(
    'refuses "%s"',
    (text) => {
      expect(cifNumber(text)).toBeNull();
    },
  );

  it('gives the nearest double, as Number does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(cifNumber(String(value))?.value).toBe(value === 0 ? 0 : value);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -999999, max: 999999 }), fc.integer({ min: 0, max: 6 }), (whole, decimals) => {
        const text = (whole / 10 ** decimals).toFixed(decimals);
        expect(cifNumber(`${text}(3)`)?.value).toBe(whole === 0 ? 0 : Number(text));
      }),
    );
  });
});
