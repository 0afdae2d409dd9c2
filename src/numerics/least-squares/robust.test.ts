import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { estimateCovariance } from './covariance.js';
import { minimise } from './minimise.js';
import { efficientScale, type Loss, minimiseRobust, residualSigma, robustModel } from './robust.js';
import { decayModel, f64, jacobianError, linearModel, lineModel } from './test-support/models.js';
import { weightedModel } from './weights.js';

const losses: Loss[] = ['soft-l1', 'huber', 'cauchy'];
const x = Float64Array.from({ length: 40 }, (_, i) => i / 10);

function noisyLine(seed: number, outliers: number): Float64Array {
  const random = createRandom(seed);
  const y = x.map((value) => 1 + 2 * value + 0.1 * random.normal());
  for (let k = 0; k < outliers; k++) y[4 + 5 * k] += 8 + random.uniform();
  return y;
}

describe('robustModel', () => {
  it('has the robust loss as its sum of squares', () => {
    const rho: Record<Loss, (u: number) => number> = {
      'soft-l1': (u) => 2 * (Math.sqrt(1 + u * u) - 1),
      huber: (u) => (Math.abs(u) <= 1 ? u * u : 2 * Math.abs(u) - 1),
      cauchy: (u) => Math.log(1 + u * u),
    };
    const plain = lineModel([0, 1, 2], [0.3, -2, 9]);
    const residuals = new Float64Array(3);
    for (const loss of losses) {
      robustModel(plain, loss, 1.7).evaluate(f64(0, 1), residuals, null);
      const sum = residuals.reduce((s, r) => s + r * r, 0);
      const expected = [-0.3, 3, -7].reduce((s, r) => s + 1.7 ** 2 * rho[loss](r / 1.7), 0);
      expect(sum).toBeCloseTo(expected, 12);
      expect(Math.sign(residuals[2])).toBe(-1);
    }
  });

  it('has its derivatives', () => {
    const t = Float64Array.from({ length: 12 }, (_, i) => i / 2);
    const model = decayModel(
      t,
      t.map((value) => Math.exp(-value) + Math.sin(3 * value)),
    );
    for (const loss of losses) expect(jacobianError(robustModel(model, loss, 0.4), f64(1.3, 0.8))).toBeLessThan(1e-8);
  });

  it('is least squares for a large scale, and refuses one that is not positive', () => {
    const model = lineModel(x, noisyLine(1, 0));
    const plain = minimise(model, f64(0, 0));
    for (const loss of losses) {
      const robust = minimise(robustModel(model, loss, 1e5), f64(0, 0));
      expect(robust.parameters[1]).toBeCloseTo(plain.parameters[1], 9);
    }
    expect(() => robustModel(model, 'huber', 0)).toThrow(RangeError);
  });
});

describe('minimiseRobust', () => {
  it.each(losses)('is hardly moved by outliers that spoil least squares (%s)', (loss) => {
    const clean = minimise(lineModel(x, noisyLine(3, 0)), f64(0, 0)).parameters;
    const spoilt = lineModel(x, noisyLine(3, 5));
    const plain = minimise(spoilt, f64(0, 0)).parameters;
    const robust = minimiseRobust(spoilt, f64(0, 0), { loss });
    expect(Math.abs(plain[0] - clean[0])).toBeGreaterThan(0.5);
    expect(Math.abs(robust.minimum.parameters[0] - clean[0])).toBeLessThan(0.1);
    expect(robust.minimum.converged).toBe(true);
    for (let k = 0; k < 5; k++) expect(robust.weights[4 + 5 * k]).toBeLessThan(0.05);
    expect(robust.weights[5]).toBeGreaterThan(0.5);
    expect(robust.scale / efficientScale[loss]).toBeGreaterThan(0.05);
    expect(robust.scale / efficientScale[loss]).toBeLessThan(0.25);
  });

  it('quotes errors that cover the truth, at little cost when there are no outliers', () => {
    const runs = 300;
    let covered = 0;
    let ratio = 0;
    for (let seed = 0; seed < runs; seed++) {
      const model = lineModel(x, noisyLine(100 + seed, 0));
      const robust = minimiseRobust(model, f64(0, 0));
      const error = robust.covariance.standardErrors[1];
      if (Math.abs(robust.minimum.parameters[1] - 2) < error) covered++;
      ratio += error / estimateCovariance(model, minimise(model, f64(0, 0))).standardErrors[1] / runs;
    }
    expect(Math.abs(covered / runs - 0.68)).toBeLessThan(0.09); // three standard deviations of 300 runs
    expect(ratio).toBeGreaterThan(0.97);
    expect(ratio).toBeLessThan(1.08);
  });

  it('takes an exact fit as it is', () => {
    const robust = minimiseRobust(lineModel([0, 1, 2, 3], [1, 3, 5, 7]), f64(0, 0));
    expect(robust.minimum.parameters[1]).toBeCloseTo(2, 12);
    expect([...robust.weights]).toEqual([1, 1, 1, 1]);
  });
});

describe('efficientScale', () => {
  it.each(losses)('keeps 95 %% of the efficiency for normal errors (%s)', (loss) => {
    // (E psi')^2 / E psi^2 for psi = half the derivative of the loss, by quadrature over the normal density.
    const scale = efficientScale[loss];
    const model = robustModel(lineModel([0, 0], [0, 0]), loss, scale);
    const square = (r: number): number => {
      const residuals = new Float64Array(2);
      model.evaluate(f64(r, 0), residuals, null);
      return residuals[0] ** 2;
    };
    const step = 0.01;
    let psiSquared = 0;
    let slope = 0;
    for (let r = -9; r <= 9; r += step) {
      const density = (Math.exp((-r * r) / 2) / Math.sqrt(2 * Math.PI)) * step;
      const h = 1e-3;
      const psi = (square(r + h) - square(r - h)) / (4 * h);
      psiSquared += density * psi * psi;
      slope += density * r * psi; // E psi' = E r psi for a normal density
    }
    expect(slope ** 2 / psiSquared).toBeCloseTo(0.95, 3);
  });
});

describe('residualSigma', () => {
  it('is the standard deviation of normal residuals, whatever a few others do', () => {
    const random = createRandom(8);
    const residuals = Float64Array.from({ length: 4000 }, () => 3 * random.normal());
    residuals.fill(1e6, 0, 40);
    expect(Math.abs(residualSigma(residuals, 0) / 3 - 1)).toBeLessThan(0.06);
  });
});

describe('weightedModel', () => {
  it('multiplies residuals and derivatives', () => {
    const model = lineModel([0, 1, 2], [1, 2, 4]);
    const weighted = weightedModel(model, f64(1, 2, 0));
    const residuals = new Float64Array(3);
    const jacobian = new Float64Array(6);
    weighted.evaluate(f64(0, 0), residuals, jacobian);
    expect([...residuals]).toEqual([-1, -4, -0]);
    expect([...jacobian]).toEqual([1, 2, 0, 0, 2, 0]);
    expect(() => weightedModel(model, f64(1))).toThrow(RangeError);
    // Weights 1 / sigma are the weighted mean in closed form.
    const mean = linearModel(f64(1, 1, 1), f64(1, 2, 4));
    expect(minimise(weightedModel(mean, f64(1, 0.5, 0.25)), f64(0)).parameters[0]).toBeCloseTo(
      (1 + 2 / 4 + 4 / 16) / (1 + 1 / 4 + 1 / 16),
      13,
    );
  });
});
