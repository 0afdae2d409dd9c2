import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { isUnit, nameDimension, parseUnit, sameDimension } from './units.js';

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('parseUnit', () => {
  const conductivity = [
    'S/cm',
    'S cm^-1',
    'S cm-1',
    'S·cm⁻¹',
    'S*cm**-1',
    'S.cm^-1',
    'S per cm',
    'S cm^(-1)',
    '1/(Ohm cm)',
    'Ω⁻¹ cm⁻¹',
  ];
  it.each(conductivity)('reads %s as a conductivity of 100 S/m', (text) => {
    const unit = parseUnit(text);
    expect(nameDimension(unit.dimension)).toBe('a conductivity');
    expect(unit.factor).toBeCloseTo(100, 10);
  });

  it.each(['Ohm cm^2', 'Ω·cm²', 'ohm cm2', 'Ω cm²', 'ohm-cm^2', 'Ohm*cm^2'])(
    'reads %s as resistance times area',
    (text) => {
      expect(nameDimension(parseUnit(text).dimension)).toBe('a resistance times area');
      expect(parseUnit(text).factor).toBeCloseTo(1e-4, 15);
    },
  );

  it.each([
    ['uF', 1e-6],
    ['µF', 1e-6],
    ['μF', 1e-6],
    ['mA/cm2', 10],
    ['kOhm', 1e3],
    ['MΩ', 1e6],
    ['min', 60],
    ['mAh', 3.6],
    ['mAh/g', 3600],
    ['Å', 1e-10],
    ['angstrom', 1e-10],
    ['g/cm^3', 1000],
    ['mbar', 100],
    ['Pa', 1],
    ['L', 1e-3],
    ['ppm', 1e-6],
    ['%', 1e-2],
    ['deg', Math.PI / 180],
    ['K/min', 1 / 60],
    ['degC/min', 1 / 60],
    ['eV/nm2', 1.602176634e-19 / 1e-18],
    ['J/(mol K)', 1],
    ['J/mol/K', 1],
    ['Ohm s^-1/2', 1],
    ['1/s', 1],
  ])('%s is %d in SI units', (text, factor) => {
    expect(parseUnit(text).factor / factor).toBeCloseTo(1, 12);
  });

  it('keeps the offset of a temperature scale only where it stands alone', () => {
    expect(parseUnit('degC').offset).toBe(273.15);
    expect(parseUnit('°C').offset).toBe(273.15);
    expect(parseUnit('degF').factor * 32 + parseUnit('degF').offset).toBeCloseTo(273.15, 10);
    expect(parseUnit('degC/min').offset).toBe(0);
  });

  it('lets the unit of a constant phase element convert only to itself', () => {
    const q = parseUnit('S s^n');
    expect(sameDimension(q.dimension, parseUnit('S·sⁿ').dimension)).toBe(true);
    expect(parseUnit('mS s^n').factor).toBeCloseTo(1e-3, 15);
    expect(sameDimension(q.dimension, parseUnit('S s').dimension)).toBe(false);
    expect(sameDimension(q.dimension, parseUnit('F').dimension)).toBe(false);
    expect(sameDimension(parseUnit('S s^n/cm^2').dimension, q.dimension)).toBe(false);
  });

  it('does not take weight percent for atom percent or a pure number', () => {
    expect(sameDimension(parseUnit('wt%').dimension, parseUnit('at%').dimension)).toBe(false);
    expect(sameDimension(parseUnit('wt%').dimension, parseUnit('%').dimension)).toBe(false);
  });

  it('allows fractional powers', () => {
    expect(sameDimension(parseUnit('s^0.5').dimension, parseUnit('s^(1/2)').dimension)).toBe(true);
    expect(sameDimension(parseUnit('s^0.5 s^0.5').dimension, parseUnit('s').dimension)).toBe(true);
  });

  it.each([
    ['ohn', 'ohm'],
    ['Cm', 'cm'],
    ['Seimens', 'siemens'],
  ])('says what %s may mean', (text, near) => {
    const error = errorOf(() => parseUnit(text));
    expect(isInterphaseError(error, 'unknown-unit') && error.hint).toContain(`"${near}"`);
  });

  it.each([
    '',
    ' ',
    'J/mol K',
    'S/',
    '/',
    'cm^',
    '(S/cm',
    'S)cm',
    'mm mm)',
    '^2',
    '2',
    'm^(a b)',
    'kmin',
    'S//cm',
    '12',
    'm^n^2',
  ])('refuses "%s"', (text) => {
    expect(
      isInterphaseError(
        errorOf(() => parseUnit(text)),
        'unknown-unit',
      ),
    ).toBe(true);
    expect(isUnit(text)).toBe(false);
  });

  it('never fails in another way on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'SmcΩ^-1/2 ()·µKegCn%°⁻²'), maxLength: 12 }), (text) => {
        const error = errorOf(() => parseUnit(text));
        expect(error === undefined || isInterphaseError(error, 'unknown-unit')).toBe(true);
      }),
    );
  });

  it('is an algebra: products multiply, quotients divide', () => {
    const symbols = fc.constantFrom('cm', 'S', 'mA', 'Ohm', 'h', 'kg', 'mol', 'eV', 'K', 'uF', 'V', 'mAh');
    const powers = fc.integer({ min: -3, max: 3 }).filter((p) => p !== 0);
    fc.assert(
      fc.property(symbols, powers, symbols, powers, (a, p, b, q) => {
        const product = parseUnit(`${a}^${p} ${b}^${q}`);
        expect(product.factor / (parseUnit(a).factor ** p * parseUnit(b).factor ** q)).toBeCloseTo(1, 10);
        const quotient = parseUnit(`${a}^${p}/${b}^${q}`);
        expect(sameDimension(quotient.dimension, parseUnit(`${a}^${p} ${b}^${-q}`).dimension)).toBe(true);
        expect(sameDimension(parseUnit(`(${a} ${b})^2/(${b} ${a})^2`).dimension, {})).toBe(true);
      }),
    );
  });
});
