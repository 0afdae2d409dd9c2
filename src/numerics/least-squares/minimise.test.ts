import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';
import { f64, linearModel, randomLinear } from './test-support/models.js';
import { nistModel, nistProblems } from './test-support/nist-problems.js';
import { createWorkspace } from './workspace.js';

/** Half the gradient of the sum of squares. */
function gradientAt(model: ResidualModel, x: Float64Array): Float64Array {
  const { residualCount: rows, parameterCount: size } = model;
  const residuals = new Float64Array(rows);
  const jacobian = new Float64Array(rows * size);
  model.evaluate(x, residuals, jacobian);
  return Float64Array.from({ length: size }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += jacobian[i + j * rows] * residuals[i];
    return sum;
  });
}

const rosenbrock: ResidualModel = {
  residualCount: 2,
  parameterCount: 2,
  evaluate(p, residuals, jacobian) {
    residuals[0] = 10 * (p[1] - p[0] ** 2);
    residuals[1] = 1 - p[0];
    jacobian?.set([-20 * p[0], -1, 10, 0]);
  },
};

/** Two decays and a constant with a deterministic misfit; amplitudes and times linear or as logarithms. */
function decays(logarithmic: boolean, unit = 1): ResidualModel {
  const n = 60;
  const t = Float64Array.from({ length: n }, (_, i) => i / 8);
  const y = t.map((x) => 3 * Math.exp(-x / 2) + 2 * Math.exp(-2 * x) + 0.5 + 0.02 * Math.sin(57 * x * x));
  return {
    residualCount: n,
    parameterCount: 5,
    evaluate(p, residuals, jacobian) {
      const q = logarithmic ? p.map(Math.exp) : p.map((value, j) => (j === 1 ? value / unit : value));
      for (let i = 0; i < n; i++) {
        const slow = Math.exp(-t[i] / q[1]);
        const fast = Math.exp(-t[i] / q[3]);
        residuals[i] = q[0] * slow + q[2] * fast + q[4] - y[i];
        if (jacobian === null) continue;
        const d = [slow, (q[0] * slow * t[i]) / q[1] ** 2, fast, (q[2] * fast * t[i]) / q[3] ** 2, 1];
        for (let j = 0; j < 5; j++) {
          jacobian[i + j * n] = logarithmic ? d[j] * q[j] : j === 1 ? d[j] / unit : d[j];
        }
      }
    },
  };
}

describe('minimise', () => {
  it('solves a linear problem exactly', () => {
    const model = linearModel(f64(1, 1, 1, 1, 0, 1, 2, 3), f64(1, 3, 2, 5)); // a line through four points
    const minimum = minimise(model, f64(100, -50));
    expect(minimum.stopReason).toBe('converged');
    expect(minimum.parameters[0]).toBeCloseTo(1.1, 13);
    expect(minimum.parameters[1]).toBeCloseTo(1.1, 13);
    expect(minimum.sumOfSquares).toBeCloseTo(2.7, 13);
    expect(minimum.scaledGradient).toBeLessThan(1e-12);
    expect(minimum.atBound).toEqual([null, null]);
  });

  it('finds an exact fit and says so', () => {
    for (const hasJacobian of [true, false]) {
      const minimum = minimise({ ...rosenbrock, hasJacobian }, f64(-1.2, 1));
      expect(minimum.stopReason).toBe('exact');
      expect(minimum.converged).toBe(true);
      expect(minimum.parameters[0]).toBeCloseTo(1, 12);
      expect(minimum.parameters[1]).toBeCloseTo(1, 12);
    }
  });

  it('does not depend on the unit of a parameter', () => {
    const plain = minimise(decays(false), f64(1, 1, 1, 0.3, 0));
    const tiny = minimise(decays(false, 1e-12), f64(1, 1e-12, 1, 0.3, 0));
    expect(tiny.iterations).toBe(plain.iterations);
    expect(tiny.parameters[1] / 1e-12 / plain.parameters[1] - 1).toBeCloseTo(0, 10);
    expect(tiny.sumOfSquares / plain.sumOfSquares - 1).toBeCloseTo(0, 12);
  });

  it('reaches the same minimum through logarithms and without derivatives', () => {
    const start = f64(1, 1, 1, 0.3, 0.1);
    const plain = minimise(decays(false), start);
    const log = minimise(decays(true), start.map(Math.log));
    const differences = minimise({ ...decays(false), hasJacobian: false }, start);
    for (let j = 0; j < 5; j++) {
      expect(Math.exp(log.parameters[j]) / plain.parameters[j] - 1).toBeCloseTo(0, 8);
      expect(differences.parameters[j] / plain.parameters[j] - 1).toBeCloseTo(0, 7);
    }
    expect(log.sumOfSquares / plain.sumOfSquares - 1).toBeCloseTo(0, 12);
  });

  it('ends on the constrained minimum in a box: gradient zero inside, outward on bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 7 }), (seed, size) => {
        const { a, b } = randomLinear(createRandom(seed), 12, size);
        const model = linearModel(a, b);
        const random = createRandom(seed + 0.5);
        const lower = Float64Array.from({ length: size }, () => -random.uniform());
        const upper = Float64Array.from({ length: size }, () => random.uniform());
        const start = Float64Array.from({ length: size }, () => 4 * random.normal());
        const { parameters, atBound, converged } = minimise(model, start, { lower, upper });
        expect(converged).toBe(true);
        const gradient = gradientAt(model, parameters);
        for (let j = 0; j < size; j++) {
          expect(parameters[j]).toBeGreaterThanOrEqual(lower[j]);
          expect(parameters[j]).toBeLessThanOrEqual(upper[j]);
          if (atBound[j] === 'lower') expect(gradient[j]).toBeGreaterThan(-1e-9);
          else if (atBound[j] === 'upper') expect(gradient[j]).toBeLessThan(1e-9);
          else expect(Math.abs(gradient[j])).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('leaves a bound on which it starts, and holds one that it needs', () => {
    const lower = f64(0, 0.1, 0, 0.1, 0);
    const free = minimise(decays(false), f64(1, 1, 1, 0.3, 0.2));
    const released = minimise(decays(false), f64(1, 1, 1, 0.1, 0), { lower });
    expect(released.sumOfSquares / free.sumOfSquares - 1).toBeCloseTo(0, 12);
    expect(released.atBound).toEqual([null, null, null, null, null]);
    const bounded = minimise(decays(false), f64(1, 2, 1, 0.8, 1), { lower: f64(0, 0.1, 0, 0.7, 0.6) });
    expect(bounded.converged).toBe(true);
    expect(bounded.atBound).toEqual([null, null, null, 'lower', 'lower']);
    const fixed = minimise(decays(false), f64(1, 1, 1, 0.7, 0.6), {
      lower: f64(0, 0.1, 0, 0.7, 0.6),
      upper: f64(9, 9, 9, 0.7, 0.6),
    });
    expect(fixed.sumOfSquares / bounded.sumOfSquares - 1).toBeCloseTo(0, 12);
  });

  it('never takes an uphill step', () => {
    for (const name of ['MGH09', 'Eckerle4', 'Nelson']) {
      const problem = nistProblems.find((p) => p.name === name)!;
      const sums: number[] = [];
      minimise(nistModel(problem, true), Float64Array.from(problem.starts[0]), {
        maxIterations: 1000,
        onStep: (_, sum) => sums.push(sum),
      });
      expect(sums.length).toBeGreaterThan(5);
      for (let k = 1; k < sums.length; k++) expect(sums[k]).toBeLessThan(sums[k - 1]);
    }
  });

  it('keeps to its step limits', () => {
    const seen: number[] = [];
    const model: ResidualModel = {
      ...rosenbrock,
      evaluate(p, residuals, jacobian) {
        seen.push(p[1]);
        rosenbrock.evaluate(p, residuals, jacobian);
      },
    };
    let at = 1;
    const { stopReason } = minimise(model, f64(-1.2, 1), {
      stepLimit: f64(Number.POSITIVE_INFINITY, 0.05),
      onStep: () => {
        for (const value of seen) expect(Math.abs(value - at)).toBeLessThan(0.05 + 1e-12);
        at = seen.at(-1)!;
        seen.length = 0;
      },
    });
    expect(stopReason).toBe('exact');
  });

  it('goes around places where residuals or derivatives are not finite', () => {
    const hole = (where: 'residuals' | 'jacobian'): ResidualModel => ({
      ...rosenbrock,
      evaluate(p, residuals, jacobian) {
        rosenbrock.evaluate(p, residuals, jacobian);
        const inside = p[1] > 1.5 || p[1] < -0.1;
        if (inside && where === 'residuals') residuals.fill(Number.NaN);
        if (inside && where === 'jacobian') jacobian?.fill(Number.POSITIVE_INFINITY);
      },
    });
    for (const model of [hole('residuals'), hole('jacobian'), { ...hole('residuals'), hasJacobian: false }]) {
      const { parameters, converged } = minimise(model, f64(-1.2, 1));
      expect(converged).toBe(true);
      expect(parameters[0]).toBeCloseTo(1, 8);
    }
  });

  it('refuses a start that is not finite, and a box without inside', () => {
    const broken: ResidualModel = { ...rosenbrock, evaluate: (_, residuals) => void residuals.fill(Number.NaN) };
    expect(() => minimise(broken, f64(0, 0))).toThrow(/not finite/);
    expect(() => minimise(rosenbrock, f64(0, 0), { lower: f64(1, 1), upper: f64(0, 2) })).toThrow(/no room/);
    expect(() => minimise(rosenbrock, f64(0))).toThrow(/1 start values for 2/);
  });

  it('says when it did not get there', () => {
    expect(minimise(rosenbrock, f64(-1.2, 1), { maxIterations: 3 })).toMatchObject({
      stopReason: 'iteration-limit',
      converged: false,
      iterations: 3,
    });
    const wrong: ResidualModel = {
      ...rosenbrock,
      evaluate(p, residuals, jacobian) {
        rosenbrock.evaluate(p, residuals, jacobian);
        if (jacobian) for (let k = 0; k < 4; k++) jacobian[k] *= -1;
      },
    };
    expect(minimise(wrong, f64(-1.2, 1))).toMatchObject({ stopReason: 'no-further-decrease', converged: false });
  });

  it('finds the minimum where parameters are redundant or without influence', () => {
    const model: ResidualModel = {
      residualCount: 3,
      parameterCount: 3,
      evaluate(p, residuals, jacobian) {
        for (let i = 0; i < 3; i++) residuals[i] = Math.exp(p[0] + p[1]) - (i + 1);
        const e = Math.exp(p[0] + p[1]);
        jacobian?.set([e, e, e, e, e, e, 0, 0, 0]);
      },
    };
    const { parameters, sumOfSquares, converged } = minimise(model, f64(2, -1, 7));
    expect(converged).toBe(true);
    expect(sumOfSquares).toBeCloseTo(2, 12);
    expect(Math.exp(parameters[0] + parameters[1])).toBeCloseTo(2, 10);
    expect(parameters[2]).toBe(7);
  });

  it('stops where the logarithm of a parameter that is not in the data runs away', () => {
    const { a, b } = randomLinear(createRandom(4), 20, 2);
    const inner = linearModel(a, b);
    // The second parameter would be negative; as an exponential it can only vanish.
    const sign = minimise(inner, f64(0, 0)).parameters[1] > 0 ? -1 : 1;
    const model: ResidualModel = {
      ...inner,
      evaluate(p, residuals, jacobian) {
        const scale = sign * Math.exp(p[1]);
        inner.evaluate(f64(p[0], scale), residuals, jacobian);
        if (jacobian) for (let i = 20; i < 40; i++) jacobian[i] *= scale;
      },
    };
    const minimum = minimise(model, f64(0, 0), { stepLimit: f64(Number.POSITIVE_INFINITY, 3) });
    const without = minimise(inner, f64(0, 0), { lower: f64(-99, 0), upper: f64(99, 0) });
    expect(minimum.converged).toBe(true);
    expect(minimum.sumOfSquares / without.sumOfSquares - 1).toBeLessThan(1e-9);
    expect(minimum.scaledGradient).toBeLessThan(1e-6);
  });

  it('never evaluates a model outside its bounds, for differences either', () => {
    const inner = decays(false);
    const lower = f64(0, 0.1, 0, 0.5, 0.6);
    const upper = f64(4, 1.8, 4, 0.6, 0.7);
    const model: ResidualModel = {
      ...inner,
      hasJacobian: false,
      evaluate(p, residuals) {
        p.forEach((value, j) => {
          if (value < lower[j] || value > upper[j]) throw new Error(`outside: ${j} = ${value}`);
        });
        inner.evaluate(p, residuals, null);
      },
    };
    const bounded = minimise(model, f64(1, 1, 1, 0.6, 0.6), { lower, upper });
    const analytic = minimise(inner, f64(1, 1, 1, 0.6, 0.6), { lower, upper });
    expect(bounded.converged).toBe(true);
    expect(bounded.atBound).toEqual(analytic.atBound);
    expect(bounded.sumOfSquares / analytic.sumOfSquares - 1).toBeCloseTo(0, 10);
  });

  it('gives the same answer from a used workspace, of whatever sizes', () => {
    const workspace = createWorkspace();
    const fresh = minimise(decays(false), f64(1, 1, 1, 0.3, 0));
    for (let k = 0; k < 2; k++) {
      minimise(rosenbrock, f64(-1.2, 1), { stepLimit: f64(0.5, 0.5) }, workspace);
      expect(minimise(decays(false), f64(1, 1, 1, 0.3, 0), {}, workspace)).toEqual(fresh);
      expect(minimise({ ...decays(false), hasJacobian: false }, f64(1, 1, 1, 0.3, 0), {}, workspace).converged).toBe(
        true,
      );
    }
  });

  it('copes with no parameters and with fewer residuals than parameters', () => {
    const none: ResidualModel = {
      residualCount: 2,
      parameterCount: 0,
      evaluate: (_, residuals) => residuals.set([3, 4]),
    };
    expect(minimise(none, f64())).toMatchObject({ sumOfSquares: 25, converged: true });
    const under = minimise(linearModel(f64(1, 2, 3), f64(6)), f64(1, 0, 0));
    expect(under.converged).toBe(true);
    expect(under.sumOfSquares).toBeLessThan(1e-25);
  });
});
