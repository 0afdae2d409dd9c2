import { describe, expect, it } from 'vitest';
import { doniach } from './doniach-sunjic.js';
import { evenGrid, slopeError, valueAt, valuesOn, widthOf } from './test-support/shape-measures.js';
import { voigt } from './voigt.js';

const grid = evenGrid(82.013, 0.05, 200);
const centre = 85.1;
/** Lorentzian, asymmetry, Gaussian. */
const cases: readonly (readonly [number, number, number])[] = [
  [0.3, 0.1, 0.6],
  [0.3, 0.05, 0.3],
  [0.08, 0.3, 0.9],
  [0.04, 0.2, 1.6],
  [1.2, 0.45, 0.15],
  [0.6, 0.02, 0.06],
];

function bareLine(d: number, halfWidth: number, asymmetry: number): number {
  const phase = 0.5 * Math.PI * asymmetry + (1 - asymmetry) * Math.atan(-d / halfWidth);
  return Math.cos(phase) / (halfWidth * halfWidth + d * d) ** (0.5 * (1 - asymmetry));
}

/** By definition: on the real axis, with a step that resolves both widths many times. */
function byQuadrature(d: number, [lorentzian, asymmetry, gaussian]: readonly [number, number, number]): number {
  const halfWidth = 0.5 * lorentzian;
  const deviation = gaussian / (2 * Math.sqrt(2 * Math.log(2)));
  const top = halfWidth * Math.tan((0.5 * Math.PI * asymmetry) / (2 - asymmetry));
  const h = Math.min(halfWidth / 6, deviation / 3);
  let sum = 0;
  const n = Math.ceil((9 * deviation) / h);
  for (let k = -n; k <= n; k++) {
    const t = k * h;
    sum += Math.exp(-0.5 * (t / deviation) ** 2) * bareLine(d - t, halfWidth, asymmetry);
  }
  return (sum * h) / (deviation * Math.sqrt(2 * Math.PI)) / bareLine(top, halfWidth, asymmetry);
}

describe('the Doniach-Sunjic line', () => {
  it.each(cases)('of %d eV, %d, %d eV is the convolution it is defined as', (...parameters) => {
    const values = valuesOn(doniach, grid, centre, parameters);
    const coarse = evenGrid(80.9, 0.5, 25);
    const coarseValues = valuesOn(doniach, coarse, centre, parameters);
    const uneven = grid.map((x, i) => x + 0.01 * Math.sin(i));
    const unevenValues = valuesOn(doniach, uneven, centre, parameters);
    const largest = Math.max(...values);
    for (let i = 0; i < grid.length; i += 7) {
      expect(Math.abs(values[i]! - byQuadrature(grid[i]! - centre, parameters)) / largest).toBeLessThan(1e-12);
      expect(Math.abs(unevenValues[i]! - byQuadrature(uneven[i]! - centre, parameters)) / largest).toBeLessThan(1e-12);
    }
    for (let i = 0; i < coarse.length; i++) {
      expect(Math.abs(coarseValues[i]! - byQuadrature(coarse[i]! - centre, parameters)) / largest).toBeLessThan(1e-12);
    }
  });

  it.each(cases)('slopes of %d eV, %d, %d eV agree with differences', (...parameters) => {
    const step = 0.02 * Math.min(0.3, ...parameters);
    expect(slopeError(doniach, grid, centre, parameters, step)).toBeLessThan(1e-8);
    expect(slopeError(doniach, evenGrid(80.9, 0.5, 25), centre, parameters, step)).toBeLessThan(1e-8);
    expect(slopeError(doniach, Float64Array.of(84.2, 85, 85.3, 86.9), centre, parameters, step)).toBeLessThan(1e-8);
  });

  it.each(cases)('maximum and width of %d eV, %d, %d eV', (...parameters) => {
    const offset = doniach.maximumOffsetEv(Float64Array.from(parameters));
    expect(offset).toBeGreaterThan(0);
    const top = valueAt(doniach, offset, 0, parameters);
    const aside = 0.01 * parameters[2];
    for (const d of [-aside, aside]) expect(valueAt(doniach, offset + d, 0, parameters)).toBeLessThan(top);
    const width = widthOf(doniach, offset, parameters, 20);
    expect(Math.abs(doniach.fwhmEv(Float64Array.from(parameters)) / width - 1)).toBeLessThan(1e-10);
  });

  it('without asymmetry is a Voigt line of a Lorentzian as high as one', () => {
    const values = valuesOn(doniach, grid, centre, [0.4, 0, 0.7]);
    const expected = valuesOn(voigt, grid, centre, [0.7, 0.4]);
    const area = 0.5 * Math.PI * 0.4;
    for (let i = 0; i < grid.length; i++) expect(values[i]! / (area * expected[i]!)).toBeCloseTo(1, 11);
    expect(doniach.maximumOffsetEv(Float64Array.of(0.4, 0, 0.7))).toBe(0);
    expect(doniach.fwhmEv(Float64Array.of(0.4, 0, 0.7))).toBeCloseTo(voigt.fwhmEv(Float64Array.of(0.7, 0.4)), 11);
  });

  it('has its maximum of one where the note says when the Gaussian is narrow, and its tail at high binding energy', () => {
    const offset = doniach.maximumOffsetEv(Float64Array.of(1, 0.2, 1e-3));
    expect(offset).toBeCloseTo(0.5 * Math.tan((Math.PI * 0.2) / (2 * 1.8)), 5);
    expect(valueAt(doniach, offset, 0, [1, 0.2, 1e-3])).toBeCloseTo(1, 5);
    expect(valueAt(doniach, 6, 0, [0.3, 0.1, 0.6])).toBeGreaterThan(2 * valueAt(doniach, -6, 0, [0.3, 0.1, 0.6]));
  });

  it('survives extremes of the bounds on any grid', () => {
    for (const parameters of [
      [0.01, 0, 5],
      [0.01, 0.5, 0.02],
      [5, 0.5, 0.02],
      [5, 0, 5],
    ]) {
      for (const energies of [
        evenGrid(0, 1, 1200),
        evenGrid(80, 0.001, 300),
        Float64Array.of(85),
        new Float64Array(0),
      ]) {
        const slopes = new Float64Array(4 * energies.length);
        const values = new Float64Array(energies.length);
        doniach.evaluate(energies, centre, Float64Array.from(parameters), values, slopes);
        for (const value of [...values, ...slopes]) expect(Number.isFinite(value)).toBe(true);
      }
    }
  });
});
