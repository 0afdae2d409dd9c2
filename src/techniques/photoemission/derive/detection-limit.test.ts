import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { detectionLimit, GAUSSIAN_NOISE_WIDTH, LORENTZIAN_NOISE_WIDTH, noiseWidth } from './detection-limit.js';

const energies = Float64Array.from({ length: 4001 }, (_, i) => 0.05 * (i - 2000));

describe('detection limit', () => {
  it('is 2.71 + 4.65 sqrt(B) counts for a background from as many points beside it', () => {
    const limit = detectionLimit({ countsPerPoint: 100, stepEv: 0.1, noiseWidthEv: 2 });
    const counts = 2000;
    expect(limit.detectableArea).toBeCloseTo(0.1 * (2.7055 + 4.6524 * Math.sqrt(counts)), 3);
    expect(limit.criticalArea).toBeCloseTo(0.1 * 2.3262 * Math.sqrt(counts), 3);
    expect(limit.threeSigmaArea).toBeCloseTo(0.1 * 3 * Math.sqrt(2 * counts), 9);
    const known = detectionLimit({ countsPerPoint: 100, stepEv: 0.1, noiseWidthEv: 2, backgroundShare: 0 });
    expect(known.criticalArea).toBeCloseTo(limit.criticalArea / Math.SQRT2, 9);
  });
  it('takes the width over which a fit gathers noise', () => {
    const gaussian = energies.map((e) => Math.exp(-4 * Math.LN2 * (e / 1.4) ** 2));
    expect(noiseWidth(energies, gaussian)).toBeCloseTo(1.4 * GAUSSIAN_NOISE_WIDTH, 8);
    const lorentzian = energies.map((e) => 1 / (1 + 4 * (e / 0.8) ** 2));
    // The window of 200 eV cuts 0.25 % of its tails off.
    expect(noiseWidth(energies, lorentzian) / (0.8 * LORENTZIAN_NOISE_WIDTH)).toBeCloseTo(0.9949, 3);
  });
  it('is passed by nothing in 5 % of cases and missed by the limit in 5 %, with the area fitted', () => {
    const random = createRandom(47);
    const step = 0.1;
    const points = Array.from({ length: 101 }, (_, i) => step * (i - 50));
    const shape = points.map((e) => Math.exp(-4 * Math.LN2 * (e / 1.4) ** 2));
    const norm = step * shape.reduce((sum, y) => sum + y, 0);
    const unit = shape.map((y) => (step * y) / norm); // counts x eV per eV of step
    const background = 400;
    const limit = detectionLimit({
      countsPerPoint: background,
      stepEv: step,
      noiseWidthEv: noiseWidth(points, shape),
      backgroundShare: 0,
    });
    const square = unit.reduce((sum, y) => sum + y * y, 0);
    const claimed = (area: number) => {
      let count = 0;
      for (let i = 0; i < 2000; i++) {
        let sum = 0;
        for (const y of unit) {
          const expected = background + (area * y) / step;
          sum += y * (expected + Math.sqrt(expected) * random.normal() - background);
        }
        // Least squares for the height of a known shape, in counts; times the step: counts x eV.
        if ((step * sum) / square > limit.criticalArea) count += 1;
      }
      return count / 2000;
    };
    expect(Math.abs(claimed(0) - 0.05)).toBeLessThan(0.017);
    expect(Math.abs(claimed(limit.detectableArea) - 0.95)).toBeLessThan(0.017);
  });
});
