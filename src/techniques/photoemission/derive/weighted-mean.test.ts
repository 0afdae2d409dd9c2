import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { independentNumbers } from './propagate-numbers.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';
import { weightedMean } from './weighted-mean.js';
import { whiten, whitening } from './whiten.js';

describe('whitening', () => {
  it('makes the covariance the unit matrix', () => {
    const covariance = evenCovariance([0.1, 2, 30], -0.3);
    const white = whitening({ values: new Float64Array(3), covariance });
    expect(white.rank).toBe(3);
    for (let k = 0; k < 3; k++) {
      for (let l = 0; l < 3; l++) {
        let sum = 0;
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++)
            sum += white.matrix[k * 3 + i]! * covariance[i * 3 + j]! * white.matrix[l * 3 + j]!;
        }
        expect(sum).toBeCloseTo(k === l ? 1 : 0, 12);
      }
    }
  });
  it('leaves out what is held or not determined', () => {
    const covariance = Float64Array.of(0, 0, 0, 0, 4, 0, 0, 0, Number.POSITIVE_INFINITY);
    const white = whitening({ values: Float64Array.of(1, 2, 3), covariance });
    expect([...white.used]).toEqual([0, 1, 0]);
    expect(Math.abs(whiten(white, [1, 2, 3], new Float64Array(1))[0]!)).toBeCloseTo(1, 14);
  });
});

describe('weighted mean', () => {
  it('is the textbook one for independent numbers', () => {
    const mean = weightedMean(
      independentNumbers([
        { value: 1, sigma: 1 },
        { value: 4, sigma: 2 },
      ]),
    )!;
    expect(mean.value).toBeCloseTo(1.6, 12);
    expect(mean.sigma).toBeCloseTo(Math.sqrt(0.8), 12);
    expect(mean.chiSquare).toBeCloseTo(9 / 5, 12);
    expect([...mean.weights]).toEqual([expect.closeTo(0.8, 12), expect.closeTo(0.2, 12)]);
  });
  it('counts numbers that move as one only once', () => {
    const mean = weightedMean({
      values: Float64Array.of(0.3, 0.3, 0.3),
      covariance: evenCovariance([0.1, 0.1, 0.1], 1),
    })!;
    expect(mean.value).toBeCloseTo(0.3, 12);
    expect(mean.sigma).toBeCloseTo(0.1, 10);
    expect(mean.pValue).toBeNull();
  });
  it('does not exist without a sigma', () => {
    expect(weightedMean({ values: Float64Array.of(1), covariance: Float64Array.of(0) })).toBeUndefined();
  });
  it('covers the truth, and its p is even', () => {
    const random = createRandom(5);
    const truth = { values: new Float64Array(4).fill(2), covariance: evenCovariance([0.1, 0.2, 0.3, 0.4], 0.4) };
    let inside = 0;
    let low = 0;
    for (let i = 0; i < 2000; i++) {
      const mean = weightedMean(drawNumbers(truth, random))!;
      if (Math.abs(mean.value - 2) < 1.96 * mean.sigma) inside += 1;
      if (mean.pValue! < 0.1) low += 1;
    }
    expect(Math.abs(inside / 2000 - 0.95)).toBeLessThan(0.016);
    expect(Math.abs(low / 2000 - 0.1)).toBeLessThan(0.022);
  });
});
