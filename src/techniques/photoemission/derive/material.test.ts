import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../../errors.js';
import { materialRemark, readMaterial } from './material.js';
import { parseMaterialFormula, valenceElectronsOf } from './material-formula.js';

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
    throw error;
  }
  return undefined;
}

describe('parseMaterialFormula', () => {
  it('reads brackets, nested too, and decimals', () => {
    expect(parseMaterialFormula('Ca(OH)2')).toEqual({ Ca: 1, O: 2, H: 2 });
    expect(parseMaterialFormula('Na3Zr2(SiO4)2(PO4)')).toEqual({ Na: 3, Zr: 2, Si: 2, O: 12, P: 1 });
    expect(parseMaterialFormula('Li6.4La3Zr1.4Ta0.6O12')).toEqual({ Li: 6.4, La: 3, Zr: 1.4, Ta: 0.6, O: 12 });
    expect(parseMaterialFormula('[Al(OH)2]3')).toEqual({ Al: 3, O: 6, H: 6 });
  });

  it.each([
    '',
    'Ca(OH',
    'CaOH)2',
    '(Ca]',
    '()',
    'tio2',
    'Xx2',
    'O0',
    '2O',
    'TiO2-x',
    'Ti O',
    '('.repeat(199),
    'Ti'.repeat(101),
  ])('refuses %j', (text) => {
    expect(parseMaterialFormula(text)).toBeUndefined();
  });
});

describe('valenceElectronsOf', () => {
  it.each([
    ['TiO2', 16],
    ['SiO2', 16],
    ['Na3Zr2Si2PO12', 96],
    ['Au', 11],
    ['Al2O3', 24],
    ['ZnS', 18],
    ['GaAs', 8],
    ['PbS', 10],
    ['Y2O3', 24],
    ['Gd', 9],
  ])('%s has %d', (formula, count) => {
    expect(valenceElectronsOf(parseMaterialFormula(formula)!)).toEqual({ count });
  });

  it('says which element has no number', () => {
    expect(valenceElectronsOf({ U: 1, Pu: 1, O: 2 })).toEqual({ unknown: 'Pu' });
  });
});

describe('readMaterial', () => {
  it('reads formula, density and gap in any order', () => {
    const titania = {
      formula: 'TiO2',
      atoms: { Ti: 1, O: 2 },
      molarMassGPerMol: expect.closeTo(79.865, 6),
      densityGPerCm3: 3.7,
      gapEv: 3.2,
      valenceElectrons: 16,
    };
    for (const text of [
      'TiO2 3.7 g/cm^3 gap 3.2 eV',
      'gap 3.2 eV 3.7 g/cm3 TiO2',
      '3.7 g/cm³ TiO2 gap=3.2',
      'TiO2, 3700 kg/m^3, gap 3200 meV',
      ' TiO2  3.7(1) g/cm^3  gap 3.2(1) eV ',
      'TiO2 3.7g/cm^3 gap 3.2eV',
    ]) {
      expect(readMaterial(text), text).toEqual(titania);
    }
    expect(readMaterial('Na 0.968 g/cm^3').gapEv).toBe(0);
  });

  it('remarks that no gap was given for what is hardly a metal', () => {
    expect(materialRemark(readMaterial('Na 0.968 g/cm^3'))).toBeUndefined();
    expect(materialRemark(readMaterial('TiO2 3.7 g/cm^3 gap 3.2 eV'))).toBeUndefined();
    expect(materialRemark(readMaterial('TiO2 3.7 g/cm^3'))).toMatch(/^no band gap is given for TiO2/);
  });

  it.each([
    ['TiO2 gap 3.2 eV', /density is missing/],
    ['3.7 g/cm^3', /formula is missing/],
    ['titania 3.7 g/cm^3', /titania is no chemical formula/],
    ['TiO2 x g/cm^3', /is not|no number|cannot/],
    ['TiO2 37 g/cm^3', /no solid has a density of 37/],
    ['TiO2 0 g/cm^3', /no solid has a density of 0/],
    ['TiO2 3.7 g/cm^3 gap 320 eV', /no solid has a band gap/],
    ['TiO2 3.7 g/cm^3 gap -1 eV', /no solid has a band gap/],
    ['Pu 19.8 g/cm^3', /no number of valence electrons for Pu/],
  ])('refuses %j', (text, message) => {
    const error = errorOf(() => readMaterial(text, 'substrateMaterial'));
    expect(error?.code).toBe('invalid-option');
    expect(error?.message).toMatch(message);
    expect(error?.where.path).toBe('substrateMaterial');
  });
});
