import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNonNegativeSolver, nonNegativeLeastSquares, nonNegativeLeastSquaresOf } from './nnls.js';
import { normalMatrix, normalVector } from './normal-matrix.js';
import { distance, multiply, randomMatrix } from './test-support/matrices.js';

function problem(rows: number, columns: number, seed: number) {
  const a = randomMatrix(rows, columns, seed);
  const b = randomMatrix(rows, 1, seed + 1);
  const gram = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  normalMatrix(a, rows, columns, gram);
  normalVector(a, b, rows, columns, right);
  return { a, b, gram, right };
}

/** Smallest objective over every choice of passive variables whose answer is feasible. */
function bruteForce(gram: Float64Array, right: Float64Array, n: number, free: Uint8Array): number {
  let best = 0;
  for (let mask = 0; mask < 1 << n; mask++) {
    const chosen = Array.from({ length: n }, (_, j) => j).filter((j) => (mask >> j) & 1);
    const k = chosen.length;
    const m = chosen.map((i) => [...chosen.map((j) => gram[i + j * n]), right[i]]);
    for (let p = 0; p < k; p++) {
      for (let q = p + 1; q < k; q++) {
        const factor = m[q][p] / m[p][p];
        for (let r = p; r <= k; r++) m[q][r] -= factor * m[p][r];
      }
    }
    const x = new Array<number>(k).fill(0);
    for (let p = k - 1; p >= 0; p--) {
      let sum = m[p][k];
      for (let q = p + 1; q < k; q++) sum -= m[p][q] * x[q];
      x[p] = sum / m[p][p];
    }
    if (!x.every((value, p) => value >= 0 || free[chosen[p]] === 1)) continue;
    // At a stationary point of the chosen variables the objective is -c'x / 2.
    best = Math.min(best, -0.5 * x.reduce((sum, value, p) => sum + value * right[chosen[p]]!, 0));
  }
  return best;
}

function objective(gram: Float64Array, right: Float64Array, x: Float64Array, n: number): number {
  const gx = multiply(gram, x, n, n, 1);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += x[j] * (0.5 * gx[j] - right[j]);
  return sum;
}

describe('non-negative least squares', () => {
  it('finds the minimum over all choices of active variables', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        fc.uint8Array({ minLength: 8, maxLength: 8, max: 1 }),
        (n, seed, free) => {
          const { gram, right } = problem(n + 4, n, seed);
          const { x, converged } = nonNegativeLeastSquares(gram, right, n, { free });
          expect(converged).toBe(true);
          for (let j = 0; j < n; j++) if (free[j] === 0) expect(x[j]).toBeGreaterThanOrEqual(0);
          const best = bruteForce(gram, right, n, free);
          expect(objective(gram, right, x, n)).toBeLessThanOrEqual(best + 1e-10 * (1 + Math.abs(best)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('meets the optimality conditions on larger problems, cold and warm, with one solver', () => {
    const solver = createNonNegativeSolver(60);
    for (let seed = 0; seed < 20; seed++) {
      const n = 20 + 2 * seed;
      const { gram, right } = problem(n + 10, n, 100 + seed);
      const cold = solver.solve(gram, right, n).x.slice();
      const gx = multiply(gram, cold, n, n, 1);
      for (let j = 0; j < n; j++) {
        if (cold[j] > 0) expect(Math.abs(gx[j] - right[j])).toBeLessThan(1e-9);
        else expect(gx[j] - right[j]).toBeGreaterThan(-1e-9);
      }
      const elsewhere = randomMatrix(n, 1, seed).map(Math.abs);
      const warm = solver.solve(gram, right, n, { start: elsewhere });
      expect(distance(warm.x, cold)).toBeLessThan(1e-8);
      const again = solver.solve(gram, right, n, { start: cold });
      expect(again.iterations).toBe(1);
      expect(distance(again.x, cold)).toBeLessThan(1e-10);
    }
  });

  it('copes with duplicate and zero columns', () => {
    const column = Float64Array.of(1, 2, 3);
    const a = new Float64Array(12);
    a.set(column, 0);
    a.set(column, 3);
    a.set(Float64Array.of(0, 1, -1), 9);
    const { x, converged } = nonNegativeLeastSquaresOf(a, 3, 4, Float64Array.of(2, 4, 6));
    expect(converged).toBe(true);
    expect(x[0] + x[1]).toBeCloseTo(2, 12);
    expect(x[2]).toBe(0);
  });

  it('recovers a sparse positive vector through an ill-conditioned matrix of exponentials', () => {
    const rows = 80;
    const n = 12;
    const a = new Float64Array(rows * n);
    const truth = new Float64Array(n);
    truth[2] = 1;
    truth[8] = 0.5;
    for (let j = 0; j < n; j++) for (let i = 0; i < rows; i++) a[i + j * rows] = Math.exp(-i * 0.05 * 1.5 ** (j - 4));
    const b = multiply(a, truth, rows, n, 1);
    const { x } = nonNegativeLeastSquaresOf(a, rows, n, b);
    expect(distance(multiply(a, x, rows, n, 1), b)).toBeLessThan(1e-7);
    expect(x[2]).toBeCloseTo(1, 2);
  });

  it('answers zero when every column points away', () => {
    const { x } = nonNegativeLeastSquaresOf(Float64Array.of(1, 0, 0, 1), 2, 2, Float64Array.of(-1, -2));
    expect([...x]).toEqual([0, 0]);
  });
});
