import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalMatrix, normalVector, sumOfSquares } from './normal-matrix.js';
import { distance, multiply, randomMatrix, transpose } from './test-support/matrices.js';

it('agrees with the plain products for every parity of rows and columns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 9 }), fc.integer(), (m, n, seed) => {
      const j = randomMatrix(m, n, seed);
      const r = randomMatrix(m, 1, seed + 1);
      const t = transpose(j, m, n);
      const gram = new Float64Array(n * n).fill(Number.NaN);
      const right = new Float64Array(n).fill(Number.NaN);
      normalMatrix(j, m, n, gram);
      normalVector(j, r, m, n, right);
      expect(distance(gram, multiply(t, j, n, m, n))).toBeLessThan(1e-13);
      expect(distance(right, multiply(t, r, n, m, 1))).toBeLessThan(1e-13);
    }),
  );
});

it('sums squares of the leading entries', () => {
  expect(sumOfSquares(Float64Array.of(3, 4, 100), 2)).toBe(25);
  expect(sumOfSquares(Float64Array.of(3, 4))).toBe(25);
});
