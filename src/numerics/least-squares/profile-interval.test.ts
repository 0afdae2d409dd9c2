import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { normalQuantile, studentTQuantile } from '../statistics/distributions.js';
import { estimateCovariance } from './covariance.js';
import { varianceOf } from './map-covariance.js';
import { minimise } from './minimise.js';
import { profileInterval } from './profile-interval.js';
import { linearFunction } from './profile-slice.js';
import type { ResidualModel } from './residual-model.js';
import { decayModel, f64, lineModel } from './test-support/models.js';

const x = [0, 1, 2, 3, 5, 8];
const y = [1.1, 2.7, 5.2, 7.1, 10.8, 17.3];

describe('profileInterval of a linear model', () => {
  const model = lineModel(x, y);
  const minimum = minimise(model, f64(0, 0));
  const covariance = estimateCovariance(model, minimum);

  it('is the t interval', () => {
    for (const level of [0.68, 0.95]) {
      const t = studentTQuantile((1 + level) / 2, 4);
      for (const j of [0, 1]) {
        const found = profileInterval(model, minimum, j, { level });
        const half = t * covariance.standardErrors[j];
        expect(found.lowerEnd).toBe('crossed');
        expect((minimum.parameters[j] - found.lower!) / half - 1).toBeCloseTo(0, 5);
        expect((found.upper! - minimum.parameters[j]) / half - 1).toBeCloseTo(0, 5);
        expect(found.lowerMinimum).toBeNull();
      }
    }
  });

  it('is the normal interval for known errors', () => {
    const known = estimateCovariance(model, minimum, { scale: 'known' });
    const found = profileInterval(model, minimum, 1, { scale: 'known' });
    const half = normalQuantile(0.975) * known.standardErrors[1];
    expect((found.upper! - minimum.parameters[1]) / half - 1).toBeCloseTo(0, 5);
  });

  it('does the same for linear functions: the line at x = 10', () => {
    const at = f64(1, 10);
    const found = profileInterval(model, minimum, linearFunction(at));
    const half = studentTQuantile(0.975, 4) * Math.sqrt(varianceOf(covariance, at));
    expect(found.estimate).toBeCloseTo(minimum.parameters[0] + 10 * minimum.parameters[1], 12);
    expect((found.estimate - found.lower!) / half - 1).toBeCloseTo(0, 5);
    expect((found.upper! - found.estimate) / half - 1).toBeCloseTo(0, 5);
  });

  it('counts fixed parameters out of the degrees of freedom', () => {
    const bounds = { lower: f64(1, -99), upper: f64(1, 99) };
    const fixed = minimise(model, f64(1, 0), bounds);
    const found = profileInterval(model, fixed, 1, bounds);
    const sigma = estimateCovariance(model, fixed, { held: [0] }).standardErrors[1];
    expect((found.upper! - fixed.parameters[1]) / (studentTQuantile(0.975, 5) * sigma) - 1).toBeCloseTo(0, 5);
  });
});

describe('profileInterval of a curved model', () => {
  const t = f64(0.5, 1, 1.5, 2, 3, 4, 6);
  const data = f64(1.62, 1.02, 0.93, 0.71, 0.29, 0.35, 0.04);
  const model = decayModel(t, data);
  const minimum = minimise(model, f64(2, 1));
  const found = profileInterval(model, minimum, 1);

  it('ends where the sum of squares over the other parameters meets its limit', () => {
    for (const rate of [found.lower!, found.upper!]) {
      // The amplitude is linear: its best value for a rate is in closed form.
      let top = 0;
      let bottom = 0;
      t.forEach((time, i) => {
        const e = Math.exp(-rate * time);
        top += e * data[i];
        bottom += e * e;
      });
      const sum = t.reduce((s, time, i) => s + ((top / bottom) * Math.exp(-rate * time) - data[i]) ** 2, 0);
      expect(sum / found.limit - 1).toBeCloseTo(0, 5);
    }
  });

  it('is asymmetric, and the same for the logarithm and as a function', () => {
    const below = found.estimate - found.lower!;
    const above = found.upper! - found.estimate;
    expect(above / below).toBeGreaterThan(1.1);
    const log: ResidualModel = {
      ...model,
      evaluate(p, residuals, jacobian) {
        model.evaluate(p.map(Math.exp), residuals, jacobian);
        jacobian?.forEach((value, k) => {
          jacobian[k] = value * Math.exp(p[k < t.length ? 0 : 1]);
        });
      },
    };
    const inLog = profileInterval(log, minimise(log, f64(0, 0)), 1);
    expect(Math.exp(inLog.lower!) / found.lower! - 1).toBeCloseTo(0, 5);
    expect(Math.exp(inLog.upper!) / found.upper! - 1).toBeCloseTo(0, 5);
    const halfLife = profileInterval(model, minimum, (p, gradient) => {
      gradient.set([0, -Math.LN2 / p[1] ** 2]);
      return Math.LN2 / p[1];
    });
    expect(halfLife.lower! / (Math.LN2 / found.upper!) - 1).toBeCloseTo(0, 5);
    expect(halfLife.upper! / (Math.LN2 / found.lower!) - 1).toBeCloseTo(0, 5);
  });

  it('has a profile that rises on both sides of the estimate', () => {
    const { profile, estimate } = found;
    expect(profile.length).toBeGreaterThan(6);
    for (let k = 1; k < profile.length; k++) {
      const rise = profile[k].sumOfSquares - profile[k - 1].sumOfSquares;
      expect(profile[k].value > estimate ? rise : -rise).toBeGreaterThanOrEqual(0);
    }
  });

  it('is open where the data set no limit', () => {
    // All points lie long after the rise: any fast rate fits.
    const late = f64(5, 6, 7, 8, 9, 10);
    const rise: ResidualModel = {
      residualCount: 6,
      parameterCount: 2,
      evaluate(p, residuals, jacobian) {
        late.forEach((time, i) => {
          const e = Math.exp(-Math.exp(p[1]) * time);
          residuals[i] = p[0] * (1 - e) - (3 + 0.02 * (-1) ** i);
          if (jacobian === null) return;
          jacobian[i] = 1 - e;
          jacobian[6 + i] = p[0] * time * Math.exp(p[1]) * e;
        });
      },
    };
    const fit = minimise(rise, f64(1, 0));
    const open = profileInterval(rise, fit, 1);
    expect(open.upper).toBeNull();
    expect(open.upperEnd).toBe('open');
    expect(open.lowerEnd).toBe('crossed');
    expect(Math.exp(open.lower!)).toBeGreaterThan(0.5);
    expect(Math.exp(open.lower!)).toBeLessThan(1.5);
  });

  it('says when a bound comes first', () => {
    const bounds = { lower: f64(0, found.lower! + 0.01), upper: f64(9, 9) };
    const bounded = profileInterval(model, minimise(model, f64(2, 1), bounds), 1, bounds);
    expect(bounded).toMatchObject({ lower: null, lowerEnd: 'bound', upperEnd: 'crossed' });
    expect(bounded.upper! / found.upper! - 1).toBeCloseTo(0, 5);
    const atBound = { lower: f64(0, found.estimate + 0.05), upper: f64(9, 9) };
    const held = profileInterval(model, minimise(model, f64(2, 2), atBound), 1, atBound);
    expect(held).toMatchObject({ lowerEnd: 'bound', upperEnd: 'crossed' });
  });

  it('reports a lower minimum on the way instead of an interval', () => {
    // (p^2 - 1)^2 + 0.3 p has two minima in its single residual pair.
    const double: ResidualModel = {
      residualCount: 3,
      parameterCount: 1,
      evaluate(p, residuals, jacobian) {
        residuals.set([p[0] ** 2 - 1, 0.3 * (p[0] - 3), 0.5]);
        jacobian?.set([2 * p[0], 0.3, 0]);
      },
    };
    const higher = minimise(double, f64(-1.2));
    expect(higher.parameters[0]).toBeLessThan(0);
    const trapped = profileInterval(double, higher, 0);
    expect(trapped.lower).toBeNull();
    expect(trapped.upper).toBeNull();
    expect(trapped.lowerMinimum!.parameters[0]).toBeGreaterThan(0.9);
    expect(trapped.lowerMinimum!.sumOfSquares).toBeLessThan(higher.sumOfSquares);
  });

  it('needs more residuals than parameters, unless the errors are known', () => {
    const tight = lineModel([0, 1], [1, 2]);
    const exact = minimise(tight, f64(0, 0));
    expect(() => profileInterval(tight, exact, 0)).toThrow(/more residuals/);
    expect(profileInterval(tight, exact, 0, { scale: 'known' }).upper! - 1).toBeCloseTo(1.959964, 4);
  });
});

describe('coverage by simulation', () => {
  it('is what the level says, for standard errors and for profile intervals', () => {
    const random = createRandom(77);
    const t = Float64Array.from({ length: 12 }, (_, i) => i / 3);
    const runs = 400;
    const inside = { wald68: 0, wald95: 0, profile95: 0 };
    for (let k = 0; k < runs; k++) {
      const model = decayModel(
        t,
        t.map((time) => 2 * Math.exp(-0.8 * time) + 0.1 * random.normal()),
      );
      const minimum = minimise(model, f64(2, 0.8));
      const sigma = estimateCovariance(model, minimum).standardErrors[1];
      const off = Math.abs(minimum.parameters[1] - 0.8);
      if (off < studentTQuantile(0.84, 10) * sigma) inside.wald68++;
      if (off < studentTQuantile(0.975, 10) * sigma) inside.wald95++;
      const { lower, upper } = profileInterval(model, minimum, 1);
      if (lower! < 0.8 && upper! > 0.8) inside.profile95++;
    }
    // Three standard deviations of a binomial count of 400.
    expect(Math.abs(inside.wald68 / runs - 0.68)).toBeLessThan(0.07);
    expect(Math.abs(inside.wald95 / runs - 0.95)).toBeLessThan(0.033);
    expect(Math.abs(inside.profile95 / runs - 0.95)).toBeLessThan(0.033);
  });
});
