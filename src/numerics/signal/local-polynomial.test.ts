import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { standardDeviation } from '../statistics/summary.js';
import { localPolynomial } from './local-polynomial.js';

const steps = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

describe('local polynomials', () => {
  it('are the filter of Savitzky and Golay on equal steps', () => {
    // Published coefficients: value 5 points quadratic (-3 12 17 12 -3)/35, slope (-2 -1 0 1 2)/10; 7 points (-2 3 6 7 6 3 -2)/21.
    const five = [-3, 12, 17, 12, -3].map((c) => c / 35);
    const seven = [-2, 3, 6, 7, 6, 3, -2].map((c) => c / 21);
    const x = steps(15);
    const impulse = (at: number): number[] => x.map((k) => (k === at ? 1 : 0));
    for (const [half, coefficients] of [
      [2, five],
      [3, seven],
    ] as const) {
      coefficients.forEach((coefficient, k) => {
        const at = 7 + k - half;
        expect(localPolynomial(x, impulse(at), [7], { halfWidth: half }).values[0]).toBeCloseTo(coefficient, 13);
      });
      const { valueNoise } = localPolynomial(x, impulse(7), [7], { halfWidth: half });
      expect(valueNoise[0]).toBeCloseTo(Math.hypot(...coefficients), 13);
    }
    [-2, -1, 0, 1, 2].forEach((c, k) => {
      expect(localPolynomial(x, impulse(5 + k), [7], { halfWidth: 2 }).slopes[0]).toBeCloseTo(c / 10, 13);
    });
  });

  it('give back a cubic and its slope at uneven places, to the ends', () => {
    const random = createRandom(4);
    const x = steps(80).map((k) => 3 + (k + 0.8 * random.uniform()) / 20);
    const f = (t: number): number => 1 - 2 * t + 0.5 * t * t - 0.3 * t ** 3;
    const { values, slopes } = localPolynomial(x, x.map(f), x, { halfWidth: 0.4, degree: 3 });
    x.forEach((t, k) => {
      expect(values[k]).toBeCloseTo(f(t), 8);
      expect(slopes[k]).toBeCloseTo(-2 + t - 0.9 * t * t, 7);
    });
  });

  it('say how noise comes through', () => {
    const random = createRandom(8);
    const x = steps(41).map((k) => k + 0.3 * Math.sin(k));
    const answers = Array.from({ length: 2000 }, () =>
      localPolynomial(
        x,
        x.map(() => random.normal()),
        [0, 20.1],
        { halfWidth: 6 },
      ),
    );
    for (const place of [0, 1]) {
      const spread = (pick: 'values' | 'slopes'): number => standardDeviation(answers.map((a) => a[pick][place]!));
      expect(spread('values') / answers[0]!.valueNoise[place]!).toBeCloseTo(1, 1);
      expect(spread('slopes') / answers[0]!.slopeNoise[place]!).toBeCloseTo(1, 1);
    }
  });

  it('widen a window with too few points, and refuse what cannot be', () => {
    const { values } = localPolynomial([0, 0, 1, 5, 9], [0, 0, 1, 25, 81], [1], { halfWidth: 0.1 });
    expect(values[0]).toBeCloseTo(1, 12);
    expect(() => localPolynomial([1, 1, 2], [0, 0, 1], [1], { halfWidth: 3 })).toThrow(/needs 3 points/);
    expect(() => localPolynomial([1, 2, 3], [0, 0, 1], [1], { halfWidth: 0 })).toThrow(/cannot be/);
  });
});
