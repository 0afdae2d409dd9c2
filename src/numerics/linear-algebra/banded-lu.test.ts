import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandedIndex, bandedLength, bandedLuInPlace, bandedLuSolveInPlace } from './banded-lu.js';
import { distance, multiply, randomMatrix } from './test-support/matrices.js';

describe('banded LU', () => {
  it('solves random band systems, also with zeros on the diagonal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer(),
        (n, lower, upper, seed) => {
          const entries = randomMatrix(n, n, seed);
          const dense = new Float64Array(n * n);
          const band = new Float64Array(bandedLength(n, lower, upper));
          for (let j = 0; j < n; j++) {
            for (let i = Math.max(0, j - upper); i <= Math.min(n - 1, j + lower); i++) {
              const value = i === j && lower > 0 && j % 3 === 0 && n > 1 ? 0 : entries[i + j * n];
              dense[i + j * n] = value;
              band[bandedIndex(i, j, lower, upper)] = value;
            }
          }
          const x = randomMatrix(n, 1, seed + 1);
          const b = multiply(dense, x, n, n, 1);
          const pivots = new Int32Array(n);
          if (!bandedLuInPlace(band, n, lower, upper, pivots)) return;
          const answer = b.slice();
          bandedLuSolveInPlace(band, n, lower, upper, pivots, answer);
          // Judged by the residual: a random band matrix may be badly conditioned.
          const size = 1 + Math.max(...answer.map(Math.abs));
          expect(distance(multiply(dense, answer, n, n, 1), b)).toBeLessThan(1e-12 * size);
        },
      ),
    );
  });

  it('solves the Poisson equation in closed form', () => {
    const n = 99;
    const band = new Float64Array(bandedLength(n, 1, 1));
    for (let j = 0; j < n; j++) {
      band[bandedIndex(j, j, 1, 1)] = 2;
      if (j > 0) band[bandedIndex(j, j - 1, 1, 1)] = -1;
      if (j < n - 1) band[bandedIndex(j, j + 1, 1, 1)] = -1;
    }
    const pivots = new Int32Array(n);
    expect(bandedLuInPlace(band, n, 1, 1, pivots)).toBe(true);
    const b = new Float64Array(n).fill(1);
    bandedLuSolveInPlace(band, n, 1, 1, pivots, b);
    for (let i = 0; i < n; i++) expect(b[i] / (0.5 * (i + 1) * (n - i))).toBeCloseTo(1, 11);
  });

  it('says when the matrix is singular', () => {
    const pivots = new Int32Array(2);
    expect(bandedLuInPlace(new Float64Array(bandedLength(2, 1, 1)), 2, 1, 1, pivots)).toBe(false);
  });
});
