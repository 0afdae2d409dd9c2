import { describe, expect, it } from 'vitest';
import { durbinWatson, runsTest } from './runs-test.js';

/** All arrangements of the signs, counted one by one. */
function enumerate(positive: number, negative: number, runs: number): { atMost: number; atLeast: number } {
  const n = positive + negative;
  let all = 0;
  let atMost = 0;
  let atLeast = 0;
  for (let bits = 0; bits < 1 << n; bits++) {
    let ones = 0;
    let count = 1;
    for (let i = 0; i < n; i++) {
      ones += (bits >> i) & 1;
      if (i > 0 && ((bits >> i) & 1) !== ((bits >> (i - 1)) & 1)) count++;
    }
    if (ones !== positive) continue;
    all++;
    if (count <= runs) atMost++;
    if (count >= runs) atLeast++;
  }
  return { atMost: atMost / all, atLeast: atLeast / all };
}

describe('runs test', () => {
  it('gives the exact probabilities of a full count', () => {
    for (const signs of ['+++---', '+-+-+-+', '++-++--+', '-+++++++', '++++----++--']) {
      const residuals = [...signs].map((sign) => (sign === '+' ? 0.4 : -2));
      const positive = residuals.filter((r) => r > 0).length;
      const test = runsTest(residuals);
      const truth = enumerate(positive, residuals.length - positive, test.runs);
      expect(test.pValueTooFew).toBeCloseTo(truth.atMost, 12);
      expect(test.pValue).toBeCloseTo(Math.min(1, 2 * Math.min(truth.atMost, truth.atLeast)), 12);
    }
  });
  it('has the moments of Wald and Wolfowitz and finds a trend', () => {
    const residuals = Array.from({ length: 40 }, (_, i) => i - 19.5);
    const test = runsTest(residuals);
    expect(test.runs).toBe(2);
    expect(test.expected).toBeCloseTo(21, 12);
    expect(test.z).toBeCloseTo(-19 / Math.sqrt((800 * 760) / (1600 * 39)), 10);
    expect(test.pValue).toBeLessThan(1e-8);
  });
  it('leaves zeros out and says nothing when all signs agree', () => {
    expect(runsTest([1, 0, 1, -1]).runs).toBe(2);
    expect(runsTest([1, 2, 3]).pValue).toBe(1);
    expect(runsTest([]).pValue).toBe(1);
  });
});

describe('Durbin-Watson', () => {
  it('is near 0 for a slow wave, 4 for alternation, 2 for nothing', () => {
    expect(durbinWatson(Array.from({ length: 100 }, (_, i) => Math.sin(i / 16))).statistic).toBeLessThan(0.02);
    expect(durbinWatson([1, -1, 1, -1]).statistic).toBeCloseTo(3, 14);
    expect(durbinWatson([0, 0, 0])).toEqual({ statistic: 2, neighbourCorrelation: 0, pValue: 1 });
  });
});
