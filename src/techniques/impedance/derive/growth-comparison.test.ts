import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../../errors.js';
import { createRandom } from '../../../numerics/random.js';
import { compareGrowthLaws } from './growth-comparison.js';
import type { GrowthPoint } from './growth-fit.js';

const four = [1, 10, 30, 100];
const twelve = Array.from({ length: 12 }, (_, i) => 100 ** (i / 11));
const parabola = (t: number) => 42 + 4 * Math.sqrt(t);

function ageing(
  times: readonly number[],
  law: (timeH: number) => number,
  relativeError: number,
  seed?: number,
  stated = relativeError,
): GrowthPoint[] {
  const random = seed === undefined ? null : createRandom(seed);
  return times.map((timeH) => {
    const noise = random === null ? 0 : relativeError * random.normal();
    return { timeH, resistance: law(timeH) * (1 + noise), sigma: stated * law(timeH) };
  });
}

describe('comparison of growth laws', () => {
  it('calls the four times of the reference study undecided at 5 % and more', () => {
    for (const error of [0.05, 0.06, 0.08, 0.12]) {
      const result = compareGrowthLaws(ageing(four, parabola, error), 'Ohm cm^2');
      expect(result.verdict).toBe('undecided');
      expect(result.scoreName).toBe('chi2 + 2p');
      expect(result.law).toBeNull();
      expect(result.sentence).toMatch(/undecided: parabolic fits best, but .*logarithmic is only 2\.\d behind/);
    }
  });
  it('hardly ever decides on four noisy times, and never for a wrong mechanism', () => {
    let decided = 0;
    for (let seed = 0; seed < 150; seed++) {
      const { verdict } = compareGrowthLaws(ageing(four, parabola, 0.06, seed), 'Ohm cm^2');
      if (verdict === 'decided') decided++;
    }
    expect(decided).toBeLessThanOrEqual(8);
  });
  it('does not rule a law out by the small-sample penalty alone', () => {
    for (const times of [
      [1, 3, 10, 30, 100],
      [1, 3, 10, 20, 40, 100],
      [1, 2, 5, 10, 20, 50, 100],
    ]) {
      const result = compareGrowthLaws(ageing(times, parabola, 0.04), 'Ohm cm^2');
      expect(result.scoreName).toBe('AICc');
      expect(result.verdict).toBe('undecided');
      expect(result.sentence).toMatch(/logarithmic (is only|fits as well)/);
    }
  });
  it('takes equal or exact resistances for what they are', () => {
    const exact = (law: (t: number) => number) => twelve.map((timeH) => ({ timeH, resistance: law(timeH) }));
    expect(
      compareGrowthLaws(
        exact(() => 42),
        'Ohm',
      ).verdict,
    ).toBe('no-growth');
    const root = compareGrowthLaws(exact(parabola), 'Ohm');
    expect([root.verdict, root.law]).toEqual(['decided', 'parabolic']);
    for (const law of root.ranking) expect(Number.isFinite(law.score)).toBe(true);
  });
  it('decides for diffusion with twelve times at 1 %', () => {
    const result = compareGrowthLaws(ageing(twelve, parabola, 0.01), 'Ohm cm^2');
    expect(result.verdict).toBe('decided');
    expect(result.law).toBe('parabolic');
    expect(result.scoreName).toBe('AICc');
    expect(result.ranking[0].law).toBe('parabolic');
    expect(result.growthExponent.value).toBeCloseTo(0.5, 4);
    expect(result.sentence).toMatch(/^Parabolic growth/);
    expect(result.ranking.reduce((sum, law) => sum + law.akaikeWeight, 0)).toBeCloseTo(1, 12);
  });
  it('mostly decides for diffusion with twelve noisy times at 1 %, hardly ever for another mechanism', () => {
    const counts = { parabolic: 0, other: 0 };
    for (let seed = 0; seed < 100; seed++) {
      const { verdict, law } = compareGrowthLaws(ageing(twelve, parabola, 0.01, seed), 'Ohm cm^2');
      if (verdict !== 'decided') continue;
      if (law === 'parabolic') counts.parabolic++;
      else counts.other++;
    }
    expect(counts.parabolic).toBeGreaterThanOrEqual(80);
    expect(counts.other).toBeLessThanOrEqual(1);
  });
  it('finds the other laws, too', () => {
    const line = compareGrowthLaws(
      ageing(twelve, (t) => 42 + 0.8 * t, 0.01, 3),
      'Ohm',
    );
    expect([line.verdict, line.law]).toEqual(['decided', 'linear']);
    const log = compareGrowthLaws(
      ageing(twelve, (t) => 42 + 20 * Math.log1p(t / 0.5), 0.005, 3),
      'Ohm',
    );
    expect([log.verdict, log.law]).toEqual(['decided', 'logarithmic']);
  });
  it('leaves it open whether a layer was there at the start or the reaction was slow then', () => {
    const law = (t: number) => 10 + Math.sqrt(40 ** 2 + 100 * t);
    const result = compareGrowthLaws(ageing(twelve, law, 0.002, 1), 'Ohm');
    // The same curve is a Deal-Grove growth, so the mechanism stays open.
    expect(result.verdict).toBe('undecided');
    expect(result.sentence).toMatch(/linear-parabolic|parabolic-with-layer/);
  });
  it('resolves no growth where there is none', () => {
    const result = compareGrowthLaws(
      ageing(twelve, () => 42, 0.02, 5),
      'Ohm',
    );
    expect(result.verdict).toBe('no-growth');
  });
  it('says that a shrinking resistance does not grow', () => {
    const result = compareGrowthLaws(
      ageing(twelve, (t) => 60 - 5 * Math.log10(t), 0.01),
      'Ohm',
    );
    expect(result.verdict).toBe('no-growth');
    expect(result.scatterExceedsErrors).toBe(true);
    expect(result.growthExponent.value).toBeNull();
    expect(result.growthExponent.note).toMatch(/does not grow/);
  });
  it('notices errors that are too small, and then trusts their ratios only', () => {
    const result = compareGrowthLaws(ageing(twelve, parabola, 0.03, 2, 0.005), 'Ohm');
    expect(result.scatterExceedsErrors).toBe(true);
    expect(result.scale).toBe('unknown');
  });
  it('cannot compare on four times without errors', () => {
    const points = ageing(four, parabola, 0.02, 1).map(({ timeH, resistance }) => ({ timeH, resistance }));
    const result = compareGrowthLaws(points, 'Ohm');
    expect(result.verdict).toBe('undecided');
    expect(result.scoreName).toBeNull();
    expect(result.sentence).toMatch(/too few to compare/);
  });
  it('refuses two times and impossible points', () => {
    for (const [points, code] of [
      [ageing([1, 10], parabola, 0.05), 'too-few-points'],
      [ageing([1, 1, 10, 10], parabola, 0.05), 'too-few-points'],
      [[...ageing(four, parabola, 0.05), { timeH: -1, resistance: 4 }], 'invalid-option'],
      [[...ageing(four, parabola, 0.05), { timeH: 3, resistance: 4, sigma: 0 }], 'invalid-option'],
    ] as const) {
      try {
        compareGrowthLaws(points, 'Ohm');
        expect.unreachable();
      } catch (error) {
        expect(isInterphaseError(error, code)).toBe(true);
      }
    }
  });
});
