import { describe, expect, it } from 'vitest';
import { akaikeWeights, informationCriteria } from './information-criteria.js';

describe('information criteria', () => {
  it('follow their definitions with known scale', () => {
    const scores = informationCriteria({ sumOfSquares: 7.5, pointCount: 10, parameterCount: 3, scale: 'known' });
    expect(scores.aic).toBeCloseTo(13.5, 12);
    expect(scores.aicc).toBeCloseTo(13.5 + 24 / 6, 12);
    expect(scores.bic).toBeCloseTo(7.5 + 3 * Math.log(10), 12);
  });
  it('count the scale as a parameter when it is unknown', () => {
    const scores = informationCriteria({ sumOfSquares: 0.2, pointCount: 20, parameterCount: 3, scale: 'unknown' });
    expect(scores.aic).toBeCloseTo(20 * Math.log(0.01) + 8, 12);
    expect(scores.aicc).toBeCloseTo(20 * Math.log(0.01) + 8 + 40 / 15, 12);
  });
  it('have no small-sample form when points do not outnumber parameters by two', () => {
    const ask = (scale: 'known' | 'unknown', parameterCount: number) =>
      informationCriteria({ sumOfSquares: 1, pointCount: 4, parameterCount, scale }).aicc;
    expect(ask('known', 2)).not.toBeNull();
    expect(ask('known', 3)).toBeNull();
    expect(ask('unknown', 2)).toBeNull();
    expect(ask('unknown', 1)).not.toBeNull();
  });
});

describe('Akaike weights', () => {
  it('share support by half the difference and leave out unscored models', () => {
    const [a, b, c] = akaikeWeights([100, 102, null]);
    expect(a! / b!).toBeCloseTo(Math.E, 12);
    expect(a! + b!).toBeCloseTo(1, 14);
    expect(c).toBe(0);
  });
  it('survive perfect fits', () => {
    expect(akaikeWeights([Number.NEGATIVE_INFINITY, 3])).toEqual([1, 0]);
    expect(akaikeWeights([null, null])).toEqual([0, 0]);
  });
});
