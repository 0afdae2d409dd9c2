import { describe, expect, it } from 'vitest';
import { areaOf, evenGrid, slopeError, valueAt, valuesOn, widthOf } from './test-support/shape-measures.js';
import { voigt } from './voigt.js';

const grid = evenGrid(448.13, 0.11, 200);
const centre = 458.7;
const widths: readonly (readonly [number, number])[] = [
  [1, 0.3],
  [0.92, 0.88],
  [0.3, 2.5],
  [1.15, 0.01],
  [4, 0.5],
  [0.1, 0.1],
];

describe('the Voigt line', () => {
  it.each(widths)('slopes of %d, %d eV agree with differences', (gaussian, lorentzian) => {
    expect(
      slopeError(voigt, grid, centre, [gaussian, lorentzian], 0.01 * Math.min(gaussian, lorentzian, 0.3)),
    ).toBeLessThan(1e-8);
  });

  it.each(widths)('area of %d, %d eV is one', (gaussian, lorentzian) => {
    expect(areaOf(voigt, 0, [gaussian, lorentzian], 0.3 * Math.min(gaussian, 1))).toBeCloseTo(1, 8);
  });

  it.each(widths)('width of %d, %d eV', (gaussian, lorentzian) => {
    const exact = widthOf(voigt, 0, [gaussian, lorentzian], 10);
    expect(Math.abs(voigt.fwhmEv(Float64Array.of(gaussian, lorentzian)) / exact - 1)).toBeLessThan(1e-11);
  });

  it('is a Gaussian without the Lorentzian, far into the tail, with the slope of one that gets it', () => {
    const s = 1 / (2 * Math.sqrt(2 * Math.log(2)));
    const values = valuesOn(voigt, grid, centre, [1, 0]);
    const slopes = new Float64Array(3 * grid.length);
    voigt.evaluate(grid, centre, Float64Array.of(1, 0), values, slopes);
    const little = 1e-5;
    const next = valuesOn(voigt, grid, centre, [1, little]);
    const after = valuesOn(voigt, grid, centre, [1, 2 * little]);
    for (let i = 0; i < grid.length; i++) {
      const d = (grid[i]! - centre) / s;
      const expected = Math.exp(-0.5 * d * d) / (s * Math.sqrt(2 * Math.PI));
      expect(Math.abs(values[i]! - expected)).toBeLessThanOrEqual(1e-12 * expected);
      const slope = (4 * next[i]! - 3 * values[i]! - after[i]!) / (2 * little);
      expect(Math.abs(slopes[2 * grid.length + i]! - slope)).toBeLessThan(1e-6);
    }
    expect(slopes[2 * grid.length + 96]).not.toBe(0);
    expect(voigt.fwhmEv(Float64Array.of(1.7, 0))).toBeCloseTo(1.7, 13);
  });

  it('is a Lorentzian where the Gaussian is narrow', () => {
    for (const d of [0, 0.4, 1, 7, 300]) {
      const expected = 1 / (Math.PI * (d * d + 1));
      expect(valueAt(voigt, d, 0, [1e-4, 2])).toBeCloseTo(expected, 8);
      expect(Math.abs(valueAt(voigt, d, 0, [1e-8, 2]) / expected - 1)).toBeLessThan(1e-13);
    }
    expect(voigt.fwhmEv(Float64Array.of(1e-8, 2))).toBeCloseTo(2, 12);
  });

  it('has slopes that do not lose digits far from the line', () => {
    // a Lorentzian of half width g there: by g, 1/(pi d^2) (1 - 3 g^2/d^2 ...), by the Gaussian s of second order
    const slopes = new Float64Array(3);
    voigt.evaluate(Float64Array.of(1000), 0, Float64Array.of(0.05, 0.1), new Float64Array(1), slopes);
    expect(slopes[2]! / (1 / (2 * Math.PI * 1e6))).toBeCloseTo(1, 7);
    expect(slopes[0]! / ((2 * 0.05) / (Math.PI * 1e9))).toBeCloseTo(1, 7);
  });
});
