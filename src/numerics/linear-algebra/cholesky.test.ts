import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyInPlace, choleskyInverse, choleskySolveInPlace } from './cholesky.js';
import { normalMatrix } from './normal-matrix.js';
import { distance, hilbert, identity, multiply, randomMatrix } from './test-support/matrices.js';

describe('cholesky', () => {
  it('factors a matrix with a known factor', () => {
    const a = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
    expect(choleskyInPlace(a, 3)).toBe(true);
    expect([a[0], a[1], a[2], a[4], a[5], a[8]]).toEqual([2, 6, -8, 1, 5, 3]);
  });

  it('solves and inverts random positive definite systems', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer(), (n, seed) => {
        const root = randomMatrix(2 * n + 3, n, seed);
        const a = new Float64Array(n * n);
        normalMatrix(root, 2 * n + 3, n, a);
        const l = a.slice();
        expect(choleskyInPlace(l, n)).toBe(true);
        const x = randomMatrix(n, 1, seed + 1);
        const b = multiply(a, x, n, n, 1);
        choleskySolveInPlace(l, n, b);
        expect(distance(b, x)).toBeLessThan(1e-9);
        const inverse = new Float64Array(n * n);
        choleskyInverse(l, n, inverse);
        expect(distance(multiply(a, inverse, n, n, n), identity(n))).toBeLessThan(1e-8);
      }),
    );
  });

  it('inverts the Hilbert matrix to what its condition number leaves', () => {
    const n = 5;
    const l = hilbert(n);
    expect(choleskyInPlace(l, n)).toBe(true);
    const inverse = new Float64Array(n * n);
    choleskyInverse(l, n, inverse);
    // Corner elements of the exact inverse are integers.
    expect(inverse[0]).toBeCloseTo(25, 6);
    expect(inverse[n * n - 1] / 44100).toBeCloseTo(1, 8);
  });

  it('refuses what is not positive definite to working precision', () => {
    expect(choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(choleskyInPlace(Float64Array.of(1, 1, 1, 1), 2)).toBe(false);
    expect(choleskyInPlace(Float64Array.of(0), 1)).toBe(false);
    expect(choleskyInPlace(Float64Array.of(Number.NaN), 1)).toBe(false);
    expect(choleskyInPlace(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2)).toBe(false);
    expect(choleskyInPlace(hilbert(16), 16)).toBe(false);
  });

  it('judges singularity without regard to units', () => {
    const tiny = Float64Array.of(1e-30, 0.5, 0.5, 1e30);
    expect(choleskyInPlace(tiny, 2)).toBe(true);
  });
});
