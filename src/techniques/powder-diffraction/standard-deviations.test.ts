import { describe, expect, it } from 'vitest';
import { standardDeviations } from './standard-deviations.js';

const counts = Float64Array.of(0, 4, 100, 400, 100, 9);

describe('standardDeviations', () => {
  it('are those of counting, at least one count', () => {
    const { sigma, weights } = standardDeviations(counts, undefined, true);
    expect([...sigma]).toEqual([1, 2, 10, 20, 10, 3]);
    expect(weights).toBe('counts');
  });

  it('of normalised intensities are proportional to what counting gives', () => {
    const { sigma, weights } = standardDeviations(
      counts.map((y) => y / 1e4),
      undefined,
      false,
    );
    expect(weights).toBe('intensities');
    for (const i of [2, 3, 4, 5]) expect(sigma[i]! / Math.sqrt(counts[i]!)).toBeCloseTo(0.01, 12);
    expect(sigma[0]).toBeGreaterThan(0);
  });

  it('of the file are taken where they are any use', () => {
    const given = Float64Array.of(1, 1, 2, Number.NaN, 0, 1e-12);
    expect(standardDeviations(counts, given, true)).toEqual({
      sigma: Float64Array.of(1, 1, 2, 2, 2, 1e-3),
      weights: 'file',
      missing: 2,
      raised: 1,
    });
  });

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY, 1e200, 1e-200])(
    'of the file are none when all are %d',
    (value) => {
      const { sigma, weights, missing } = standardDeviations(counts, new Float64Array(6).fill(value), true);
      expect([...sigma]).toEqual([1, 2, 10, 20, 10, 3]);
      expect([weights, missing]).toEqual(['counts', 6]);
    },
  );
});
