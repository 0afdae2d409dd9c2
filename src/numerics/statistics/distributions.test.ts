import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  fCdf,
  fQuantile,
  fSurvival,
  gammaP,
  gammaQ,
  normalCdf,
  normalQuantile,
  studentTQuantile,
  studentTTwoSidedP,
} from './distributions.js';

function close(actual: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(relative);
}

describe('normal', () => {
  it('knows the textbook values', () => {
    close(normalQuantile(0.975), 1.959963984540054);
    close(normalQuantile(0.8413447460685429), 1, 1e-12);
    close(normalCdf(1) - normalCdf(-1), 0.6826894921370859);
  });
});

describe('Student t', () => {
  it('agrees with the closed forms for 1, 2 and 4 degrees of freedom', () => {
    close(studentTQuantile(0.975, 1), Math.tan(Math.PI * 0.475));
    close(studentTQuantile(0.975, 2), (2 * 0.475 * Math.SQRT2) / Math.sqrt(4 * 0.975 * 0.025), 1e-12);
    const p = 0.975;
    const root = Math.sqrt(4 * p * (1 - p));
    const q = Math.cos(Math.acos(root) / 3) / root;
    close(studentTQuantile(p, 4), 2 * Math.sqrt(q - 1), 1e-12);
  });
  it('agrees with tables and turns normal for many degrees of freedom', () => {
    close(studentTQuantile(0.975, 5), 2.5705818356363146, 1e-10);
    close(studentTQuantile(0.975, 1e7), normalQuantile(0.975), 1e-6);
    close(studentTTwoSidedP(2.5705818356363146, 5), 0.05, 1e-10);
  });
});

describe('F', () => {
  it('is the square of t for one degree of freedom above', () => {
    for (const dof of [1, 2, 5, 17, 200]) close(fQuantile(0.95, 1, dof), studentTQuantile(0.975, dof) ** 2, 1e-9);
  });
  it('has the closed form x/(1 + x) for (2, 2) and keeps digits in the upper tail', () => {
    close(fCdf(3, 2, 2), 0.75);
    close(fSurvival(1e12, 2, 2), 1 / (1 + 1e12), 1e-12);
    // For two degrees of freedom above the tail is (1 + 2x/d2)^(-d2/2).
    for (const [x, d2] of [
      [300, 60],
      [5, 7],
      [2, 400],
    ] as const) {
      close(fSurvival(x, 2, d2), (1 + (2 * x) / d2) ** (-d2 / 2), 1e-12);
    }
    close(fSurvival(0.7, 3, 10) + fCdf(0.7, 3, 10), 1);
    close(fSurvival(40, 9, 1.5) + fCdf(40, 9, 1.5), 1);
    expect(fSurvival(0, 3, 4)).toBe(1);
    close(fQuantile(0.95, 3, 10), 3.708264819, 1e-9);
  });
});

describe('chi-square', () => {
  it('has the closed form 1 - exp(-x/2) for two degrees of freedom', () => {
    close(chiSquareCdf(1.7, 2), 1 - Math.exp(-0.85));
    close(chiSquareSurvival(80, 2), Math.exp(-40));
    for (const p of [1e-12, 0.01, 0.5, 0.95, 1 - 1e-9]) close(chiSquareQuantile(p, 2), -2 * Math.log1p(-p), 1e-10);
  });
  it('inverts its own distribution over many sizes', () => {
    for (const dof of [0.5, 1, 3, 10, 100, 5000]) {
      for (const p of [1e-10, 1e-3, 0.05, 0.3, 0.5, 0.9, 0.999]) {
        close(chiSquareCdf(chiSquareQuantile(p, dof), dof), p, 1e-9);
      }
    }
  });
  it('knows the tables', () => {
    close(chiSquareQuantile(0.95, 1), 3.841458820694124, 1e-12);
    close(chiSquareQuantile(0.975, 10), 20.483177350807388, 1e-12);
  });
});

describe('incomplete gamma', () => {
  it('is 1 - exp(-x) for a = 1 and adds up to one', () => {
    close(gammaP(1, 0.3), -Math.expm1(-0.3));
    close(gammaP(3.7, 2.2) + gammaQ(3.7, 2.2), 1);
  });
});

describe('questions without an answer', () => {
  it('are refused, not answered with NaN', () => {
    for (const ask of [
      () => studentTQuantile(0.975, 0),
      () => fQuantile(1.2, 1, 5),
      () => chiSquareQuantile(0.5, -1),
      () => normalQuantile(-0.1),
    ]) {
      let caught: unknown;
      try {
        ask();
      } catch (error) {
        caught = error;
      }
      expect(isInterphaseError(caught, 'invalid-option')).toBe(true);
    }
  });
});
