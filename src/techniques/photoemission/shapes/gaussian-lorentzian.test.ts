import { describe, expect, it } from 'vitest';
import { glProduct, glSum } from './gaussian-lorentzian.js';
import { productArea } from './product-area.js';
import { areaOf, evenGrid, slopeError, valueAt, widthOf } from './test-support/shape-measures.js';
import { voigt } from './voigt.js';

const grid = evenGrid(280.03, 0.05, 240);
const mixings = [0.004, 0.0125, 0.013, 0.1, 0.3, 0.5, 0.8, 0.97];
const lorentzian = (d: number) => 2 / Math.PI / (1 + 4 * d * d);

describe.each([
  ['product', glProduct],
  ['sum', glSum],
])('the Gaussian-Lorentzian %s', (_, shape) => {
  it.each(mixings)('slopes at a mixing of %d', (mixing) => {
    for (const fwhm of [0.4, 1.3, 3]) expect(slopeError(shape, grid, 286.1, [fwhm, mixing], 1e-3)).toBeLessThan(2e-8);
  });

  it.each(mixings)('area and width at a mixing of %d', (mixing) => {
    expect(areaOf(shape, 0, [1.4, mixing], 0.4)).toBeCloseTo(1, 9);
    const width = shape.fwhmEv(Float64Array.of(1.4, mixing));
    expect(Math.abs(width / widthOf(shape, 0, [1.4, mixing], 5) - 1)).toBeLessThan(1e-12);
  });

  it('ends in a Gaussian and a Lorentzian', () => {
    for (const d of [0, 0.3, 1, 4]) {
      expect(valueAt(shape, d, 0, [1, 0])).toBeCloseTo(valueAt(voigt, d, 0, [1, 0]), 14);
      expect(valueAt(shape, d, 0, [1, 1])).toBeCloseTo(lorentzian(d), 14);
    }
  });

  it('has finite slopes at both ends of the mixing', () => {
    const slopes = new Float64Array(3 * grid.length);
    for (const mixing of [0, 1]) {
      shape.evaluate(grid, 286.1, Float64Array.of(1, mixing), new Float64Array(grid.length), slopes);
      for (const slope of slopes) expect(Number.isFinite(slope)).toBe(true);
    }
  });
});

describe('the product', () => {
  it('is narrower than its parameter says, as derived', () => {
    expect(glProduct.fwhmEv(Float64Array.of(1, 0.3))).toBeCloseTo(0.961, 3);
    expect(glProduct.fwhmEv(Float64Array.of(1, 0.5))).toBeCloseTo(0.956, 3);
    for (const mixing of [0, 1]) expect(glProduct.fwhmEv(Float64Array.of(1, mixing))).toBeCloseTo(1, 14);
  });

  it('has the published area of GL(30), and the same area and slope from both methods', () => {
    const area = new Float64Array(2);
    productArea(0.3, area);
    expect(area[0]).toBeCloseTo(1.042, 4);
    const other = new Float64Array(2);
    productArea(0.0125 - 1e-14, area);
    productArea(0.0125, other);
    for (const k of [0, 1]) expect(Math.abs(area[k]! / other[k]! - 1)).toBeLessThan(1e-10);
  });
});

describe('the sum', () => {
  it('has the area of SGL(30)', () => {
    expect(1 / valueAt(glSum, 0, 0, [1, 0.3])).toBeCloseTo(1.2164, 4);
  });
});
