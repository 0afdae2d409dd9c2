import { describe, expect, it } from 'vitest';
import { emptyShape, type PeakShape, peakShape } from './peak-shape.js';

const shapeOf = (variance: number, lorentz: number): PeakShape => {
  const shape = emptyShape();
  peakShape(variance, lorentz, shape);
  return shape;
};

/** Full width of the convolution of a Gaussian and a Lorentzian, by direct integration and bisection. */
function voigtWidth(gauss: number, lorentz: number): number {
  const at = (x: number) => {
    let sum = 0;
    const steps = 4000;
    const range = 3.5 * gauss;
    for (let j = 0; j < steps; j++) {
      const y = -range + (2 * range * (j + 0.5)) / steps;
      sum += Math.exp(-4 * Math.LN2 * (y / gauss) ** 2) / (1 + 4 * ((x - y) / lorentz) ** 2);
    }
    return sum;
  };
  const half = at(0) / 2;
  let [low, high] = [0, gauss + lorentz];
  for (let pass = 0; pass < 40; pass++) {
    const middle = (low + high) / 2;
    if (at(middle) > half) low = middle;
    else high = middle;
  }
  return low + high;
}

describe('peakShape', () => {
  it('is the Gaussian or the Lorentzian alone where there is no other', () => {
    expect(shapeOf(0.04, 0)).toMatchObject({ width: expect.closeTo(0.2, 12), mixing: 0 });
    const lorentz = shapeOf(0, 0.2);
    expect(lorentz.width).toBeCloseTo(0.2, 4);
    expect(lorentz.mixing).toBeCloseTo(1, 3);
  });

  it.each([0.1, 0.5, 1, 2, 8])('is as wide as a Voigt function, Lorentzian %d times the Gaussian', (ratio) => {
    // The pseudo-Voigt that resembles it best over all is up to half a per cent narrower.
    const share = shapeOf(0.01, 0.1 * ratio).width / voigtWidth(0.1, 0.1 * ratio);
    expect(share).toBeGreaterThan(0.995);
    expect(share).toBeLessThan(1.0005);
  });

  it.each([
    [0.01, 0.02],
    [0.003, 0.1],
    [1e-5, 0.05],
  ])('has the derivatives of its values at variance %d, Lorentzian %d', (variance, lorentz) => {
    const shape = shapeOf(variance, lorentz);
    const [v, l] = [variance * 1e-5, lorentz * 1e-5];
    const byVariance = [shapeOf(variance + v, lorentz), shapeOf(variance - v, lorentz)] as const;
    const byLorentz = [shapeOf(variance, lorentz + l), shapeOf(variance, lorentz - l)] as const;
    expect(shape.widthByVariance / ((byVariance[0].width - byVariance[1].width) / (2 * v))).toBeCloseTo(1, 7);
    expect(shape.mixingByVariance / ((byVariance[0].mixing - byVariance[1].mixing) / (2 * v))).toBeCloseTo(1, 7);
    expect(shape.widthByLorentz / ((byLorentz[0].width - byLorentz[1].width) / (2 * l))).toBeCloseTo(1, 7);
    expect(shape.mixingByLorentz / ((byLorentz[0].mixing - byLorentz[1].mixing) / (2 * l))).toBeCloseTo(1, 7);
  });
});
