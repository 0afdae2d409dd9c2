import { describe, expect, it } from 'vitest';
import { electronScatteringFactor } from './electron-scattering.js';
import { atomicNumber } from './element-data.js';
import { scattererFor } from './scatterer-for.js';

describe('electronScatteringFactor', () => {
  it('is the Mott-Bethe relation where that is well conditioned', () => {
    for (const element of ['C', 'O', 'Ti', 'Zr', 'Pb']) {
      for (const s2 of [0.02, 0.1, 1, 4]) {
        const { a, b, c } = scattererFor(element, 0, { wavelengthAngstrom: 1 }).scatterer;
        const fx = a.reduce((sum, ai, i) => sum + ai * Math.exp(-b[i]! * s2), c);
        const expected = (0.023934 * (atomicNumber(element) - fx)) / s2;
        expect(Math.abs(electronScatteringFactor(element, s2) / expected - 1), `${element} ${s2}`).toBeLessThan(0.01);
      }
    }
  });

  it('has a finite limit at zero and falls from there', () => {
    for (const element of ['H', 'Na', 'Zr', 'U']) {
      const limit = electronScatteringFactor(element, 0);
      expect(electronScatteringFactor(element, 1e-12) / limit).toBeCloseTo(1, 6);
      expect(electronScatteringFactor(element, 0.01)).toBeLessThan(limit);
    }
    // Relativistic Hartree-Fock (Doyle and Turner 1968): O 1.98, Ti 8.78 angstrom at s = 0.
    expect(electronScatteringFactor('O', 0)).toBeCloseTo(1.98, 1);
    expect(electronScatteringFactor('Ti', 0) / 8.78).toBeCloseTo(1, 1);
  });
});
