import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { apply, power, product, propagate, sum, transformCovariance } from './propagate.js';

const q = (value: number, sigma: number | null, unit: string) => ({ value, sigma, unit });

describe('propagate', () => {
  it('adds independent uncertainties in squares', () => {
    expect(sum([q(1, 0.3, 'mm'), q(2, 0.4, 'mm')])).toEqual({ value: 3, sigma: expect.closeTo(0.5, 12), unit: 'mm' });
    const difference = sum([q(1, 0.3, 'cm'), q(2, 0.4, 'mm')], [1, -1]);
    expect(difference.value).toBeCloseTo(0.8, 12);
    expect(difference.sigma).toBeCloseTo(Math.hypot(0.3, 0.04), 12);
  });

  it('uses the covariance: perfectly anticorrelated resistances have a sure sum', () => {
    const covariance = [4, -4, -4, 4];
    expect(sum([q(10, 2, 'Ohm'), q(20, 2, 'Ohm')], undefined, { covariance }).sigma).toBeCloseTo(0, 12);
    expect(sum([q(10, 2, 'Ohm'), q(20, 2, 'Ohm')], [1, -1], { covariance }).sigma).toBeCloseTo(4, 12);
  });

  it('adds relative uncertainties of a product in squares, in the unit asked for', () => {
    // d / (R A): 1 mm, 100 Ohm, 1.131 cm^2
    const sigma = product(
      [
        { quantity: q(1, 0.02, 'mm'), power: 1 },
        { quantity: q(100, 1, 'Ohm'), power: -1 },
        { quantity: q(1.131, 0.019, 'cm^2'), power: -1 },
      ],
      'S/cm',
    );
    expect(sigma.value).toBeCloseTo(0.1 / 100 / 1.131, 12);
    expect(sigma.sigma! / sigma.value!).toBeCloseTo(Math.hypot(0.02, 0.01, 0.019 / 1.131), 10);
  });

  it('has the right derivative at zero', () => {
    const zero = product(
      [
        { quantity: q(0, 0.1, 'V'), power: 1 },
        { quantity: q(2, 0, 'A'), power: 1 },
      ],
      'W',
    );
    expect(zero).toEqual({ value: 0, sigma: expect.closeTo(0.2, 12), unit: 'W' });
  });

  it('raises to powers', () => {
    const area = power(q(12, 0.1, 'mm'), 2, 'cm^2');
    expect(area.value).toBeCloseTo(1.44, 12);
    expect(area.sigma! / area.value!).toBeCloseTo((2 * 0.1) / 12, 12);
  });

  it('refuses products of the wrong dimension, of scales without zero and of missing values', () => {
    const code = (action: () => unknown) => {
      try {
        action();
      } catch (error) {
        return isInterphaseError(error) ? error.code : 'other';
      }
      return undefined;
    };
    expect(code(() => product([{ quantity: q(1, 0, 'mm'), power: 2 }], 'cm'))).toBe('wrong-dimension');
    expect(code(() => product([{ quantity: q(25, 0, 'degC'), power: 1 }], 'K'))).toBe('wrong-dimension');
    expect(code(() => sum([{ value: null, sigma: null, unit: 'V' }]))).toBe('not-a-quantity');
    expect(code(() => sum([q(1, 0, 'V'), q(1, 0, 'A')]))).toBe('wrong-dimension');
  });

  it('lets a missing uncertainty make the result unknown, unless told to take it for exact', () => {
    const inputs = [q(1, null, '1'), q(2, 0.1, '1')];
    expect(propagate(inputs, ([a, b]) => a! * b!).sigma).toBeNull();
    expect(propagate(inputs, ([a, b]) => a! * b!, undefined, { unknownAsExact: true }).sigma).toBeCloseTo(0.1, 9);
  });

  it('agrees with its own differences for any smooth function', () => {
    const doubles = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        doubles,
        doubles,
        doubles,
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        (a, b, s, correlation) => {
          const inputs = [
            { value: a, sigma: s },
            { value: b, sigma: 2 * s },
          ];
          const covariance = [s * s, correlation * 2 * s * s, correlation * 2 * s * s, 4 * s * s];
          const f = ([x, y]: readonly number[]) => Math.exp(-x! / 5) * Math.log(1 + y!);
          const g = ([x, y]: readonly number[]) => [-f([x!, y!]) / 5, Math.exp(-x! / 5) / (1 + y!)];
          const exact = propagate(inputs, f, g, { covariance });
          const numeric = propagate(inputs, f, undefined, { covariance });
          expect(Math.abs(numeric.sigma! - exact.sigma!)).toBeLessThanOrEqual(1e-5 * s);
        },
      ),
    );
  });

  it('hands inputs over in the unit asked for', () => {
    const arrhenius = apply([{ quantity: q(25, 1, 'degC'), unit: 'K' }], ([t]) => 1000 / t!, 'K^-1');
    expect(arrhenius.value).toBeCloseTo(1000 / 298.15, 10);
    expect(arrhenius.sigma).toBeCloseTo(1000 / 298.15 ** 2, 8);
  });

  it('keeps what two results of one fit share', () => {
    // sum and difference of two correlated numbers
    const c = transformCovariance([1, 1, 1, -1], [2, 1, 1, 3], 2, 2);
    expect([...c]).toEqual([7, -1, -1, 3]);
    expect(() => transformCovariance([1], [1, 2], 1, 1)).toThrow(RangeError);
  });
});
