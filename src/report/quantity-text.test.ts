import { describe, expect, it } from 'vitest';
import { printBare, printInterval, readableName } from './quantity-text.js';
import { quantity } from './test-support/sample-study.js';

describe('readableName', () => {
  it.each([
    ['activationEnergy', 'activation energy'],
    ['conductivity25C', 'conductivity at 25 °C'],
    ['growthExponent', 'growth exponent'],
    ['NZSP.weightFraction', 'NZSP weight fraction'],
    ['kramersKronigResidual', 'kramers kronig residual'],
    ['CPE1.Q', 'CPE1.Q'],
    ['R0', 'R0'],
    ['rwp', 'rwp'],
    ['anatase.a', 'anatase.a'],
    ['anatase.O1.uIso', 'anatase.O1.uIso'],
  ])('%s reads %s', (name, readable) => {
    expect(readableName(name)).toBe(readable);
  });
});

describe('printInterval', () => {
  it('says what is known, with digits to a tenth of the uncertainty', () => {
    const interval = (low: number | null, high: number | null): string =>
      printInterval(quantity(0.3102, 0.0041, 'eV', { interval95: [low, high] }));
    expect(interval(0.30112, 0.31938)).toBe('0.3011 to 0.3194 eV');
    expect(interval(null, 0.32)).toBe('below 0.32 eV');
    expect(interval(0.3, null)).toBe('above 0.3 eV');
    expect(printInterval(quantity(5.31e-4, 1.2e-5, 'S/cm', { interval95: [5.06e-4, 5.551e-4] }))).toBe(
      '(5.06 to 5.55)×10⁻⁴ S/cm',
    );
    expect(printInterval(quantity(0.889, 0.005, 'eV', { interval95: [0.8793, 0.89914] }))).toBe('0.8793 to 0.8991 eV');
    expect(printInterval(quantity(95_000, 5000, 'Ohm', { interval95: [84_940, 105_010] }))).toBe(
      '(0.849 to 1.050)×10⁵ Ω',
    );
    expect(printInterval(quantity(0, null, '1', { interval95: [-2, 2] }))).toBe('−2.0 to 2.0');
    expect(interval(null, null)).toBe('not bounded by the data');
    expect(printInterval(quantity(1, 0.1, 'eV'))).toBe('');
  });
});

describe('printBare', () => {
  it('leaves the unit to the head of the column', () => {
    expect(printBare(quantity(180.4, 0.9, 'Ohm'))).toBe('180.4(9)');
  });
});
