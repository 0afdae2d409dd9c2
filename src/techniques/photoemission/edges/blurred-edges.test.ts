import { describe, expect, it } from 'vitest';
import { blurredFermi } from './blurred-fermi.js';
import { blurredOnset, type OnsetExponent } from './blurred-onset.js';

/** f convolved with a Gaussian, by brute force. */
function blurred(f: (x: number) => number, u: number, sigma: number, points = 40000): number {
  let sum = 0;
  const step = 20 / points;
  for (let k = 0; k <= points; k++) {
    const z = -10 + k * step;
    sum += f(u - sigma * z) * Math.exp((-z * z) / 2) * step;
  }
  return sum / Math.sqrt(2 * Math.PI);
}

const places = [-3, -0.7, -0.1, 0, 0.05, 0.4, 1.2, 5];

describe('blurredFermi', () => {
  const out = new Float64Array(4);
  it.each([
    [0.27, 0.02585],
    [0.02, 0.02585],
    [0.1, 0.02585],
    [0.3, 0.0005],
    [0.001, 0.05],
  ])('is the convolution: sigma %f, kT %f', (sigma, thermal) => {
    for (const place of places) {
      const u = place * Math.max(sigma, thermal);
      blurredFermi(u, sigma, thermal, out);
      const wanted = blurred((x) => 1 / (1 + Math.exp(-x / thermal)), u, sigma, 400000);
      expect(Math.abs(out[0]! - wanted)).toBeLessThan(1e-9);
    }
  });
  it.each([
    [0.27, 0.02585],
    [0.02, 0.02585],
    [0.27, 0],
  ])('has the derivatives it says: sigma %f, kT %f', (sigma, thermal) => {
    const [low, high] = [new Float64Array(4), new Float64Array(4)];
    const h = 1e-4 * Math.max(sigma, thermal);
    for (const place of places) {
      const u = place * sigma;
      blurredFermi(u, sigma, thermal, out);
      blurredFermi(u - h, sigma, thermal, low);
      blurredFermi(u + h, sigma, thermal, high);
      for (let k = 0; k < 3; k++) {
        const size = Math.max(sigma, thermal) ** -(k + 1);
        expect(Math.abs(out[k + 1]! - (high[k]! - low[k]!) / (2 * h))).toBeLessThan(1e-6 * size);
      }
      blurredFermi(u, sigma - h, thermal, low);
      blurredFermi(u, sigma + h, thermal, high);
      expect(Math.abs(sigma * out[2]! - (high[0]! - low[0]!) / (2 * h))).toBeLessThan(1e-6 / sigma);
    }
  });
  it('ends at 0 and 1, and cools to a Gaussian step', () => {
    blurredFermi(-50, 0.2, 0.026, out);
    expect(out[0]).toBeCloseTo(0, 12);
    blurredFermi(50, 0.2, 0.026, out);
    expect(out[0]).toBeCloseTo(1, 10);
    blurredFermi(0.1, 0.2, 1e-7, out);
    const warm = out[0]!;
    blurredFermi(0.1, 0.2, 0, out);
    expect(warm).toBeCloseTo(out[0]!, 9);
    expect(out[0]).toBeCloseTo(0.6914624612740131, 12);
  });
});

describe('blurredOnset', () => {
  const out = new Float64Array(3);
  it.each([0.5, 1, 1.5] as const)(
    'is the convolution and has its derivatives, exponent %f',
    (exponent: OnsetExponent) => {
      const sigma = 0.3;
      const [low, high] = [new Float64Array(3), new Float64Array(3)];
      for (const place of [-8, -2, -0.5, 0, 0.3, 1, 4, 6.9, 7.1, 30, 300]) {
        const u = place * sigma;
        blurredOnset(u, sigma, exponent, out);
        const wanted = blurred((x) => (x > 0 ? x ** exponent : 0), u, sigma, 200000);
        expect(Math.abs(out[0]! - wanted)).toBeLessThan(1e-7 * Math.max(1, wanted));
        const h = 1e-4;
        blurredOnset(u - h, sigma, exponent, low);
        blurredOnset(u + h, sigma, exponent, high);
        expect(Math.abs(out[1]! - (high[0]! - low[0]!) / (2 * h))).toBeLessThan(1e-6);
        expect(Math.abs(out[2]! - (high[1]! - low[1]!) / (2 * h))).toBeLessThan(1e-6);
        blurredOnset(u, sigma - h, exponent, low);
        blurredOnset(u, sigma + h, exponent, high);
        expect(Math.abs(sigma * out[2]! - (high[0]! - low[0]!) / (2 * h))).toBeLessThan(1e-6);
      }
    },
  );
});
