import { describe, expect, it } from 'vitest';
import { axisTitle, fixed, superscript, typeset, typesetUnit } from './typeset.js';

describe('typeset', () => {
  it.each([
    ['-Z″', '−Z″'],
    ['Na-ion', 'Na-ion'],
    ['L0-R0-p(R1,CPE1)', 'L0-R0-p(R1,CPE1)'],
    ['25 °C, -5 V', '25 °C, −5 V'],
    ['S cm^-1', 'S cm⁻¹'],
    ['10^(12)', '10¹²'],
    ['R_int', 'Rᵢₙₜ'],
    ['E_a = 0.31 eV', 'Eₐ = 0.31 eV'],
    ['pellet_25C', 'pellet_25C'],
    ['sample_a_1', 'sample_a_1'],
    ['a ⋅ b', 'a · b'],
  ])('%s becomes %s', (plain, set) => {
    expect(typeset(plain)).toBe(set);
  });
});

describe('typesetUnit', () => {
  it.each([
    ['1', ''],
    ['Ohm', 'Ω'],
    ['Ohm cm^2', 'Ω cm²'],
    ['Ohm cm2', 'Ω cm²'],
    ['S/cm', 'S cm⁻¹'],
    ['mA/cm^2', 'mA cm⁻²'],
    ['1/K', 'K⁻¹'],
    ['K^-1', 'K⁻¹'],
    ['degC', '°C'],
    ['uAh/cm^2', 'µAh cm⁻²'],
    ['mAh/g', 'mAh g⁻¹'],
    ['J/(mol K)', 'J/(mol K)'],
    ['10^3 counts', '10³ counts'],
    ['arb. units', 'arb. units'],
    ['%', '%'],
  ])('%s becomes %s', (plain, set) => {
    expect(typesetUnit(plain)).toBe(set);
  });
});

describe('axisTitle', () => {
  it('reads title / unit, with a power of ten before the unit', () => {
    expect(axisTitle('Z′', 'Ohm')).toBe('Z′ / Ω');
    expect(axisTitle('Z′', 'Ohm', 3)).toBe('Z′ / 10³ Ω');
    expect(axisTitle('Cycle', '')).toBe('Cycle');
    expect(axisTitle('Share', '1', -6)).toBe('Share / 10⁻⁶');
  });
});

describe('numbers', () => {
  it('have true minus signs and no negative zero', () => {
    expect(fixed(-1.25, 1)).toBe('−1.3');
    expect(fixed(-0.001, 1)).toBe('0.0');
    expect(superscript(-12)).toBe('⁻¹²');
  });
});
