import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { estimateCovariance } from './covariance.js';
import { minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';
import { estimateSharedCovariance } from './shared-covariance.js';
import { minimiseShared } from './shared-fit.js';
import { type SharedModel, shareParameters } from './shared-model.js';
import { f64 } from './test-support/models.js';

const rows = 25;
const t = Float64Array.from({ length: rows }, (_, i) => i / 5);

/** amplitude exp(-rate t) + offset * (1 - exp(-fast t)): amplitude, rate, offset of each set; fast the same for all. */
function set(y: Float64Array): ResidualModel {
  return {
    residualCount: rows,
    parameterCount: 4,
    evaluate(p, residuals, jacobian) {
      for (let i = 0; i < rows; i++) {
        const slow = Math.exp(-p[1] * t[i]);
        const fast = Math.exp(-p[3] * t[i]);
        residuals[i] = p[0] * slow + p[2] * (1 - fast) - y[i];
        if (jacobian === null) continue;
        jacobian[i] = slow;
        jacobian[rows + i] = -p[0] * t[i] * slow;
        jacobian[2 * rows + i] = 1 - fast;
        jacobian[3 * rows + i] = p[2] * t[i] * fast;
      }
    },
  };
}

function simulate(count: number, noise: number): { models: ResidualModel[]; starts: Float64Array[] } {
  const random = createRandom(21);
  const models = Array.from({ length: count }, (_, s) =>
    set(
      t.map(
        (x) =>
          (2 + s / count) * Math.exp(-(0.4 + 0.3 * Math.cos(s)) * x) +
          (1 + 0.5 * Math.sin(s)) * (1 - Math.exp(-4 * x)) +
          noise * random.normal(),
      ),
    ),
  );
  return { models, starts: models.map(() => f64(1.5, 0.3, 0.8)) };
}

/** All sets as one model with a dense Jacobian: locals of each set, then the shared parameter. */
function stacked(models: readonly ResidualModel[]): ResidualModel {
  const total = rows * models.length;
  return {
    residualCount: total,
    parameterCount: 3 * models.length + 1,
    evaluate(p, residuals, jacobian) {
      jacobian?.fill(0);
      const shared = p[3 * models.length];
      models.forEach((model, s) => {
        const own = jacobian === null ? null : new Float64Array(4 * rows);
        const at = s * rows;
        model.evaluate(f64(...p.subarray(3 * s, 3 * s + 3), shared), residuals.subarray(at, at + rows), own);
        if (own === null || jacobian === null) return;
        for (let j = 0; j < 4; j++) {
          const column = j < 3 ? 3 * s + j : 3 * models.length;
          jacobian.set(own.subarray(j * rows, (j + 1) * rows), column * total + at);
        }
      });
    },
  };
}

describe('minimiseShared', () => {
  const { models, starts } = simulate(4, 0.02);
  const model = shareParameters(models, [3]);
  const boxes = starts.map((start) => ({ start }));
  const dense = stacked(models);
  const denseStart = f64(...starts.flatMap((start) => [...start]), 3);

  it('is the fit of all sets at once', () => {
    const found = minimiseShared(model, boxes, { start: f64(3) });
    const expected = minimise(dense, denseStart);
    expect(found.stopReason).toBe('converged');
    expect(found.sumOfSquares / expected.sumOfSquares - 1).toBeCloseTo(0, 12);
    expect(found.shared[0] / expected.parameters[12] - 1).toBeCloseTo(0, 8);
    found.locals.forEach((local, s) => {
      local.forEach((value, j) => {
        expect(value / expected.parameters[3 * s + j] - 1).toBeCloseTo(0, 8);
      });
    });
    expect(found.setSums.reduce((a, b) => a + b) / found.sumOfSquares - 1).toBeCloseTo(0, 12);
    expect(found.sharedAtBound).toEqual([null]);
  });

  it('has the covariance of the fit of all sets at once', () => {
    const found = minimiseShared(model, boxes, { start: f64(3) });
    const covariance = estimateSharedCovariance(model, found);
    const expected = estimateCovariance(dense, minimise(dense, denseStart));
    expect(covariance.degreesOfFreedom).toBe(expected.degreesOfFreedom);
    expect(covariance.reducedChiSquare / expected.reducedChiSquare - 1).toBeCloseTo(0, 10);
    expect(covariance.shared.standardErrors[0] / expected.standardErrors[12] - 1).toBeCloseTo(0, 7);
    const at = (s: number, j: number): number => (j < 3 ? 3 * s + j : 12);
    covariance.sets.forEach((estimate, s) => {
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          const reference = expected.covariance[at(s, i) + 13 * at(s, j)];
          expect(estimate.covariance[i + 4 * j] / reference - 1).toBeCloseTo(0, 6);
        }
      }
    });
    const known = estimateSharedCovariance(model, found, { scale: 'known' });
    const ratio = known.shared.covariance[0] * covariance.reducedChiSquare;
    expect(ratio / covariance.shared.covariance[0] - 1).toBeCloseTo(0, 10);
  });

  it('respects bounds of local and shared parameters', () => {
    const bounded = starts.map((start) => ({ start, lower: f64(0, 0.35, 0), upper: f64(2.4, 9, 1.2) }));
    const shared = { start: f64(3), lower: f64(0), upper: f64(3.7) };
    const found = minimiseShared(model, bounded, shared);
    const expected = minimise(dense, denseStart, {
      lower: f64(...bounded.flatMap(({ lower }) => [...lower]), 0),
      upper: f64(...bounded.flatMap(({ upper }) => [...upper]), 3.7),
    });
    expect(found.converged).toBe(true);
    expect(expected.converged).toBe(true);
    expect(found.sumOfSquares / expected.sumOfSquares - 1).toBeCloseTo(0, 11);
    expect([...found.localsAtBound.flat(), ...found.sharedAtBound]).toEqual(expected.atBound);
    expect(expected.atBound.filter((bound) => bound !== null).length).toBeGreaterThan(2);
    const held = estimateSharedCovariance(model, found, { bounds: 'held' });
    const reference = estimateCovariance(dense, expected, { bounds: 'held' });
    expect(held.degreesOfFreedom).toBe(reference.degreesOfFreedom);
    const free = found.localsAtBound[0].indexOf(null);
    expect(held.sets[0].standardErrors[free] / reference.standardErrors[free] - 1).toBeCloseTo(0, 7);
    expect(held.shared.standardErrors[0]).toBe(0);
  });

  it('reaches the truth with very many sets, closer than any set alone', () => {
    const many = simulate(100, 0.02);
    const large = shareParameters(many.models, [3]);
    const found = minimiseShared(
      large,
      many.starts.map((start) => ({ start })),
      { start: f64(2) },
    );
    expect(found.converged).toBe(true);
    const { shared, sets } = estimateSharedCovariance(large, found);
    expect(Math.abs(found.shared[0] - 4)).toBeLessThan(3 * shared.standardErrors[0]);
    expect(sets).toHaveLength(100);
    const alone = minimise(many.models[0], f64(1.5, 0.3, 0.8, 3));
    const single = estimateCovariance(many.models[0], alone).standardErrors[3];
    expect(shared.standardErrors[0]).toBeLessThan(single / 4);
  });

  it('takes sets of different sizes', () => {
    // Means of groups around a common offset of even rows.
    const groups = [f64(1, 2, 3), f64(10, 11), f64(5, 5, 5, 9)];
    const uneven: SharedModel = {
      setCount: 3,
      sharedCount: 1,
      residualCount: (s) => groups[s].length,
      localCount: () => 1,
      evaluate(s, local, shared, residuals, jl, js) {
        groups[s].forEach((value, i) => {
          residuals[i] = local[0] + (i % 2) * shared[0] - value;
          if (jl) jl[i] = 1;
          if (js) js[i] = i % 2;
        });
      },
    };
    const found = minimiseShared(
      uneven,
      groups.map(() => ({ start: f64(0) })),
      { start: f64(0) },
    );
    expect(found.converged).toBe(true);
    // Normal equation of the shared offset: sum over groups of the differences between odd and even rows.
    const weights = groups.map((g) => {
      const odd = Math.floor(g.length / 2);
      return (odd * (g.length - odd)) / g.length;
    });
    const difference = groups.map((g) => {
      const part = (r: number): number[] => [...g].filter((_, i) => i % 2 === r);
      const mean = (v: number[]): number => v.reduce((a, b) => a + b) / v.length;
      return mean(part(1)) - mean(part(0));
    });
    const offset = weights.reduce((sum, w, s) => sum + w * difference[s], 0) / weights.reduce((sum, w) => sum + w);
    expect(found.shared[0]).toBeCloseTo(offset, 12);
    const { shared } = estimateSharedCovariance(uneven, found, { scale: 'known' });
    expect(shared.covariance[0]).toBeCloseTo(1 / weights.reduce((sum, w) => sum + w), 12);
  });

  it('refuses starts that do not fit', () => {
    expect(() => minimiseShared(model, boxes.slice(1), { start: f64(3) })).toThrow(/3 starts for 4 data sets/);
    expect(() => minimiseShared(model, boxes, { start: f64(3, 4) })).toThrow(/the shared parameters/);
    expect(() => minimiseShared(model, boxes, { start: f64(3), lower: f64(4), upper: f64(2) })).toThrow(/no room/);
    expect(() => minimiseShared(model, boxes, { start: f64(Number.NaN) })).toThrow(/not finite/);
  });
});
