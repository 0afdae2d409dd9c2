import { describe, expect, it } from 'vitest';
import type { Spectrum } from '../spectrum.js';
import { makeWeights } from './weights.js';

const spectrum: Spectrum = {
  frequencyHz: Float64Array.of(10, 1),
  real: Float64Array.of(3, 30),
  imaginary: Float64Array.of(-4, -40),
};

describe('makeWeights', () => {
  it.each([
    ['unit', [1, 1, 1, 1]],
    ['modulus', [1 / 5, 1 / 50, 1 / 5, 1 / 50]],
    ['proportional', [1 / 3, 1 / 30, 1 / 4, 1 / 40]],
  ] as const)('%s', (weighting, weights) => {
    expect(Array.from(makeWeights(spectrum, weighting))).toEqual(weights);
  });

  it('supplied', () => {
    const weights = makeWeights({ ...spectrum, sigmaOhm: Float64Array.of(0.5, 2) }, 'supplied');
    expect(Array.from(weights)).toEqual([2, 0.5, 2, 0.5]);
    expect(() => makeWeights(spectrum, 'supplied')).toThrowError(/standard deviation for every point/);
    expect(() => makeWeights({ ...spectrum, sigmaOhm: Float64Array.of(1, 0) }, 'supplied')).toThrowError(/every point/);
  });

  it('refuses to divide by zero, naming the point', () => {
    const crossing = { ...spectrum, imaginary: Float64Array.of(-4, 0) };
    expect(() => makeWeights(crossing, 'proportional')).toThrowError(/at 1 Hz .*"proportional"/);
    expect(Array.from(makeWeights(crossing, 'modulus'))).toEqual([1 / 5, 1 / 30, 1 / 5, 1 / 30]);
  });
});
