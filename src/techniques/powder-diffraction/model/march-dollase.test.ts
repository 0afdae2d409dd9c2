import { describe, expect, it } from 'vitest';
import { reciprocalMetric } from '../../../crystal/cell/metric.js';
import { cosineSquared, marchDollase } from './march-dollase.js';

describe('marchDollase', () => {
  it('is one without orientation, and r^-3 along the axis', () => {
    expect(marchDollase(1, Float64Array.of(0, 0.3, 1), 0, 3, false)).toBeCloseTo(1, 14);
    expect(marchDollase(0.7, Float64Array.of(1), 0, 1, false)).toBeCloseTo(0.7 ** -3, 12);
    expect(marchDollase(0.7, Float64Array.of(0), 0, 1, false)).toBeCloseTo(0.7 ** 1.5, 12);
  });

  it.each([0.4, 0.8, 1.3, 2.5])('has the mean one over all directions, r = %d', (r) => {
    // Directions spread evenly over the sphere have cosines spread evenly.
    const cosines = Float64Array.from({ length: 20_000 }, (_, j) => ((j + 0.5) / 20_000) ** 2);
    expect(marchDollase(r, cosines, 0, cosines.length, false)).toBeCloseTo(1, 6);
  });

  it('is the mean over a part of a list, with its slope', () => {
    const cosines = Float64Array.of(9, 0.2, 0.9, 9);
    const at = (r: number) => marchDollase(r, cosines, 1, 3, false);
    expect(at(0.8)).toBeCloseTo(
      (marchDollase(0.8, cosines, 1, 2, false) + marchDollase(0.8, cosines, 2, 3, false)) / 2,
      14,
    );
    expect(marchDollase(0.8, cosines, 1, 3, true)).toBeCloseTo((at(0.80001) - at(0.79999)) / 2e-5, 7);
  });
});

describe('cosineSquared', () => {
  it('is that of the angle between plane normals', () => {
    const tetragonal = reciprocalMetric({ a: 3.785, b: 3.785, c: 9.514, alpha: 90, beta: 90, gamma: 90 });
    // tan of the angle of (101) to c* is c/a.
    const tangent = 9.514 / 3.785;
    expect(cosineSquared(tetragonal, [1, 0, 1], 0, [0, 0, 1])).toBeCloseTo(1 / (1 + tangent ** 2), 12);
    expect(cosineSquared(tetragonal, [1, 0, 0], 0, [0, 0, 1])).toBe(0);
    const hexagonal = reciprocalMetric({ a: 3, b: 3, c: 5, alpha: 90, beta: 90, gamma: 120 });
    // Reciprocal axes of a hexagonal cell stand at 60 degrees.
    expect(cosineSquared(hexagonal, [1, 0, 0], 0, [0, 1, 0])).toBeCloseTo(0.25, 12);
    expect(cosineSquared(hexagonal, [1, 1, 0], 0, [-2, -2, 0])).toBe(1);
  });
});
