import { describe, expect, it } from 'vitest';
import { propagate } from '../../../quantity/propagate.js';
import { amorphousContent } from './amorphous.js';

/** A sample of 30 % glass, 50 % A and 20 % B, with a fifth of the mixture being standard. */
const weighed = 0.2;
const crystalline = 0.2 + 0.8 * 0.7;
const fractions = [weighed / crystalline, (0.8 * 0.5) / crystalline, (0.8 * 0.2) / crystalline];

describe('amorphousContent', () => {
  it('finds the glass again', () => {
    const { amorphous, absolute } = amorphousContent(fractions, new Float64Array(9), 0, {
      weighed,
      weighedSigma: 0.002,
    });
    expect(amorphous.value).toBeCloseTo(0.3, 12);
    expect(absolute[0]).toBeNull();
    expect(absolute[1]?.value).toBeCloseTo(0.5, 12);
    expect(absolute[2]?.value).toBeCloseTo(0.2, 12);
  });

  it('propagates refined and weighed uncertainties as differences do', () => {
    const s = 0.01;
    // Fractions that sum to 1: errors of one are taken from the others.
    const covariance = Float64Array.of(
      s * s,
      -0.6 * s * s,
      -0.4 * s * s,
      -0.6 * s * s,
      0.5 * s * s,
      0.1 * s * s,
      -0.4 * s * s,
      0.1 * s * s,
      0.3 * s * s,
    );
    const weighedSigma = 0.003;
    const { amorphous, absolute } = amorphousContent(fractions, covariance, 0, { weighed, weighedSigma });
    const inputs = [...fractions, weighed].map((value) => ({ value, sigma: 0 }));
    const joint = new Float64Array(16);
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) joint[4 * i + j] = covariance[3 * i + j];
    joint[15] = weighedSigma ** 2;
    const glass = propagate(inputs, ([r, , , w]) => (1 - w / r) / (1 - w), undefined, { covariance: joint });
    expect(amorphous.sigma).toBeCloseTo(glass.sigma!, 8);
    const ofA = propagate(inputs, ([r, a, , w]) => (a * w) / r / (1 - w), undefined, { covariance: joint });
    expect(absolute[1]?.sigma).toBeCloseTo(ofA.sigma!, 8);
  });

  it('goes below zero where the standard diffracts too weakly, and says when the weighing has no uncertainty', () => {
    const { amorphous } = amorphousContent([0.15, 0.85], new Float64Array(4), 0, { weighed: 0.2, weighedSigma: null });
    expect(amorphous.value).toBeLessThan(0);
    expect(amorphous.note).toContain('weighed');
  });
});
