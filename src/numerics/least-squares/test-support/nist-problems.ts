import type { ResidualModel } from '../residual-model.js';
import nist from './nist-strd.json' with { type: 'json' };

export interface NistProblem {
  readonly name: string;
  readonly level: string;
  readonly starts: number[][];
  readonly parameters: number[];
  readonly standardDeviations: number[];
  readonly sumOfSquares: number;
  readonly x: number[][];
  readonly y: number[];
}

export const nistProblems: readonly NistProblem[] = nist.problems;

/** Value of the model at x; fills `d` with its derivatives by the parameters. */
type Curve = (b: Float64Array, x: number, d: Float64Array, x2: number) => number;

const saturation: Curve = (b, x, d) => {
  const e = Math.exp(-b[1] * x);
  d[0] = 1 - e;
  d[1] = b[0] * x * e;
  return b[0] * (1 - e);
};

/** Quotient of polynomials; the denominator starts with 1. */
const rational =
  (top: number, bottom: number): Curve =>
  (b, x, d) => {
    let numerator = 0;
    let denominator = 1;
    for (let k = 0; k < top; k++) numerator += b[k] * x ** k;
    for (let k = 0; k < bottom; k++) denominator += b[top + k] * x ** (k + 1);
    for (let k = 0; k < top; k++) d[k] = x ** k / denominator;
    for (let k = 0; k < bottom; k++) d[top + k] = (-numerator * x ** (k + 1)) / denominator ** 2;
    return numerator / denominator;
  };

const curves: Record<string, Curve> = {
  Misra1a: saturation,
  BoxBOD: saturation,
  Misra1b: (b, x, d) => {
    const u = 1 + (b[1] * x) / 2;
    d[0] = 1 - u ** -2;
    d[1] = b[0] * x * u ** -3;
    return b[0] * d[0];
  },
  Chwirut2: (b, x, d) => {
    const denominator = b[1] + b[2] * x;
    const value = Math.exp(-b[0] * x) / denominator;
    d[0] = -x * value;
    d[1] = -value / denominator;
    d[2] = (-x * value) / denominator;
    return value;
  },
  DanWood: (b, x, d) => {
    d[0] = x ** b[1];
    d[1] = b[0] * d[0] * Math.log(x);
    return b[0] * d[0];
  },
  Nelson: (b, x, d, x2) => {
    const e = Math.exp(-b[2] * x2);
    d[0] = 1;
    d[1] = -x * e;
    d[2] = b[1] * x * x2 * e;
    return b[0] - b[1] * x * e;
  },
  MGH17: (b, x, d) => {
    d[0] = 1;
    d[1] = Math.exp(-x * b[3]);
    d[2] = Math.exp(-x * b[4]);
    d[3] = -x * b[1] * d[1];
    d[4] = -x * b[2] * d[2];
    return b[0] + b[1] * d[1] + b[2] * d[2];
  },
  Lanczos2: (b, x, d) => {
    let value = 0;
    for (let k = 0; k < 6; k += 2) {
      const e = Math.exp(-b[k + 1] * x);
      d[k] = e;
      d[k + 1] = -b[k] * x * e;
      value += b[k] * e;
    }
    return value;
  },
  Hahn1: rational(4, 3),
  Thurber: rational(4, 3),
  Kirby2: rational(3, 2),
  ENSO: (b, x, d) => {
    const year = (2 * Math.PI * x) / 12;
    const first = (2 * Math.PI * x) / b[3];
    const second = (2 * Math.PI * x) / b[6];
    d[0] = 1;
    d[1] = Math.cos(year);
    d[2] = Math.sin(year);
    d[4] = Math.cos(first);
    d[5] = Math.sin(first);
    d[3] = (first / b[3]) * (b[4] * d[5] - b[5] * d[4]);
    d[7] = Math.cos(second);
    d[8] = Math.sin(second);
    d[6] = (second / b[6]) * (b[7] * d[8] - b[8] * d[7]);
    return b[0] + b[1] * d[1] + b[2] * d[2] + b[4] * d[4] + b[5] * d[5] + b[7] * d[7] + b[8] * d[8];
  },
  Gauss3: (b, x, d) => {
    d[0] = Math.exp(-b[1] * x);
    d[1] = -b[0] * x * d[0];
    let value = b[0] * d[0];
    for (const k of [2, 5]) {
      const u = (x - b[k + 1]) / b[k + 2];
      const e = Math.exp(-u * u);
      d[k] = e;
      d[k + 1] = (b[k] * e * 2 * u) / b[k + 2];
      d[k + 2] = (b[k] * e * 2 * u * u) / b[k + 2];
      value += b[k] * e;
    }
    return value;
  },
  Rat42: (b, x, d) => {
    const e = Math.exp(b[1] - b[2] * x);
    d[0] = 1 / (1 + e);
    d[1] = (-b[0] * e) / (1 + e) ** 2;
    d[2] = -x * d[1];
    return b[0] * d[0];
  },
  Rat43: (b, x, d) => {
    const e = Math.exp(b[1] - b[2] * x);
    d[0] = (1 + e) ** (-1 / b[3]);
    const value = b[0] * d[0];
    d[1] = (-value * e) / (b[3] * (1 + e));
    d[2] = -x * d[1];
    d[3] = (value * Math.log(1 + e)) / b[3] ** 2;
    return value;
  },
  MGH10: (b, x, d) => {
    const u = 1 / (x + b[2]);
    d[0] = Math.exp(b[1] * u);
    d[1] = b[0] * d[0] * u;
    d[2] = -b[1] * u * d[1];
    return b[0] * d[0];
  },
  MGH09: (b, x, d) => {
    const denominator = x * x + x * b[2] + b[3];
    d[0] = (x * x + x * b[1]) / denominator;
    const value = b[0] * d[0];
    d[1] = (b[0] * x) / denominator;
    d[2] = (-value * x) / denominator;
    d[3] = -value / denominator;
    return value;
  },
  Eckerle4: (b, x, d) => {
    const u = (x - b[2]) / b[1];
    const e = Math.exp(-0.5 * u * u) / b[1];
    d[0] = e;
    d[1] = ((u * u - 1) * b[0] * e) / b[1];
    d[2] = (b[0] * e * u) / b[1];
    return b[0] * e;
  },
  Bennett5: (b, x, d) => {
    const u = b[1] + x;
    d[0] = u ** (-1 / b[2]);
    const value = b[0] * d[0];
    d[1] = -value / (b[2] * u);
    d[2] = (value * Math.log(u)) / b[2] ** 2;
    return value;
  },
};

/** Residuals model - data of a problem. */
export function nistModel(problem: NistProblem, analytic: boolean): ResidualModel {
  const curve = curves[problem.name];
  const n = problem.y.length;
  const p = problem.parameters.length;
  const y = problem.name === 'Nelson' ? problem.y.map(Math.log) : problem.y;
  const d = new Float64Array(p);
  return {
    residualCount: n,
    parameterCount: p,
    hasJacobian: analytic,
    evaluate(b, residuals, jacobian) {
      if (jacobian && !analytic) throw new Error('this model has no derivatives');
      for (let i = 0; i < n; i++) {
        residuals[i] = curve(b, problem.x[0][i], d, problem.x[1]?.[i] ?? 0) - y[i];
        if (jacobian) for (let j = 0; j < p; j++) jacobian[j * n + i] = d[j];
      }
    },
  };
}
