import fc from 'fast-check';
import { expect, it } from 'vitest';
import { householderSolveInPlace } from './householder-solve.js';
import { linearLeastSquares } from './linear-least-squares.js';
import { distance, randomMatrix } from './test-support/matrices.js';

it('agrees with pivoted QR for every parity of columns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.integer(), (n, extra, seed) => {
      const m = n + extra;
      const a = randomMatrix(m, n, seed);
      const b = randomMatrix(m, 1, seed + 9);
      const expected = linearLeastSquares(a, m, n, b);
      const x = new Float64Array(n);
      const sum = householderSolveInPlace(a.slice(), m, n, b.slice(), x);
      const scale = 1 + Math.max(...expected.solution.map(Math.abs));
      expect(distance(x, expected.solution)).toBeLessThan(1e-9 * scale * scale);
      expect(Math.abs(sum - expected.residualSumOfSquares)).toBeLessThan(1e-10 * scale);
    }),
  );
});

it('gives an empty column the value zero', () => {
  const x = new Float64Array(2);
  const sum = householderSolveInPlace(Float64Array.of(1, 1, 0, 0), 2, 2, Float64Array.of(2, 4), x);
  expect(x[1]).toBe(0);
  expect(sum).toBeLessThan(20);
});
