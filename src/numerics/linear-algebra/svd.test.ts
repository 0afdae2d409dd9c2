import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singularValueDecomposition } from './svd.js';
import { distance, hilbert, identity, multiply, randomMatrix, transpose } from './test-support/matrices.js';

describe('singular value decomposition', () => {
  it('gives A back from orthonormal factors, for tall and wide matrices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer(), (m, n, seed) => {
        const a = randomMatrix(m, n, seed);
        const k = Math.min(m, n);
        const { values, u, v } = singularValueDecomposition(a, m, n);
        const scaled = u.slice();
        for (let j = 0; j < k; j++) for (let i = 0; i < m; i++) scaled[i + j * m] *= values[j];
        expect(distance(multiply(scaled, transpose(v, n, k), m, k, n), a)).toBeLessThan(1e-13);
        expect(distance(multiply(transpose(u, m, k), u, k, m, k), identity(k))).toBeLessThan(1e-12);
        expect(distance(multiply(transpose(v, n, k), v, k, n, k), identity(k))).toBeLessThan(1e-12);
        for (let j = 1; j < k; j++) expect(values[j]).toBeLessThanOrEqual(values[j - 1]);
      }),
    );
  });

  it('finds the golden ratio', () => {
    const { values } = singularValueDecomposition(Float64Array.of(1, 1, 1, 0), 2, 2);
    expect(values[0]).toBeCloseTo((1 + Math.sqrt(5)) / 2, 14);
    expect(values[1]).toBeCloseTo((Math.sqrt(5) - 1) / 2, 14);
  });

  it('keeps the relative accuracy of small singular values when columns differ in size', () => {
    const a = Float64Array.of(1, 1, 1, 1e-12, 2e-12, -3e-12);
    const { values } = singularValueDecomposition(a, 3, 2);
    expect(values[0] / Math.sqrt(3)).toBeCloseTo(1, 14);
    expect(values[1] / (1e-12 * Math.sqrt(14))).toBeCloseTo(1, 12);
  });

  it('meets the condition number of the Hilbert matrix', () => {
    const { values } = singularValueDecomposition(hilbert(8), 8, 8);
    // N. J. Higham, Accuracy and Stability of Numerical Algorithms, table 28.1.
    expect(values[0] / values[7] / 1.526e10).toBeCloseTo(1, 3);
  });

  it('shows a lost rank as a zero, and stays finite', () => {
    const { values, u, v } = singularValueDecomposition(Float64Array.of(1, 2, 3, 2, 4, 6), 3, 2);
    expect(values[1]).toBeLessThan(1e-15 * values[0]);
    expect(singularValueDecomposition(new Float64Array(4), 2, 2).values).toEqual(new Float64Array(2));
    expect([...u, ...v].every(Number.isFinite)).toBe(true);
  });
});
