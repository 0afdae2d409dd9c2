import { describe, expect, it } from 'vitest';
import { exponentFromWidth, findMaxima } from './maxima.js';

/** Distribution of `R/(1 + (jwt)^n)`. */
function arcDistribution(logTau: number, ohm: number, tauS: number, n: number): number {
  const angle = (1 - n) * Math.PI;
  return (ohm * Math.sin(angle)) / (2 * Math.PI) / (Math.cosh(n * (logTau - Math.log(tauS))) - Math.cos(angle));
}

const tauS = Float64Array.from({ length: 2001 }, (_, k) => 10 ** (k / 200 - 7));

describe('maxima of a curve', () => {
  it('give position, area, height and exponent of an arc', () => {
    const n = 0.8;
    const [top, ...others] = findMaxima(
      tauS,
      tauS.map((tau) => arcDistribution(Math.log(tau), 100, 1e-2, n)),
    );
    expect(others).toEqual([]);
    expect(top.tauS).toBeCloseTo(1e-2, 6);
    expect(top.areaOhm / 100).toBeCloseTo(1, 3);
    expect(top.heightOhm).toBeCloseTo(100 / (2 * Math.PI) / Math.tan(((1 - n) * Math.PI) / 2), 3);
    expect(exponentFromWidth(top.width ?? 0)).toBeCloseTo(n, 3);
  });

  it('divide the resistance at the minimum between two', () => {
    const gamma = tauS.map(
      (tau) => arcDistribution(Math.log(tau), 100, 1e-4, 0.95) + arcDistribution(Math.log(tau), 50, 1e-1, 0.95),
    );
    const found = findMaxima(tauS, gamma);
    expect(found).toHaveLength(2);
    expect(found[0].areaOhm / 100).toBeCloseTo(1, 1);
    expect(found[1].areaOhm / 50).toBeCloseTo(1, 1);
  });

  it('count a rise at the end of the grid, drop ripples, and find nothing in nothing', () => {
    expect(findMaxima(tauS, tauS.slice())).toHaveLength(1);
    const ripple = tauS.map((tau) => (tau < 1e-3 ? 0.005 : 1) * (Math.abs(Math.log(tau / 1e-3)) < 1 ? 0 : 1));
    expect(findMaxima(tauS, ripple)).toHaveLength(1);
    expect(findMaxima(tauS, new Float64Array(tauS.length))).toEqual([]);
  });
});

it('an exponent is 1 without width and small for a very wide peak', () => {
  expect(exponentFromWidth(0)).toBe(1);
  expect(exponentFromWidth(1e3)).toBe(0.05);
});
