import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import { quadraticForm } from '../../quantity/propagate.js';
import { normalQuantile, studentTQuantile } from './distributions.js';
import { band, leaveOneOutResiduals, regress, regressLine } from './weighted-regression.js';

const x = [0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0];
const y = [0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9];

describe('straight line', () => {
  it('agrees with the closed form of a small case', () => {
    // x = 1, 2, 3 and y = 1, 2, 4: slope 3/2, intercept -2/3, residual sum 1/6.
    const fit = regressLine([1, 2, 3], [1, 2, 4]);
    expect(fit.slope).toBeCloseTo(1.5, 14);
    expect(fit.intercept).toBeCloseTo(-2 / 3, 14);
    expect(fit.chiSquared).toBeCloseTo(1 / 6, 14);
    expect(fit.unscaledCovariance[3]).toBeCloseTo(0.5, 14);
    expect(fit.unscaledCovariance[0]).toBeCloseTo(1 / 3 + 2, 14);
  });
  it('is the general fit with columns 1 and x, weights included', () => {
    const weights = x.map((_, i) => 1 + (i % 4));
    const line = regressLine(x, y, weights);
    const general = regress([x.map(() => 1), x], y, weights);
    for (let j = 0; j < 2; j++) expect(general.coefficients[j] / line.coefficients[j]).toBeCloseTo(1, 10);
    for (let j = 0; j < 4; j++) expect(general.unscaledCovariance[j] / line.unscaledCovariance[j]).toBeCloseTo(1, 11);
    for (let i = 0; i < x.length; i++) {
      expect(general.leverages[i]).toBeCloseTo(line.leverages[i], 12);
      expect(general.residuals[i]).toBeCloseTo(line.residuals[i], 9);
    }
    expect(general.chiSquared / line.chiSquared).toBeCloseTo(1, 10);
  });
});

describe('general linear fit', () => {
  it('recovers a polynomial of fifth order whose columns are nearly dependent', () => {
    // The polynomial 1 + x + ... + x^5 at x = 0 ... 20 (the design of the NIST StRD Wampler problems): all ones.
    const places = Array.from({ length: 21 }, (_, i) => i);
    const columns = Array.from({ length: 6 }, (_, power) => places.map((place) => place ** power));
    const values = places.map((_, i) => columns.reduce((sum, column) => sum + column[i], 0));
    const fit = regress(columns, values);
    for (const coefficient of fit.coefficients) expect(coefficient).toBeCloseTo(1, 8);
  });
  it('has leverages that add up to the number of columns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (weights) => {
          const fit = regress([x.map(() => 1), x, x.map((value) => Math.sqrt(value))], y, weights);
          expect(fit.leverages.reduce((sum, h) => sum + h, 0)).toBeCloseTo(3, 9);
        },
      ),
      { seed: 11, numRuns: 40 },
    );
  });
  it('refuses dependent columns, too few points and bad weights', () => {
    for (const [attempt, code] of [
      [() => regress([x, x.map((value) => 2 * value)], y), 'fit-failed'],
      [() => regress([[1], [2]], [3]), 'too-few-points'],
      [() => regressLine([1, 1, 1], [1, 2, 3]), 'fit-failed'],
      [() => regressLine([1, 2, 3], [1, 2, 3], [1, 0, 1]), 'fit-failed'],
    ] as const) {
      let caught: unknown;
      try {
        attempt();
      } catch (error) {
        caught = error;
      }
      expect(isInterphaseError(caught, code)).toBe(true);
    }
  });
});

describe('leave one out', () => {
  it('equals refitting without the point', () => {
    const weights = x.map((_, i) => 1 + (i % 3));
    const left = leaveOneOutResiduals(regressLine(x, y, weights));
    for (let drop = 0; drop < x.length; drop++) {
      const keep = (values: readonly number[]) => values.filter((_, i) => i !== drop);
      const rest = regressLine(keep(x), keep(y), keep(weights));
      expect(left[drop]).toBeCloseTo(y[drop] - rest.intercept - rest.slope * x[drop], 9);
    }
  });
  it('is infinite for a point that alone fixes a coefficient', () => {
    expect(leaveOneOutResiduals(regressLine([0, 0, 5], [1, 2, 9]))[2]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('bands', () => {
  it('widen from the confidence of the line to the prediction of a point', () => {
    const fit = regressLine(x, y);
    const s = Math.sqrt(fit.reducedChiSquared!);
    const spread = Math.sqrt(quadraticForm([1, 500], fit.unscaledCovariance));
    const curve = band(fit, [1, 500], { scale: 'estimated' });
    const point = band(fit, [1, 500], { scale: 'estimated', newPointWeight: 1 });
    expect(curve.value).toBeCloseTo(fit.intercept + 500 * fit.slope, 9);
    expect(curve.halfWidth).toBeCloseTo(studentTQuantile(0.975, 8) * s * spread, 12);
    expect(point.halfWidth).toBeCloseTo(studentTQuantile(0.975, 8) * s * Math.hypot(spread, 1), 12);
    expect(band(fit, [1, 500], { scale: 'known', level: 0.68 }).halfWidth).toBeCloseTo(
      normalQuantile(0.84) * spread,
      12,
    );
  });
  it('cannot be scaled without degrees of freedom', () => {
    expect(() => band(regressLine([1, 2], [1, 2]), [1, 3], { scale: 'estimated' })).toThrow(/degrees of freedom/);
  });
});
