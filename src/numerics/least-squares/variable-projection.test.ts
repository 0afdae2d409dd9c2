import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { estimateCovariance } from './covariance.js';
import { minimise } from './minimise.js';
import { joinedModel, type SeparableModel } from './separable-model.js';
import { f64, jacobianError } from './test-support/models.js';
import { nistModel, nistProblems } from './test-support/nist-problems.js';
import { minimiseSeparable, projectedModel } from './variable-projection.js';

/** Sum of exp(-rate t) terms and, when wanted, a constant. */
function decays(t: ArrayLike<number>, data: Float64Array, count: number, constant: boolean): SeparableModel {
  const rows = data.length;
  return {
    residualCount: rows,
    nonlinearCount: count,
    linearCount: count + (constant ? 1 : 0),
    data,
    dependencies: Array.from({ length: count }, (_, k) => [k, k] as const),
    evaluate(rates, basis, derivatives) {
      basis.fill(1);
      for (let k = 0; k < count; k++) {
        for (let i = 0; i < rows; i++) {
          const e = Math.exp(-rates[k] * t[i]);
          basis[k * rows + i] = e;
          if (derivatives !== null) derivatives[k * rows + i] = -t[i] * e;
        }
      }
    },
  };
}

const t = Float64Array.from({ length: 40 }, (_, i) => i / 8);
const random = createRandom(6);
const data = t.map((x) => 3 * Math.exp(-0.6 * x) + 2 * Math.exp(-3 * x) + 0.4 + 0.02 * random.normal());

describe('projectedModel', () => {
  it('finds the coefficients of a linear fit', () => {
    const model = decays(t, data, 2, true);
    const projected = projectedModel(model);
    const residuals = new Float64Array(40);
    projected.evaluate(f64(0.5, 2.5), residuals, null);
    // The linear part alone, by the general minimiser with the rates fixed.
    const rates = f64(0.5, 2.5, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const linear = minimise(joinedModel(model), f64(0.5, 2.5, 0, 0, 0), {
      lower: rates,
      upper: rates.map((r) => (r > 0 ? r : -r)),
    });
    expect(residuals.reduce((s, r) => s + r * r, 0) / linear.sumOfSquares - 1).toBeCloseTo(0, 11);
    projected.coefficients.forEach((c, l) => {
      expect(c / linear.parameters[2 + l] - 1).toBeCloseTo(0, 9);
    });
  });

  it('has the exact gradient of its sum of squares', () => {
    const projected = projectedModel(decays(t, data, 2, true));
    const at = f64(0.5, 2.2);
    const residuals = new Float64Array(40);
    const jacobian = new Float64Array(80);
    const sum = (rates: Float64Array): number => {
      projected.evaluate(rates, residuals, null);
      return residuals.reduce((s, r) => s + r * r, 0);
    };
    projected.evaluate(at, residuals, jacobian);
    const gradient = [0, 1].map((j) => 2 * residuals.reduce((s, r, i) => s + r * jacobian[j * 40 + i], 0));
    for (const j of [0, 1]) {
      const h = 1e-6;
      const up = at.slice();
      const down = at.slice();
      up[j] += h;
      down[j] -= h;
      expect((sum(up) - sum(down)) / (2 * h) / gradient[j] - 1).toBeCloseTo(0, 6);
    }
  });

  it('copes with basis functions that coincide', () => {
    const projected = projectedModel(decays(t, data, 2, true));
    const residuals = new Float64Array(40);
    projected.evaluate(f64(1, 1), residuals, null);
    expect([...projected.coefficients].every(Number.isFinite)).toBe(true);
    const single = projectedModel(decays(t, data, 1, true));
    const expected = new Float64Array(40);
    single.evaluate(f64(1), expected, null);
    residuals.forEach((r, i) => {
      expect(r).toBeCloseTo(expected[i], 12);
    });
  });

  it('keeps coefficients from going negative where asked', () => {
    const falling = data.map((value) => value - 2); // needs a negative constant
    const model = decays(t, falling, 1, true);
    const free = projectedModel(model);
    const bounded = projectedModel(model, { nonNegative: true });
    const half = projectedModel(model, { nonNegative: Uint8Array.of(1, 0) });
    for (const projected of [free, bounded, half]) projected.evaluate(f64(1), new Float64Array(40), null);
    expect(free.coefficients[1]).toBeLessThan(-1);
    expect(bounded.coefficients[1]).toBe(0);
    expect(bounded.coefficients[0]).toBeGreaterThan(0);
    expect(half.coefficients[1]).toBeCloseTo(free.coefficients[1], 10);
  });
});

describe('minimiseSeparable', () => {
  it('reaches the minimum of all parameters from starts of the nonlinear ones', () => {
    const model = decays(t, data, 2, true);
    expect(jacobianError(joinedModel(model), f64(0.5, 2, 1, 2, 3))).toBeLessThan(1e-8);
    const found = minimiseSeparable(model, f64(0.3, 1));
    const direct = minimise(joinedModel(model), f64(0.6, 3, 3, 2, 0.4));
    expect(found.converged).toBe(true);
    expect(found.sumOfSquares / direct.sumOfSquares - 1).toBeCloseTo(0, 12);
    found.parameters.forEach((value, j) => {
      expect(value / direct.parameters[j] - 1).toBeCloseTo(0, 7);
    });
    expect(estimateCovariance(joinedModel(model), found).rank).toBe(5);
  });

  it('solves NIST Lanczos2 from its decay constants alone', () => {
    const problem = nistProblems.find(({ name }) => name === 'Lanczos2')!;
    const model = decays(problem.x[0], Float64Array.from(problem.y), 3, false);
    for (const start of problem.starts) {
      const found = minimiseSeparable(model, f64(start[1], start[3], start[5]));
      expect(found.sumOfSquares / problem.sumOfSquares - 1).toBeCloseTo(0, 8);
      const order = [1, 3, 5, 0, 2, 4];
      found.parameters.forEach((value, j) => {
        expect(value / problem.parameters[order[j]] - 1).toBeCloseTo(0, 7);
      });
      const usual = minimise(nistModel(problem, true), Float64Array.from(start), { maxIterations: 500 });
      expect(found.evaluations).toBeLessThan(usual.evaluations);
    }
  });

  it('respects bounds of both kinds', () => {
    const model = decays(
      t,
      data.map((value) => value - 2),
      2,
      true,
    );
    const found = minimiseSeparable(model, f64(0.5, 2), {
      nonNegative: true,
      lower: f64(0.1, 1.5),
      upper: f64(1.2, 9),
    });
    const direct = minimise(joinedModel(model), f64(0.5, 2, 1, 1, 1), {
      lower: f64(0.1, 1.5, 0, 0, 0),
      upper: f64(1.2, 9, 99, 99, 99),
    });
    expect(found.converged).toBe(true);
    expect(found.sumOfSquares).toBeLessThanOrEqual(direct.sumOfSquares * (1 + 1e-9));
    expect(found.parameters[4]).toBe(0);
    expect(found.atBound[4]).toBe('lower');
  });
});
