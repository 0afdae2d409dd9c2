import { describe, expect, it } from 'vitest';
import { anomalousOf } from './anomalous.js';
import { linearAttenuation, massAttenuation } from './attenuation.js';
import { nearestTube, tubes } from './radiation-lines.js';

describe('anomalousOf', () => {
  it('takes the line, also for older values of it and for the mean of the doublet', () => {
    expect(anomalousOf('Zr', 1.5405929)).toEqual({ fPrime: -0.2336, fDoublePrime: 2.2226, origin: 'line' });
    expect(anomalousOf('Zr', 1.5405)).toEqual(anomalousOf('Zr', 1.5405929));
    expect(anomalousOf('Zr', 1.5418)).toEqual(anomalousOf('Zr', 1.5405929));
    expect(anomalousOf('Zr', 0.71073)).toEqual({ fPrime: -2.9926, fDoublePrime: 0.5441, origin: 'line' });
    expect(anomalousOf('Ti', 1.79026).origin).toBe('line');
  });

  it('interpolates where no edge lies between two lines', () => {
    const { fPrime, fDoublePrime, origin } = anomalousOf('Al', 1);
    expect(origin).toBe('interpolated');
    // The tables give 0.10 and 0.105 at 1 angstrom.
    expect(fPrime).toBeCloseTo(0.1, 1);
    expect(fDoublePrime).toBeCloseTo(0.105, 2);
  });

  it('knows nothing beyond an edge, near one and outside of the lines', () => {
    const none = { fPrime: 0, fDoublePrime: 0, origin: 'none' };
    // K edges: Ni 1.488, Co 1.608, Zr 0.689 angstrom (Zr bends strongly before it).
    expect(anomalousOf('Ni', 1.2)).toEqual(none);
    expect(anomalousOf('Co', 1.65)).toEqual(none);
    expect(anomalousOf('Zr', 0.8)).toEqual(none);
    expect(anomalousOf('Ca', 0.4139)).toEqual(none);
    expect(anomalousOf('Cf', 1.5406)).toEqual(none);
    expect(anomalousOf('Ca', Number.NaN)).toEqual(none);
    expect(anomalousOf('D', 0.4139)).toEqual({ fPrime: 0, fDoublePrime: 0, origin: 'line' });
  });
});

describe('nearestTube', () => {
  it('knows the lines of the usual tubes', () => {
    expect(tubes.map((tube) => tube.anode)).toEqual(['Cr', 'Fe', 'Co', 'Cu', 'Mo', 'Ag']);
    for (const tube of tubes) {
      expect(tube.kAlpha1).toBeLessThan(tube.kAlpha2);
      expect(tube.kBeta).toBeLessThan(tube.kAlpha1);
      expect(nearestTube(tube.kAlpha1)).toBe(tube);
      expect(nearestTube((2 * tube.kAlpha1 + tube.kAlpha2) / 3)).toBe(tube);
    }
    expect(nearestTube(1.540598)?.kAlpha1).toBe(1.540593);
    expect(nearestTube(1.494)).toBeUndefined();
    expect(nearestTube(0.4139)).toBeUndefined();
  });
});

describe('attenuation', () => {
  it('is near the measured one at Cu Kalpha, scattering apart', () => {
    // Total coefficients of International Tables C: O 11.5, Ti 202, Zr 139, Pb 232 cm²/g.
    for (const [element, total] of [
      ['O', 11.5],
      ['Ti', 202],
      ['Zr', 139],
      ['Pb', 232],
    ] as const) {
      const found = massAttenuation(element, 1.5406)!;
      expect(found / total, element).toBeGreaterThan(0.9);
      expect(found / total, element).toBeLessThan(1.05);
    }
    expect(massAttenuation('Ni', 1.2)).toBeUndefined();
  });

  it('adds up in a cell', () => {
    // Density times mass coefficients by weight: ZnO in two ways.
    const volume = 47.621;
    const mass = 2 * (65.38 + 15.999);
    const density = mass / 6.02214076e23 / (volume * 1e-24);
    const byWeight = (2 * 65.38 * massAttenuation('Zn', 1.5406)! + 2 * 15.999 * massAttenuation('O', 1.5406)!) / mass;
    expect(linearAttenuation({ Zn: 2, O: 2 }, volume, 1.5406)).toBeCloseTo(density * byWeight, 6);
    expect(linearAttenuation({ Zn: 2, O: 2 }, volume, 0.4)).toBeUndefined();
  });
});
