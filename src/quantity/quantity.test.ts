import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { boltzmannEvPerK, faradayCPerMol, gasConstantJPerMolK } from './constants.js';
import { convert, convertNumber } from './convert.js';
import { parseQuantity } from './parse.js';
import { printQuantity } from './print.js';
import { printUnit } from './print-unit.js';

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('constants', () => {
  it('have their CODATA digits', () => {
    expect(boltzmannEvPerK / 8.617333262e-5).toBeCloseTo(1, 9);
    expect(faradayCPerMol / 96485.33212).toBeCloseTo(1, 9);
    expect(gasConstantJPerMolK / 8.314462618).toBeCloseTo(1, 9);
  });
});

describe('parseQuantity', () => {
  it.each([
    ['1.18 mm', 1.18, null, 'mm'],
    ['1.18(2) mm', 1.18, 0.02, 'mm'],
    ['1.18 (2) mm', 1.18, 0.02, 'mm'],
    ['1.18(12) mm', 1.18, 0.12, 'mm'],
    ['12.3(1.2) mm', 12.3, 1.2, 'mm'],
    ['123(4) mm', 123, 4, 'mm'],
    ['1.18 +- 0.02 mm', 1.18, 0.02, 'mm'],
    ['1.18+-0.02mm', 1.18, 0.02, 'mm'],
    ['1.18 +/- 0.02 mm', 1.18, 0.02, 'mm'],
    ['1.18 ± 0.02 mm', 1.18, 0.02, 'mm'],
    ['1.18 mm ± 0.02 mm', 1.18, 0.02, 'mm'],
    ['1.18 mm ± 20 um', 1.18, 0.02, 'mm'],
    ['5.3e-4 S/cm', 5.3e-4, null, 'S/cm'],
    ['5.3(2)e-4 S/cm', 5.3e-4, 0.2e-4, 'S/cm'],
    ['(5.3 +- 0.2)e-4 S/cm', 5.3e-4, 0.2e-4, 'S/cm'],
    ['(5.3 ± 0.2)×10⁻⁴ S/cm', 5.3e-4, 0.2e-4, 'S/cm'],
    ['5.30(12)×10⁻⁴ S/cm', 5.3e-4, 0.12e-4, 'S/cm'],
    ['5.3 x 10^-4 S cm^-1', 5.3e-4, null, 'S cm^-1'],
    ['5.3e-4 ± 2e-5 S/cm', 5.3e-4, 2e-5, 'S/cm'],
    ['−40 °C', -40, null, '°C'],
    ['25 degC +- 2 K', 25, 2, 'degC'],
    ['128(3)°', 128, 3, '°'],
    ['93 %', 93, null, '%'],
    ['93(2) %', 93, 2, '%'],
    ['5 % ± 2 %', 5, 2, '%'],
    ['.5 mm', 0.5, null, 'mm'],
    ['0.60(1) mm', 0.6, 0.01, 'mm'],
    ['1.18(0) mm', 1.18, 0, 'mm'],
    ['2 S s^n', 2, null, 'S s^n'],
  ])('reads %s', (text, value, sigma, unit) => {
    expect(parseQuantity(text)).toEqual({ value, sigma, unit });
  });

  it('takes a percent beside another unit as a share of the value', () => {
    expect(parseQuantity('-2.0 mm ± 5 %').sigma).toBeCloseTo(0.1, 12);
  });

  it('reads a bare number where a pure number is meant, or a unit is named for it', () => {
    expect(parseQuantity('0.93(2)', '1')).toEqual({ value: 0.93, sigma: 0.02, unit: '1' });
    expect(parseQuantity('25', 'K', { bareUnit: 'degC' }).unit).toBe('degC');
    const error = errorOf(() => parseQuantity('1.18', 'mm'));
    expect(isInterphaseError(error, 'not-a-quantity') && error.hint).toContain('"1.18 mm"');
  });

  it('checks the dimension and names both units', () => {
    const error = errorOf(() => parseQuantity('3 mA', 'cm'));
    expect(isInterphaseError(error, 'wrong-dimension') && error.message).toBe(
      '"3 mA" is a current (mA), but a length (cm) is needed',
    );
    const celsius = errorOf(() => parseQuantity('25 C', 'degC'));
    expect(isInterphaseError(celsius, 'wrong-dimension') && celsius.hint).toContain('degC');
    expect(
      isInterphaseError(
        errorOf(() => parseQuantity('1 mm ± 2 mA')),
        'wrong-dimension',
      ),
    ).toBe(true);
    expect(
      isInterphaseError(
        errorOf(() => parseQuantity('1 mm', { area: 1 })),
        'wrong-dimension',
      ),
    ).toBe(true);
  });

  it.each([
    '',
    'mm',
    '1,18 mm',
    '1.18(2',
    '1.2.3 mm',
    'NaN mm',
    '1e999 mm',
    '1 ± -2 mm',
    '1 mm ± 2',
    '1.18(2)(3) mm',
    '(1.18) mm',
  ])('refuses "%s"', (text) => {
    expect(
      isInterphaseError(
        errorOf(() => parseQuantity(text)),
        'not-a-quantity',
      ),
    ).toBe(true);
  });

  it('never fails in another way on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123.e-+±()×⁻ mScm/%'), maxLength: 14 }), (text) => {
        const error = errorOf(() => parseQuantity(text));
        expect(error === undefined || isInterphaseError(error)).toBe(true);
      }),
    );
  });
});

describe('convert', () => {
  it('is exact for powers of ten', () => {
    expect(convert({ value: 1.18, sigma: 0.02, unit: 'mm' }, 'cm')).toEqual({ value: 0.118, sigma: 0.002, unit: 'cm' });
  });

  it('moves values of temperature scales and scales their uncertainty and interval', () => {
    const q = convert({ value: 25, sigma: 2, unit: 'degC', interval95: [21, null] }, 'K');
    expect(q.value).toBeCloseTo(298.15, 10);
    expect(q.sigma).toBe(2);
    expect(q.interval95![0]).toBeCloseTo(294.15, 10);
    expect(q.interval95![1]).toBeNull();
    expect(convertNumber(212, 'degF', 'degC')).toBeCloseTo(100, 10);
    expect(convert({ value: 68, sigma: 9, unit: 'degF' }, 'K').sigma).toBeCloseTo(5, 12);
  });

  it('keeps what is missing and the note', () => {
    const q = convert({ value: null, sigma: null, unit: 'Ohm', interval95: [null, 2000], note: 'no apex' }, 'kOhm');
    expect(q).toEqual({ value: null, sigma: null, unit: 'kOhm', interval95: [null, 2], note: 'no apex' });
  });

  it('names both units when the dimension is wrong', () => {
    const error = errorOf(() => convert({ value: 1, sigma: null, unit: 'S/cm' }, 'Ohm cm'));
    expect(isInterphaseError(error, 'wrong-dimension')).toBe(true);
    expect((error as Error).message).toBe('a conductivity (S/cm) cannot be converted to a resistivity (Ohm cm)');
  });

  it('comes back to where it was', () => {
    const pairs = fc.constantFrom(
      ['mm', 'angstrom'],
      ['degC', 'degF'],
      ['mAh/g', 'C/kg'],
      ['S/cm', 'mS/m'],
      ['eV', 'kJ'],
      ['h', 's'],
    );
    fc.assert(
      fc.property(pairs, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([a, b], value) => {
        const back = convertNumber(convertNumber(value, a!, b!), b!, a!);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(value), 1e3));
      }),
    );
  });
});

describe('printQuantity', () => {
  const q = (value: number | null, sigma: number | null, unit: string) => ({ value, sigma, unit });

  it.each([
    [q(5.3e-4, 0.12e-4, 'S/cm'), '5.30(12)×10⁻⁴ S/cm'],
    [q(0.31, 0.004, 'eV'), '0.310(4) eV'],
    [q(0.31, 0.0296, 'eV'), '0.31(3) eV'],
    [q(0.31, 0.0294, 'eV'), '0.310(29) eV'],
    [q(0.31, 0.096, 'eV'), '0.31(10) eV'],
    [q(0.31, 0.0996, 'eV'), '0.31(10) eV'],
    [q(9.9996, 0.004, 'eV'), '10.000(4) eV'],
    [q(9.994e-4, 3e-7, 'S/cm'), '9.994(3)×10⁻⁴ S/cm'],
    [q(9.99997e-4, 3e-7, 'S/cm'), '0.0010000(3) S/cm'],
    [q(99999.7, 3, 'Ohm'), '1.00000(3)×10⁵ Ω'],
    [q(99999.2, 3, 'Ohm'), '99999(3) Ω'],
    [q(1234, 56, 'Ohm'), '1230(60) Ω'],
    [q(12345, 230, 'Ohm cm^2'), '12350(230) Ω cm²'],
    [q(128.2, 3, 'deg'), '128(3)°'],
    [q(0.0002, 0.05, 'um'), '0.00(5) µm'],
    [q(-0.0002, 0.05, 'um'), '0.00(5) µm'],
    [q(3, 200, 'Ohm'), '0(200) Ω'],
    [q(3e-5, 2e-4, 'S/cm'), '0.3(20)×10⁻⁴ S/cm'],
    [q(-1.5, 0.02, '1'), '−1.500(20)'],
    [q(25, null, 'degC'), '25 °C'],
    [q(25.5, 0, 'degC'), '25.5 °C'],
    [q(0.123456, null, 'V'), '0.1235 V'],
    [q(12345.6, null, 'Ohm'), '12346 Ω'],
    [q(123456, null, 'Hz'), '1.235×10⁵ Hz'],
    [q(0, null, 'V'), '0 V'],
    [q(2.5e-6, 0.3e-6, 'S s^n'), '2.5(3)×10⁻⁶ S sⁿ'],
    [q(5, null, 'S cm-1'), '5 S cm⁻¹'],
    [q(1e10, 1e-9, 'Hz'), '1.000000000(1)×10¹⁰ Hz'],
    [q(1.5e-9, 9.96e-7, 'A'), '0.0(10)×10⁻⁶ A'],
  ])('prints %j as %s', (quantity, text) => {
    expect(printQuantity(quantity)).toBe(text);
  });

  it('has a plain form for the terminal', () => {
    expect(printQuantity(q(-5.3e-4, 0.12e-4, 'Ω·cm²'), { ascii: true })).toBe('-5.30(12)e-4 Ohm cm^2');
    expect(printQuantity(q(25, null, '°C'), { ascii: true })).toBe('25 degC');
  });

  it('says what is known of a missing value', () => {
    const missing = { value: null, sigma: null, unit: 'Ohm' };
    expect(printQuantity(missing)).toBe('not identifiable');
    expect(printQuantity({ ...missing, interval95: [null, 12.34] })).toBe('not identifiable (< 12.3 Ω at 95 %)');
    expect(printQuantity({ ...missing, interval95: [5e6, null] }, { ascii: true })).toBe(
      'not identifiable (> 5e6 Ohm at 95 %)',
    );
    expect(printQuantity({ ...missing, interval95: [1, 2] })).toBe('not identifiable (between 1 Ω and 2 Ω at 95 %)');
  });

  const numbers = fc
    .tuple(fc.double({ min: 0.1, max: 1, noNaN: true }), fc.integer({ min: -20, max: 20 }), fc.boolean())
    .map(([mantissa, power, negative]) => (negative ? -1 : 1) * mantissa * 10 ** power);
  const shares = fc.tuple(fc.double({ min: 0.1, max: 1, noNaN: true }), fc.integer({ min: -6, max: 3 }));
  const units = fc.constantFrom('S/cm', 'Ohm cm^2', 'eV', 'degC', '1', 'um', 'S s^n', 'deg', '%', 'mA/cm2', 'angstrom');

  it('is read back: the value within a fifth of sigma, sigma within a fifth of itself, the unit the same', () => {
    fc.assert(
      fc.property(numbers, shares, units, fc.boolean(), (value, [mantissa, power], unit, ascii) => {
        const sigma = Math.abs(value) * mantissa * 10 ** power;
        const text = printQuantity({ value, sigma, unit }, { ascii });
        const back = parseQuantity(text, unit);
        expect(Math.abs(back.value! - value)).toBeLessThanOrEqual(0.2 * sigma);
        expect(Math.abs(back.sigma! - sigma)).toBeLessThanOrEqual(0.2 * sigma);
        expect(convert(back, unit).value).toBeCloseTo(back.value!, 6);
        // Printing what was read prints the same: nothing drifts.
        expect(printQuantity(back, { ascii })).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('is read back without uncertainty to four digits', () => {
    fc.assert(
      fc.property(numbers, units, fc.boolean(), (value, unit, ascii) => {
        const back = parseQuantity(printQuantity({ value, sigma: null, unit }, { ascii }), unit);
        expect(Math.abs(back.value! - value)).toBeLessThanOrEqual(5.1e-4 * Math.abs(value));
      }),
    );
  });
});

describe('printUnit', () => {
  it.each([
    ['Ohm cm^2', 'Ω cm²'],
    ['kOhm', 'kΩ'],
    ['S cm^-1', 'S cm⁻¹'],
    ['um', 'µm'],
    ['uA/cm2', 'µA/cm²'],
    ['mAh/g', 'mAh/g'],
    ['degC/min', '°C/min'],
    ['Ohm*cm', 'Ω·cm'],
    ['Ohm s^-1/2', 'Ω s⁻¹ᐟ²'],
    ['angstrom', 'Å'],
    ['min', 'min'],
    ['1', ''],
    ['s^0.5', 's^0.5'],
  ])('%s prints as %s', (unit, text) => {
    expect(printUnit(unit)).toBe(text);
  });
});
