import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from './symmetric-eigen.js';
import { distance, hilbert, identity, multiply, randomMatrix, transpose } from './test-support/matrices.js';

describe('symmetric eigenvalues', () => {
  it('diagonalises random symmetric matrices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer(), fc.boolean(), (n, seed, sparse) => {
        const a = randomMatrix(n, n, seed);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < i; j++) {
            if (sparse && (i * 7 + j * 3 + seed) % 4 !== 0) a[i + j * n] = 0;
            a[j + i * n] = a[i + j * n];
          }
        }
        const { values, vectors } = symmetricEigen(a, n);
        const scaled = vectors.slice();
        for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) scaled[i + k * n] *= values[k];
        expect(distance(multiply(scaled, transpose(vectors, n, n), n, n, n), a)).toBeLessThan(1e-13 * (n + 3));
        expect(distance(multiply(transpose(vectors, n, n), vectors, n, n, n), identity(n))).toBeLessThan(1e-13);
        for (let k = 1; k < n; k++) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
      }),
    );
  });

  it('finds the vibrations of a chain in closed form', () => {
    const n = 40;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i + i * n] = 2;
      if (i > 0) {
        a[i + (i - 1) * n] = -1;
        a[i - 1 + i * n] = -1;
      }
    }
    const { values } = symmetricEigen(a, n);
    for (let k = 0; k < n; k++) {
      expect(values[k]).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13);
    }
  });

  it('handles repeated eigenvalues, zeros and a single element', () => {
    expect([...symmetricEigen(identity(5), 5).values]).toEqual([1, 1, 1, 1, 1]);
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect([...symmetricEigen(Float64Array.of(-3), 1).values]).toEqual([-3]);
  });

  it('keeps the trace and the largest eigenvalue of the Hilbert matrix', () => {
    const { values } = symmetricEigen(hilbert(10), 10);
    expect(values[9]).toBeCloseTo(1.75191967026518, 13);
    let trace = 0;
    for (let i = 0; i < 10; i++) trace += 1 / (2 * i + 1);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 13);
  });
});
