import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from './distributions.js';
import {
  madToSigma,
  mean,
  median,
  medianAbsoluteDeviation,
  quantile,
  standardDeviation,
  theilSenSlope,
  variance,
  weightedMean,
} from './summary.js';

describe('moments', () => {
  it('hold for a sample worked by hand', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(values)).toBe(5);
    expect(variance(values)).toBeCloseTo(32 / 7, 14);
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 14);
  });
  it('keep their digits on a large offset', () => {
    expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBeCloseTo(30, 9);
  });
  it('weigh by the inverse variance', () => {
    const result = weightedMean([1, 3], [1, 2]);
    expect(result.mean).toBeCloseTo((1 + 3 / 4) / 1.25, 14);
    expect(result.sigma).toBeCloseTo(1 / Math.sqrt(1.25), 14);
    expect(result.chiSquared).toBeCloseTo(4 / 5, 14);
  });
});

describe('order statistics', () => {
  it('interpolate as type 7', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBeCloseTo(1.75, 14);
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
    expect(madToSigma).toBeCloseTo(1 / normalQuantile(0.75), 14);
  });
  it('do not touch their input', () => {
    const values = Float64Array.of(3, 1, 2);
    median(values);
    expect([...values]).toEqual([3, 1, 2]);
  });
});

describe('Theil-Sen', () => {
  it('finds an exact line whatever a quarter of wild points says', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 2 }), (slope, wild) => {
        const x = [0, 1, 2, 4, 5, 7, 8, 10, 13];
        const y = x.map((value) => 2 + slope * value);
        for (let k = 0; k < wild; k++) y[3 * k + 1] = 1e3 * (k + 1);
        const line = theilSenSlope(x, y);
        expect(line.slope).toBeCloseTo(slope, 9);
        expect(line.intercept).toBeCloseTo(2, 8);
      }),
      { seed: 7, numRuns: 50 },
    );
  });
  it("gives Sen's published interval", () => {
    // The worked example of Sen's paper: slope 4, interval 3.71 to 4.38 at 93 %.
    const x = [1, 2, 3, 4, 10, 12, 18];
    const y = [9, 15, 19, 20, 45, 55, 78];
    const line = theilSenSlope(x, y, 0.93);
    expect(line.slope).toBeCloseTo(4, 12);
    expect(line.interval[0]).toBeCloseTo(26 / 7, 12);
    expect(line.interval[1]).toBeCloseTo(4.375, 12);
  });
  it('leaves an end open when the points do not bound it', () => {
    expect(theilSenSlope([0, 1, 2], [0, 1, 3]).interval).toEqual([null, null]);
  });
});
