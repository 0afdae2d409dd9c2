import { describe, expect, it } from 'vitest';
import { asymmetricLorentzian } from './asymmetric-lorentzian.js';
import { tailArea } from './tail-area.js';
import { areaOf, evenGrid, slopeError, valueAt, valuesOn, widthOf } from './test-support/shape-measures.js';
import { voigt } from './voigt.js';

const grid = evenGrid(700.01, 0.11, 180);
const centre = 710.2;
/** Width, powers of the high and the low side, Gaussian. */
const cases: readonly (readonly [number, number, number, number])[] = [
  [0.8, 1.2, 1.5, 0.6],
  [0.1, 0.7, 2, 1.2],
  [2, 3, 0.9, 0.1],
  [0.5, 1.53, 1.53, 0.5],
  [1.4, 6, 8, 2],
];

/** By definition, both sides apart, each after u = h sinh t with a step that resolves Gaussian and line. */
function byQuadrature(d: number, [width, high, low, gaussian]: readonly [number, number, number, number]): number {
  const s = gaussian / (2 * Math.sqrt(2 * Math.log(2)));
  const h = Math.min(width, s) / 400;
  let sum = 0;
  const n = Math.ceil((9 * s) / h);
  const kink = Math.round(d / h);
  const f = (u: number) => (1 + (4 * u * u) / (width * width)) ** -(u > 0 ? high : low);
  // points at multiples of h from the centre: Simpson's rule then sees no kink within a panel
  for (let k = -2 * n; k <= 2 * n; k++) {
    const j = k + 2 * Math.round(kink / 2);
    const u = j * h;
    sum += (j % 2 === 0 ? 2 : 4) * f(u) * Math.exp(-0.5 * ((d - u) / s) ** 2);
  }
  return (sum * h) / 3 / (s * Math.sqrt(2 * Math.PI));
}

describe('the asymmetric Lorentzian', () => {
  it.each(cases)('of %d eV, %d, %d, %d eV is the convolution it is defined as', (...parameters) => {
    const reference = byQuadrature(0.3, parameters) / valueAt(asymmetricLorentzian, 0.3, 0, parameters);
    const largest = valueAt(asymmetricLorentzian, 0, 0, parameters);
    for (const d of [-5.1, -1.2, -0.2, 0, 0.07, 0.9, 3.3, 8]) {
      const difference = byQuadrature(d, parameters) / reference - valueAt(asymmetricLorentzian, d, 0, parameters);
      expect(Math.abs(difference) / largest).toBeLessThan(1e-9);
    }
  });

  it.each(cases)('slopes of %d eV, %d, %d, %d eV agree with differences', (...parameters) => {
    const step = 0.02 * Math.min(0.3, ...parameters);
    expect(slopeError(asymmetricLorentzian, grid, centre, parameters, step)).toBeLessThan(1e-8);
    expect(slopeError(asymmetricLorentzian, evenGrid(712, 0.3, 30), centre, parameters, step)).toBeLessThan(1e-8);
  });

  it('has an area of one', () => {
    for (const parameters of cases) {
      // the tail beyond the last point, u^(1 - 2a), is what a low power leaves
      expect(areaOf(asymmetricLorentzian, 0, parameters, 0.2)).toBeCloseTo(1, parameters[1] < 1 ? 3 : 7);
    }
  });

  it.each(cases)('maximum and width of %d eV, %d, %d, %d eV', (...parameters) => {
    const exact = Float64Array.from(parameters);
    const offset = asymmetricLorentzian.maximumOffsetEv(exact);
    expect(Math.sign(offset)).toBe(Math.sign(parameters[2] - parameters[1]));
    const top = valueAt(asymmetricLorentzian, offset, 0, parameters);
    for (const d of [-0.01, 0.01]) {
      expect(valueAt(asymmetricLorentzian, offset + d * parameters[3], 0, parameters)).toBeLessThan(top);
    }
    const width = widthOf(asymmetricLorentzian, offset, parameters, 20);
    expect(Math.abs(asymmetricLorentzian.fwhmEv(exact) / width - 1)).toBeLessThan(1e-10);
  });

  it('is a Voigt line for powers of one', () => {
    const values = valuesOn(asymmetricLorentzian, grid, centre, [0.7, 1, 1, 0.9]);
    const expected = valuesOn(voigt, grid, centre, [0.9, 0.7]);
    for (let i = 0; i < grid.length; i++) expect(values[i]! / expected[i]!).toBeCloseTo(1, 11);
  });

  it('has the tail of the smaller power, above the centre for the first', () => {
    const ratio = (d: number) => valueAt(asymmetricLorentzian, d, 0, [0.8, 1.2, 2, 0.6]);
    expect(ratio(10)).toBeGreaterThan(10 * ratio(-10));
    expect(Math.log(ratio(200) / ratio(100)) / Math.log(2)).toBeCloseTo(-2.4, 3);
  });

  it('survives extremes of the bounds', () => {
    for (const parameters of [
      [0.02, 0.55, 10, 5],
      [8, 10, 0.55, 0.02],
    ]) {
      for (const energies of [evenGrid(700, 0.2, 100), Float64Array.of(710.2), new Float64Array(0)]) {
        const slopes = new Float64Array(5 * energies.length);
        const values = new Float64Array(energies.length);
        asymmetricLorentzian.evaluate(energies, centre, Float64Array.from(parameters), values, slopes);
        for (const value of [...values, ...slopes]) expect(Number.isFinite(value)).toBe(true);
      }
    }
  });
});

describe('the area of a powered side', () => {
  it.each([
    [1, Math.PI / 2],
    [1.5, 1],
    [2, Math.PI / 4],
    [2.5, 2 / 3],
    [5.5, 128 / 315],
    [10, (Math.PI / 2) * (12155 / 65536)],
  ])('of power %d is a known number', (power, expected) => {
    const out = new Float64Array(2);
    tailArea(power, out);
    expect(out[0]! / expected).toBeCloseTo(1, 13);
    const slope = out[1]!;
    tailArea(power + 1e-4, out);
    const above = Math.log(out[0]!);
    tailArea(power - 1e-4, out);
    expect(slope).toBeCloseTo((above - Math.log(out[0]!)) / 2e-4, 7);
  });
});
