import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearLeastSquares, scaleColumns } from './linear-least-squares.js';
import { applyQTransposed, inverseNormalMatrix, pivotedQr } from './qr.js';
import { distance, hilbert, identity, multiply, randomMatrix, transpose } from './test-support/matrices.js';

describe('pivoted QR', () => {
  it('gives back A P = Q R and a descending diagonal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer(), (m, n, seed) => {
        const a = randomMatrix(m, n, seed);
        const qr = pivotedQr(a.slice(), m, n);
        const r = new Float64Array(m * n);
        for (let j = 0; j < n; j++) for (let i = 0; i <= Math.min(j, m - 1); i++) r[i + j * m] = qr.factor[i + j * m];
        for (let j = 0; j < n; j++) {
          const column = a.slice(qr.pivots[j] * m, qr.pivots[j] * m + m);
          applyQTransposed(qr, column);
          expect(distance(column, r.slice(j * m, j * m + m))).toBeLessThan(1e-13);
        }
        for (let k = 1; k < Math.min(m, n); k++) {
          const before = Math.abs(qr.factor[k - 1 + (k - 1) * m]);
          expect(Math.abs(qr.factor[k + k * m])).toBeLessThanOrEqual(before * (1 + 1e-12));
        }
      }),
    );
  });

  it('inverts the normal matrix', () => {
    const a = randomMatrix(9, 4, 7);
    const inverse = inverseNormalMatrix(pivotedQr(a.slice(), 9, 4));
    const gram = multiply(transpose(a, 9, 4), a, 4, 9, 4);
    expect(distance(multiply(gram, inverse, 4, 4, 4), identity(4))).toBeLessThan(1e-12);
  });

  it('marks what a rank-deficient matrix does not determine as NaN', () => {
    const inverse = inverseNormalMatrix(pivotedQr(Float64Array.of(1, 1, 1, 2, 2, 2), 3, 2));
    expect(inverse.filter(Number.isNaN).length).toBe(3);
  });
});

describe('linear least squares', () => {
  it('fits a line with the textbook answer', () => {
    const a = Float64Array.of(1, 1, 1, 1, 0, 1, 2, 3);
    const { solution, residualSumOfSquares, rank } = linearLeastSquares(a, 4, 2, Float64Array.of(6, 5, 7, 10));
    expect(solution[0]).toBeCloseTo(4.9, 13);
    expect(solution[1]).toBeCloseTo(1.4, 13);
    expect(residualSumOfSquares).toBeCloseTo(4.2, 12);
    expect(rank).toBe(2);
  });

  it('leaves a residual orthogonal to the columns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 10 }), fc.integer(), (n, extra, seed) => {
        const m = n + extra;
        const a = randomMatrix(m, n, seed);
        const b = randomMatrix(m, 1, seed + 3);
        const { solution, residualSumOfSquares } = linearLeastSquares(a, m, n, b);
        const fitted = multiply(a, solution, m, n, 1);
        const residual = b.map((value, i) => value - fitted[i]);
        const scale = 1 + Math.max(...solution.map(Math.abs));
        expect(distance(multiply(transpose(a, m, n), residual, n, m, 1), new Float64Array(n))).toBeLessThan(
          1e-12 * scale,
        );
        const sum = residual.reduce((s, r) => s + r * r, 0);
        expect(Math.abs(sum - residualSumOfSquares)).toBeLessThan(1e-11 * scale * scale);
      }),
    );
  });

  it('reports dependent columns by number, whatever their units', () => {
    const base = randomMatrix(20, 3, 5);
    const a = new Float64Array(80);
    a.set(base);
    for (let i = 0; i < 20; i++) a[60 + i] = 1e-9 * (base[i] + base[20 + i]);
    const b = randomMatrix(20, 1, 6);
    const { rank, dependentColumns, solution, residualSumOfSquares } = linearLeastSquares(a, 20, 4, b, 1e-12);
    expect(rank).toBe(3);
    expect(dependentColumns).toHaveLength(1);
    expect(solution[dependentColumns[0]]).toBe(0);
    expect(residualSumOfSquares).toBeCloseTo(linearLeastSquares(base, 20, 3, b).residualSumOfSquares, 12);
  });

  it('keeps a small residual on the Hilbert matrix although the solution is lost', () => {
    const a = hilbert(12);
    const b = multiply(a, new Float64Array(12).fill(1), 12, 12, 1);
    const { solution } = linearLeastSquares(a, 12, 12, b);
    expect(distance(multiply(a, solution, 12, 12, 1), b)).toBeLessThan(1e-14);
  });

  it('answers a matrix of zeros with zeros', () => {
    const { solution, rank } = linearLeastSquares(new Float64Array(6), 3, 2, Float64Array.of(1, 2, 3));
    expect([...solution]).toEqual([0, 0]);
    expect(rank).toBe(0);
  });

  it('scales columns to unit length, also near the ends of the number range', () => {
    const a = Float64Array.of(3e200, 4e200, 3e-200, 4e-200);
    const scales = scaleColumns(a, 2, 2);
    expect(scales[0] / 5e200).toBeCloseTo(1, 14);
    expect(scales[1] / 5e-200).toBeCloseTo(1, 14);
    expect(a[3]).toBeCloseTo(0.8, 14);
  });
});
