import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { growthModes } from './growth-mode.js';
import { drawNumbers } from './test-support/draw-numbers.js';

const lengths = [2.7, 2.1, 1.1];
const thicknesses = [0.4, 0.9, 1.6, 2.6, 4];

function series(coverage: number, wetting: number, sigma = 0.004) {
  const lines = thicknesses.flatMap((_, step) => lengths.map((lengthNm) => ({ step: step + 1, lengthNm })));
  const values = Float64Array.from(lines, ({ step, lengthNm }) => {
    const t = thicknesses[step - 1]!;
    const closed = Math.exp(-Math.min(t, wetting) / lengthNm);
    const height = Math.max(0, t - wetting) / coverage;
    return closed * (1 - coverage + coverage * Math.exp(-height / lengthNm));
  });
  const n = values.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) covariance[i * n + i] = sigma ** 2;
  return { lines, truth: { values, covariance } };
}

describe('growth modes', () => {
  it('finds even layers', () => {
    const { lines, truth } = series(1, 0);
    const found = growthModes(lines, drawNumbers(truth, createRandom(7)))!;
    expect(found.preferred).toBe('layer');
    found.fits[0]!.thicknessesNm.forEach((t, i) => {
      expect(Math.abs(t - thicknesses[i]!)).toBeLessThan(0.12);
    });
    expect(found.fits[0]!.pValue).toBeGreaterThan(0.01);
    expect(found.steps).toEqual([1, 2, 3, 4, 5]);
  });
  it('finds islands and their coverage', () => {
    const { lines, truth } = series(0.5, 0);
    const found = growthModes(lines, drawNumbers(truth, createRandom(8)))!;
    expect(found.preferred).toBe('islands');
    expect(Math.abs(found.fits[1]!.coverage! - 0.5)).toBeLessThan(4 * found.fits[1]!.coverageSigma!);
    expect(found.fits[1]!.coverageSigma).toBeLessThan(0.05);
  });
  it('finds islands on a wetting layer', () => {
    const { lines, truth } = series(0.4, 0.7);
    const found = growthModes(lines, drawNumbers(truth, createRandom(9)))!;
    expect(found.preferred).toBe('layer-plus-islands');
    const fit = found.fits[2]!;
    expect(Math.abs(fit.wettingLayerNm! - 0.7)).toBeLessThan(4 * fit.wettingLayerSigmaNm!);
    expect(Math.abs(fit.coverage! - 0.4)).toBeLessThan(4 * fit.coverageSigma!);
    expect(found.decided).toBe(true);
  });
  it('does not decide what the errors do not allow', () => {
    const { lines, truth } = series(0.8, 0, 0.05);
    expect(growthModes(lines, truth)!.decided).toBe(false);
  });
  it('rarely takes even layers for something else', () => {
    const random = createRandom(10);
    const { lines, truth } = series(1, 0);
    let wrong = 0;
    for (let i = 0; i < 40; i++) {
      const found = growthModes(lines, drawNumbers(truth, random))!;
      if (found.preferred !== 'layer' && found.decided) wrong += 1;
    }
    expect(wrong).toBeLessThan(4);
  });
  it('needs two steps and two lengths', () => {
    const { lines, truth } = series(1, 0);
    expect(
      growthModes(
        lines.map((line) => ({ ...line, lengthNm: 2 })),
        truth,
      ),
    ).toBeUndefined();
    expect(
      growthModes(
        lines.map((line) => ({ ...line, step: 1 })),
        truth,
      ),
    ).toBeUndefined();
  });
});
