import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import { nestedFTest } from './nested-f-test.js';

describe('nested F test', () => {
  it('matches the hand calculation', () => {
    const test = nestedFTest({
      sumOfSquaresSmall: 12,
      parametersSmall: 2,
      sumOfSquaresLarge: 8,
      parametersLarge: 4,
      pointCount: 20,
    });
    expect(test.f).toBeCloseTo(4, 14);
    // Two degrees of freedom above: the tail is (1 + 2F/d)^(-d/2).
    expect(test.pValue).toBeCloseTo(1.5 ** -8, 14);
  });
  it('does not let rounding make a gain negative', () => {
    const test = nestedFTest({
      sumOfSquaresSmall: 1,
      parametersSmall: 2,
      sumOfSquaresLarge: 1 + 1e-15,
      parametersLarge: 3,
      pointCount: 9,
    });
    expect(test.f).toBe(0);
    expect(test.pValue).toBe(1);
  });
  it('refuses what has no answer', () => {
    const models = {
      sumOfSquaresSmall: 1,
      parametersSmall: 2,
      sumOfSquaresLarge: 1,
      parametersLarge: 3,
      pointCount: 3,
    };
    for (const [input, code] of [
      [models, 'too-few-points'],
      [{ ...models, parametersLarge: 2 }, 'invalid-option'],
    ] as const) {
      try {
        nestedFTest(input);
        expect.unreachable();
      } catch (error) {
        expect(isInterphaseError(error, code)).toBe(true);
      }
    }
  });
});
