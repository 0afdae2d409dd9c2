import type { Random } from '../../random.js';
import type { ResidualModel } from '../residual-model.js';

export const f64 = (...values: number[]): Float64Array => Float64Array.from(values);

/** Residuals A x - b; A column-major. */
export function linearModel(a: Float64Array, b: Float64Array): ResidualModel {
  const rows = b.length;
  const size = a.length / rows;
  return {
    residualCount: rows,
    parameterCount: size,
    evaluate(x, residuals, jacobian) {
      for (let i = 0; i < rows; i++) {
        let sum = -b[i];
        for (let j = 0; j < size; j++) sum += a[i + j * rows] * x[j];
        residuals[i] = sum;
      }
      jacobian?.set(a);
    },
  };
}

export function randomLinear(random: Random, rows: number, size: number): { a: Float64Array; b: Float64Array } {
  return {
    a: Float64Array.from({ length: rows * size }, () => random.normal()),
    b: Float64Array.from({ length: rows }, () => 3 * random.normal()),
  };
}

/** Straight line through (x, y): parameters intercept, slope. */
export function lineModel(x: ArrayLike<number>, y: ArrayLike<number>): ResidualModel {
  const columns = Float64Array.from({ length: 2 * x.length }, (_, k) => (k < x.length ? 1 : x[k - x.length]));
  return linearModel(columns, Float64Array.from(y));
}

/** y = amplitude * exp(-rate * t), as residuals model - data. */
export function decayModel(t: Float64Array, y: Float64Array): ResidualModel {
  const rows = t.length;
  return {
    residualCount: rows,
    parameterCount: 2,
    evaluate(p, residuals, jacobian) {
      for (let i = 0; i < rows; i++) {
        const e = Math.exp(-p[1] * t[i]);
        residuals[i] = p[0] * e - y[i];
        if (jacobian === null) continue;
        jacobian[i] = e;
        jacobian[rows + i] = -p[0] * t[i] * e;
      }
    },
  };
}

/** Largest difference between the analytic Jacobian and central differences, relative to its column. */
export function jacobianError(model: ResidualModel, parameters: Float64Array): number {
  const { residualCount: rows, parameterCount: size } = model;
  const jacobian = new Float64Array(rows * size);
  model.evaluate(parameters, new Float64Array(rows), jacobian);
  let worst = 0;
  for (let j = 0; j < size; j++) {
    const h = 1e-5 * (Math.abs(parameters[j]) || 1);
    const sides = [1, -1].map((sign) => {
      const moved = parameters.slice();
      moved[j] += sign * h;
      const residuals = new Float64Array(rows);
      model.evaluate(moved, residuals, null);
      return residuals;
    });
    const column = jacobian.subarray(j * rows, (j + 1) * rows);
    const length = Math.max(...column.map(Math.abs)) || 1;
    for (let i = 0; i < rows; i++) {
      worst = Math.max(worst, Math.abs(column[i] - (sides[0][i] - sides[1][i]) / (2 * h)) / length);
    }
  }
  return worst;
}
