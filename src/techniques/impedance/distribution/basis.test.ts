import { describe, expect, it } from 'vitest';
import { type Basis, createBasis, evaluateDistribution, fillBasisColumns, fillPenalty } from './basis.js';
import { gaussianKernel } from './gaussian-kernel.js';

const tauS = Float64Array.from({ length: 25 }, (_, k) => 1e-4 * 10 ** (k / 8));
const omega = Float64Array.from({ length: 9 }, (_, k) => 10 ** (k - 2));

/** The integral over ln tau of `f`, wide and fine enough for any function here. */
function integrate(f: (logTau: number) => number): number {
  const step = 1e-3;
  let sum = 0;
  for (let y = Math.log(tauS[0]) - 8; y < Math.log(tauS[24]) + 8; y += step) sum += f(y) * step;
  return sum;
}

function gammaOf(basis: Basis, x: Float64Array): (logTau: number) => number {
  return (logTau) => evaluateDistribution(basis, x, Float64Array.of(Math.exp(logTau)))[0];
}

const one = (k: number): Float64Array => Float64Array.from(tauS, (_, m) => (m === k ? 1 : 0));

describe('gaussian basis', () => {
  const basis = createBasis('gaussian', tauS);

  it('is half as high one step of the nodes away, for a width of two steps', () => {
    const step = Math.log(tauS[1] / tauS[0]);
    expect(gammaOf(basis, one(10))(Math.log(tauS[10]) + step)).toBeCloseTo(0.5, 10);
  });

  it('has the areas and the impedance of its curves', () => {
    const design = new Float64Array(2 * omega.length * tauS.length);
    fillBasisColumns(basis, omega, design, 0);
    for (const k of [0, 11, 24]) {
      const gamma = gammaOf(basis, one(k));
      expect(basis.areas[k]).toBeCloseTo(integrate(gamma), 6);
      omega.forEach((w, i) => {
        const column = 2 * omega.length * k;
        const re = integrate((y) => gamma(y) / (1 + (w * Math.exp(y)) ** 2));
        const im = integrate((y) => (-gamma(y) * w * Math.exp(y)) / (1 + (w * Math.exp(y)) ** 2));
        expect(design[column + i]).toBeCloseTo(re, 6);
        expect(design[column + omega.length + i]).toBeCloseTo(im, 6);
      });
    }
  });

  it.each([0.3, 1, 4, 20])('interpolates its kernel to 1e-8 for a reciprocal width of %f', (epsilon) => {
    const kernel = gaussianKernel(epsilon, Float64Array.of(1e-3, 1e3), Float64Array.of(1));
    const target = new Float64Array(2);
    for (const u of [0.00137, 0.0911, 0.73, 1, 2.9, 44.4, 987]) {
      kernel(u, target, 0, 1);
      let re = 0;
      let im = 0;
      const count = 20000;
      for (let k = 0; k <= count; k++) {
        const y = (16 / epsilon) * (k / count - 0.5);
        const v = u * Math.exp(y);
        const part = (Math.exp(-((epsilon * y) ** 2)) * 16) / epsilon / count;
        re += part / (1 + v * v);
        im -= (part * v) / (1 + v * v);
      }
      expect(Math.abs(target[0] / re - 1)).toBeLessThan(1e-8);
      expect(Math.abs(target[1] / im - 1)).toBeLessThan(1e-8);
    }
  });
});

describe('penalties', () => {
  it.each([1, 2] as const)('of Gaussians are integrals of squared derivatives, order %i', (order) => {
    const basis = createBasis('gaussian', tauS);
    const n = tauS.length;
    const matrix = new Float64Array(n * n);
    fillPenalty(basis, order, matrix);
    const x = Float64Array.from(tauS, (_, m) => Math.sin(m));
    const gamma = gammaOf(basis, x);
    const h = 1e-3;
    const derivative = (y: number): number =>
      order === 1 ? (gamma(y + h) - gamma(y - h)) / (2 * h) : (gamma(y + h) - 2 * gamma(y) + gamma(y - h)) / (h * h);
    let product = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) product += x[i] * matrix[i + j * n] * x[j];
    expect(product / integrate((y) => derivative(y) ** 2)).toBeCloseTo(1, 4);
  });

  it.each([1, 2] as const)('of hats spare a constant (and a slope), and count a kink, order %i', (order) => {
    const uneven = Float64Array.from(tauS, (tau, k) => tau * 1.1 ** Math.sin(k));
    const n = tauS.length;
    const matrix = new Float64Array(n * n);
    fillPenalty(createBasis('piecewise-linear', uneven), order, matrix);
    const energy = (x: Float64Array): number => {
      let sum = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += x[i] * matrix[i + j * n] * x[j];
      return sum;
    };
    const slope = uneven.map((tau) => Math.log(tau));
    expect(Math.abs(energy(new Float64Array(n).fill(3)))).toBeLessThan(1e-9);
    const range = slope[n - 1] - slope[0];
    if (order === 1) expect(energy(slope) / range).toBeCloseTo(1, 10);
    else expect(Math.abs(energy(slope))).toBeLessThan(1e-7);
    expect(energy(one(12))).toBeGreaterThan(1);
  });
});

it('evaluates hats by linear interpolation between nodes and as zero outside', () => {
  const basis = createBasis('piecewise-linear', Float64Array.of(1, 10, 100));
  const x = Float64Array.of(1, 3, 2);
  const at = evaluateDistribution(basis, x, Float64Array.of(0.5, 1, Math.sqrt(10), 10, 100, 200));
  expect([...at].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 1, 2, 3, 2, 0]);
});
