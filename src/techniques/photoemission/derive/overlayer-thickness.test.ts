import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { createRandom } from '../../../numerics/random.js';
import {
  attenuationThickness,
  computedReference,
  measuredReference,
  ratioOf,
  ratioThickness,
  solveRatio,
} from './overlayer-thickness.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

const normal = { value: 0, sigma: 0 };
const pair = (a: number, b: number, sa: number, sb: number, correlation = 0) => ({
  values: Float64Array.of(a, b),
  covariance: evenCovariance([sa, sb], correlation),
});
const pure = { value: 1, relativeSigma: 0, attenuationPower: 0 } as const;

describe('thickness from one substrate line', () => {
  it('is -l cos ln(I/I0) with its parts apart', () => {
    const found = attenuationThickness(pair(328, 1000, 5, 10), { value: 2.69, sigma: 0.3 }, { value: 45, sigma: 1 })!;
    const t = -2.69 * Math.SQRT1_2 * Math.log(0.328);
    expect(found.thicknessNm).toBeCloseTo(t, 10);
    expect(found.statisticalNm).toBeCloseTo(2.69 * Math.SQRT1_2 * Math.hypot(5 / 328, 0.01), 10);
    expect(found.fromAttenuationLengthNm).toBeCloseTo((t * 0.3) / 2.69, 10);
    expect(found.fromAngleNm).toBeCloseTo((t * Math.PI) / 180, 10);
    expect(found.upperLimit95Nm).toBeNull();
  });
  it('gives a limit for a film within the noise, and nothing for a line that is gone', () => {
    const bare = attenuationThickness(pair(1010, 1000, 20, 20), { value: 2.7, sigma: 0 }, normal)!;
    expect(bare.thicknessNm).toBeLessThan(0);
    expect(bare.upperLimit95Nm).toBeGreaterThan(0);
    expect(attenuationThickness(pair(-3, 1000, 5, 5), { value: 2.7, sigma: 0 }, normal)).toBeUndefined();
  });
});

describe('thickness from a ratio', () => {
  const file = sharedData('xps', 'expected.json');
  it.skipIf(file === undefined)('solves the reference rows (shared data) to 1e-6', () => {
    const rows = JSON.parse(readFileSync(file!, 'utf8')).fits.overlayer_ratio.rows as {
      t_nm: number;
      lam_o: number;
      lam_s: number;
      ratio_over_Rinf: number;
    }[];
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) {
      expect(Math.abs(solveRatio(row.ratio_over_Rinf, row.lam_o, row.lam_s) / row.t_nm - 1)).toBeLessThan(1e-6);
    }
  });
  it('inverts over twelve decades and any pair of lengths', () => {
    for (const [lf, ls] of [
      [2.1, 4.3],
      [4.3, 1.1],
      [0.5, 20],
      [20, 0.5],
    ] as const) {
      for (const t of [1e-9, 1e-4, 0.3, 2, 15, 60]) {
        expect(Math.abs(solveRatio(ratioOf(t, lf, ls), lf, ls) / t - 1)).toBeLessThan(2e-12);
      }
    }
  });
  it('has the closed form for one element, and is continuous towards it', () => {
    expect(solveRatio(1.7, 2.5, 2.5)).toBeCloseTo(2.5 * Math.log(2.7), 12);
    expect(solveRatio(1.7, 2.5, 2.5 * (1 + 1e-9))).toBeCloseTo(2.5 * Math.log(2.7), 7);
  });
  it('agrees with the thickogram form, lengths going as E^0.75', () => {
    const [eo, es, lf] = [1000, 600, 2];
    const ls = lf * (es / eo) ** 0.75;
    const t = 3.1;
    const right = Math.log(Math.sinh(t / (2 * lf)));
    const left = Math.log(ratioOf(t, lf, ls)) - ((eo / es) ** 0.75 - 0.5) * (t / lf) - Math.LN2;
    expect(left).toBeCloseTo(right, 12);
  });
  it('has the sigmas that differences give', () => {
    const lengths = { filmNm: 2.12, substrateNm: 4.32, relativeSigma: 0.12 };
    const angle = { value: 30, sigma: 2 };
    const reference = { value: 1.4, relativeSigma: 0.05, attenuationPower: 1 } as const;
    const areas = pair(900, 1200, 20, 30, 0.3);
    const at = (film: number, substrate: number, r: number, l: number, a: number) =>
      ratioThickness(
        pair(film, substrate, 1, 1),
        { ...reference, value: r },
        { filmNm: 2.12 * l, substrateNm: 4.32 * l, relativeSigma: 0 },
        { value: a, sigma: 0 },
      )!.thicknessNm;
    const found = ratioThickness(areas, reference, lengths, angle)!;
    const slope = (f: (h: number) => number, h: number) => (f(h) - f(-h)) / (2 * h);
    const g = [
      slope((h) => at(900 + h, 1200, 1.4, 1, 30), 0.01),
      slope((h) => at(900, 1200 + h, 1.4, 1, 30), 0.01),
    ] as const;
    const variance = (g[0] * 20) ** 2 + (g[1] * 30) ** 2 + 2 * g[0] * g[1] * 0.3 * 20 * 30;
    expect(found.statisticalNm).toBeCloseTo(Math.sqrt(variance), 6);
    // A reference computed with the film's length goes up with it.
    const byLength = slope((h) => at(900, 1200, 1.4 * (1 + h), 1 + h, 30), 1e-5);
    expect(found.fromAttenuationLengthNm).toBeCloseTo(Math.abs(byLength) * 0.12, 6);
    expect(found.fromReferenceNm).toBeCloseTo(Math.abs(slope((h) => at(900, 1200, 1.4 + h, 1, 30), 1e-4)) * 0.07, 6);
    expect(found.fromAngleNm).toBeCloseTo(Math.abs(slope((h) => at(900, 1200, 1.4, 1, 30 + h), 1e-3)) * 2, 6);
  });
  it('takes the reference from areas or from densities', () => {
    const measured = measuredReference(pair(3000, 1500, 30, 30));
    expect(measured.value).toBe(2);
    expect(measured.relativeSigma).toBeCloseTo(Math.hypot(0.01, 0.02), 12);
    const solid = { density: { value: 28, sigma: 0 }, sensitivity: { value: 7.91, sigma: 0 }, transmission: 1 };
    const computed = computedReference(
      { ...solid, lengthNm: { value: 2.24, sigma: 0.3 } },
      { ...solid, lengthNm: { value: 2.84, sigma: 0.284 } },
    );
    expect(computed.value).toBeCloseTo(2.24 / 2.84, 12);
    expect(computed.relativeSigma).toBeCloseTo(0.1, 12);
    expect(computed.attenuationPower).toBe(1);
  });
  it('covers the truth', () => {
    const random = createRandom(29);
    const t = 1.8;
    const truth = pair(1000 * ratioOf(t, 2.12, 4.32), 1000, 12, 15, 0.2);
    let inside = 0;
    for (let i = 0; i < 2000; i++) {
      const found = ratioThickness(
        drawNumbers(truth, random),
        pure,
        { filmNm: 2.12, substrateNm: 4.32, relativeSigma: 0 },
        normal,
      )!;
      if (Math.abs(found.thicknessNm - t) < found.sigmaNm) inside += 1;
    }
    expect(Math.abs(inside / 2000 - 0.683)).toBeLessThan(0.03);
  });
});
