import { describe, expect, it } from 'vitest';
import { referenceStructures } from '../structure-factors/test-support/reference-structures.js';
import { atomicMass, atomicNumber } from './element-data.js';
import { scattererFor } from './scatterer-for.js';
import { tableLines } from './table-lines.js';
import { waasmaierKirfel } from './waasmaier-kirfel.js';

const CU = { wavelengthAngstrom: 1.540593 };
const atZero = ({ a, c }: { readonly a: readonly number[]; readonly c: number }) => a.reduce((x, y) => x + y, c);
const references = referenceStructures();

describe('scattererFor', () => {
  it('gives atoms and ions as many electrons as they have', () => {
    const species = [...tableLines(waasmaierKirfel).keys()];
    expect(species).toHaveLength(211);
    for (const name of species.filter((key) => !key.endsWith('va') && !key.endsWith('val'))) {
      const [, element, size, sign] = /^([A-Z][a-z]?)(?:(\d)([+-]))?$/.exec(name)!;
      const charge = size === undefined ? 0 : Number(size) * (sign === '+' ? 1 : -1);
      const chosen = scattererFor(element!, charge, CU);
      expect(chosen.species).toBe(name);
      expect(chosen.asAsked).toBe(true);
      expect(Math.abs(atZero(chosen.scatterer) - atomicNumber(element!) + charge), name).toBeLessThan(0.04);
    }
  });

  it('takes the neutral atom where there is no such ion, and says so', () => {
    expect(scattererFor('Zr', 4, CU)).toMatchObject({ species: 'Zr4+', asAsked: true });
    expect(scattererFor('P', 5, CU)).toMatchObject({ species: 'P', asAsked: false });
    expect(scattererFor('Na', 0.8, CU)).toMatchObject({ species: 'Na', asAsked: false });
    expect(scattererFor('D', 0, CU)).toMatchObject({ species: 'H', asAsked: true });
  });

  it('takes lengths for neutrons', () => {
    const neutron = { wavelengthAngstrom: 1.494, radiation: 'neutron' } as const;
    expect(scattererFor('D', 1, neutron).scatterer).toEqual({ a: [], b: [], c: 6.671, fPrime: 0, fDoublePrime: 0 });
    expect(scattererFor('Ti', 0, neutron).scatterer.c).toBe(-3.438);
    expect(scattererFor('U', 0, neutron).scatterer.c).toBe(8.417);
    expect(() => scattererFor('Gd', 0, neutron)).toThrow(/depends on the wavelength/);
    expect(() => scattererFor('Po', 0, neutron)).toThrow(/no neutron scattering length/);
  });

  it('refuses what is no element, and what the table for comparison does not hold', () => {
    expect(() => scattererFor('Zz', 0, CU)).toThrow(/no chemical element/);
    expect(() => scattererFor('constructor', 0, CU)).toThrow(/no chemical element/);
    const table = 'it92-cromer-liberman' as const;
    expect(() => scattererFor('Fe', 0, { ...CU, table })).toThrow(/does not hold Fe/);
    expect(() => scattererFor('Ca', 0, { wavelengthAngstrom: 0.7093, table })).toThrow(/Cu Kalpha/);
    expect(scattererFor('Ca', 0, { wavelengthAngstrom: 1.5405, table }).scatterer.fDoublePrime).toBe(1.285462);
  });

  it('describes the elements of both tables alike', () => {
    for (const element of ['B', 'O', 'F', 'Na', 'Si', 'P', 'S', 'Cl', 'Ca', 'Ti', 'V', 'Zn', 'Zr', 'La', 'Pb']) {
      const one = scattererFor(element, 0, CU);
      const other = scattererFor(element, 0, { ...CU, table: 'it92-cromer-liberman' });
      expect(Math.abs(atZero(one.scatterer) - atZero(other.scatterer)), element).toBeLessThan(0.07);
      const { fPrime, fDoublePrime } = other.scatterer;
      expect(Math.abs(one.scatterer.fPrime - fPrime), element).toBeLessThan(0.4);
      expect(Math.abs(one.scatterer.fDoublePrime - fDoublePrime), element).toBeLessThan(0.025 * fDoublePrime);
    }
  });
});

describe('elements', () => {
  it('have number and mass', () => {
    expect([atomicNumber('H'), atomicNumber('D'), atomicNumber('Zr'), atomicNumber('Cf')]).toEqual([1, 1, 40, 98]);
    expect([atomicMass('H'), atomicMass('D'), atomicMass('O')]).toEqual([1.008, 2.0141, 15.999]);
    expect(() => atomicMass('')).toThrow(/no chemical element/);
  });
});

describe.skipIf(references.length === 0)('tables against the shared reflection files (needs the shared data)', () => {
  it.each(references.map(({ file }) => [file.name, file] as const))('%s', (_, file) => {
    for (const [element, { fp, fpp }] of Object.entries(file.anomalous)) {
      const modern = scattererFor(element, 0, CU).scatterer;
      const comparison = scattererFor(element, 0, { ...CU, table: 'it92-cromer-liberman' }).scatterer;
      for (const [scatterer, expected] of [
        [modern, file.f0_wk95[element]!],
        [comparison, file.f0_it92[element]!],
      ] as const) {
        // The files hold single precision.
        for (const [i, a] of expected.a.entries()) {
          expect(scatterer.a[i]).toBeCloseTo(a, 5);
          expect(scatterer.b[i]).toBeCloseTo(expected.b[i]!, 4);
        }
        expect(scatterer.a).toHaveLength(expected.a.length);
        expect(scatterer.c).toBeCloseTo(expected.c, 5);
      }
      expect(comparison.fPrime).toBeCloseTo(fp, 5);
      expect(comparison.fDoublePrime).toBeCloseTo(fpp, 5);
    }
  });
});
