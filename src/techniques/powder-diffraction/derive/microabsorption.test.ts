import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brindleyFactor, correctMicroabsorption } from './microabsorption.js';
import { spherePaths } from './sphere-paths.js';

describe('brindleyFactor', () => {
  // A Monte-Carlo integral over paths in and out of a sphere at 2theta = 60 degrees, +- 0.001.
  it.each([
    [-0.5, 2.19, 0.004],
    [-0.3, 1.589, 0.003],
    [-0.2, 1.358, 0.002],
    [-0.1, 1.163, 0.0015],
    [0.1, 0.862, 0.0015],
    [0.2, 0.745, 0.0015],
    [0.3, 0.647, 0.0015],
    [0.5, 0.492, 0.0015],
    [1, 0.264, 0.0015],
  ])('at %f is %f', (x, tau, tolerance) => {
    expect(Math.abs(brindleyFactor(x) - tau)).toBeLessThan(tolerance);
  });

  it('is 1 without contrast, and falls by 1.5 x at first', () => {
    expect(brindleyFactor(0)).toBeCloseTo(1, 12);
    expect((brindleyFactor(1e-5) - brindleyFactor(-1e-5)) / 2e-5).toBeCloseTo(-1.5, 3);
  });

  it('has ways through the sphere that fill its volume and are never longer than two diameters', () => {
    const { lengths, weights } = spherePaths();
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(lengths.every((length) => length > 0 && length < 4)).toBe(true);
    // The mean way out of a sphere from anywhere within is 3/4 of its radius.
    expect(lengths.reduce((sum, length, i) => sum + length * weights[i], 0)).toBeCloseTo(1.5, 3);
  });
});

const titania = { densityGPerCm3: 3.89, attenuationPerCm: 495 };
const zincite = { densityGPerCm3: 5.67, attenuationPerCm: 285 };

describe('correctMicroabsorption', () => {
  it('gives back what was weighed, when the grains are as large as the bias says', () => {
    // Weighed 40/60, diffracting 1.785 in place of 1.499: grains of 11 um across.
    const { weightFractions, contrasts, factors, verdict } = correctMicroabsorption([
      { ...zincite, weightFraction: 0.641, grainRadiusUm: 5.5 },
      { ...titania, weightFraction: 0.359, grainRadiusUm: 5.5 },
    ]);
    expect(weightFractions[0]).toBeCloseTo(0.6, 2);
    expect(weightFractions[0] + weightFractions[1]).toBeCloseTo(1, 12);
    expect(contrasts[0]).toBeLessThan(0);
    expect(factors[0]).toBeGreaterThan(1);
    expect(factors[1]).toBeLessThan(1);
    expect(verdict).toBe('trusted');
  });

  it('is consistent: the mean attenuation is that of the corrected fractions', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (w, r) => {
          const { weightFractions, contrasts, factors, meanAttenuationPerCm } = correctMicroabsorption([
            { ...zincite, weightFraction: w, grainRadiusUm: r },
            { ...titania, weightFraction: 1 - w, grainRadiusUm: r },
          ]);
          const [a, b] = [weightFractions[0] / 5.67, weightFractions[1] / 3.89];
          expect(meanAttenuationPerCm).toBeCloseTo((a * 285 + b * 495) / (a + b), 6);
          const ratio = w / factors[0] / ((1 - w) / factors[1]);
          expect(weightFractions[0] / weightFractions[1]).toBeCloseTo(ratio, 8);
          expect(contrasts[1] * 1e4).toBeCloseTo((495 - meanAttenuationPerCm) * r, 6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves fractions alone where grains are dust, doubts large contrasts, refuses larger ones', () => {
    const grains = (radius: number) =>
      correctMicroabsorption([
        { densityGPerCm3: 6, attenuationPerCm: 200, weightFraction: 0.5, grainRadiusUm: radius },
        { densityGPerCm3: 9.5, attenuationPerCm: 2400, weightFraction: 0.5, grainRadiusUm: radius },
      ]);
    expect(grains(0).weightFractions).toEqual([0.5, 0.5]);
    expect(grains(0.5).verdict).toBe('trusted');
    expect(grains(4).verdict).toBe('doubtful');
    const refused = grains(20);
    expect(refused.verdict).toBe('refused');
    expect(refused.weightFractions).toEqual([0.5, 0.5]);
    expect(Math.max(...refused.contrasts.map(Math.abs))).toBeGreaterThan(1);
  });
});
