import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import type { Material } from '../material.js';
import {
  inelasticMeanFreePath,
  pathLengthRangeRemark,
  pathLengthTrust,
  pathSigma,
} from './inelastic-mean-free-path.js';
import { readMaterial } from './material.js';

const folder = sharedData('xps');

function material(formula: string, rho: number, nv: number, mass: number, gap: number): Material {
  return {
    formula,
    atoms: {},
    molarMassGPerMol: mass,
    densityGPerCm3: rho,
    gapEv: gap,
    valenceElectrons: nv,
  };
}

describe('inelasticMeanFreePath', () => {
  it('gives values computed by hand from the equation', () => {
    const gold = material('Au', 19.3, 11, 196.967, 0);
    expect(inelasticMeanFreePath(gold, 1000, 'non-relativistic')).toBeCloseTo(1.231, 4);
    expect(inelasticMeanFreePath(gold, 1000)).toBeCloseTo(1.2279, 4);
    const silica = material('SiO2', 2.2, 16, 60.084, 9);
    expect(inelasticMeanFreePath(silica, 500)).toBeCloseTo(1.8075, 4);
  });

  it('is the same from the words of a user', () => {
    expect(inelasticMeanFreePath(readMaterial('Na3Zr2Si2PO12 3.27 g/cm^3 gap 5 eV'), 1000)).toBeCloseTo(2.3027, 3);
    expect(inelasticMeanFreePath(readMaterial('TiO2 3.89 g/cm^3 gap 3.2 eV'), 1000)).toBeCloseTo(2.1625, 3);
  });

  it('refuses energies at which the equation gives no length', () => {
    const sodium = readMaterial('Na 0.968 g/cm^3');
    for (const energy of [0, -5, Number.NaN]) {
      expect(() => inelasticMeanFreePath(sodium, energy)).toThrow(/gives no path length in Na/);
    }
  });

  it.skipIf(folder === undefined)('agrees with the reference values to the last digit (needs the shared data)', () => {
    const table = JSON.parse(readFileSync(join(folder!, 'expected.json'), 'utf8')).fits.IMFP_TPP2M_nm as Record<
      string,
      { rho: number; Nv: number; M: number; Eg: number }
    >;
    let compared = 0;
    for (const [name, row] of Object.entries(table)) {
      if (name === 'note') continue;
      const solid = material(name, row.rho, row.Nv, row.M, row.Eg);
      for (const [key, value] of Object.entries(row)) {
        const energy = /^nm_at_(\d+)_eV$/.exec(key)?.[1];
        if (energy === undefined) continue;
        const [plain, relativistic] = value as unknown as readonly [number, number];
        expect(inelasticMeanFreePath(solid, Number(energy), 'non-relativistic').toFixed(4)).toBe(plain.toFixed(4));
        expect(inelasticMeanFreePath(solid, Number(energy)).toFixed(4)).toBe(relativistic.toFixed(4));
        compared += 2;
      }
    }
    expect(compared).toBe(84);
  });
});

describe('how far path lengths can be trusted', () => {
  it('is less for alkali metals', () => {
    expect(pathSigma(readMaterial('Na 0.968 g/cm^3'))).toBe(0.3);
    expect(pathSigma(readMaterial('NaF 2.56 g/cm^3 gap 11 eV'))).toBe(0.11);
    expect(pathLengthTrust(readMaterial('Na 0.968 g/cm^3')).reason).toMatch(/right to 30 %$/);
  });

  it('ends where the equation was tested', () => {
    expect(pathLengthRangeRemark(50)).toBeUndefined();
    expect(pathLengthRangeRemark(2000)).toBeUndefined();
    expect(pathLengthRangeRemark(20)).toMatch(/20 eV lie outside 50 to 2000 eV/);
    expect(pathLengthRangeRemark(5414)).toMatch(/guess/);
  });
});
