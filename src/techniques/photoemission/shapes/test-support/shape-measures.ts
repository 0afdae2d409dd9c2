/** Measures of a line shape that know nothing of how it is computed. */
import type { LineShape } from '../line-shape.js';

/** Value at one energy of the line at `centre`. */
export function valueAt(shape: LineShape, energy: number, centre: number, parameters: readonly number[]): number {
  const value = new Float64Array(1);
  shape.evaluate(Float64Array.of(energy), centre, Float64Array.from(parameters), value, null);
  return value[0]!;
}

export function valuesOn(
  shape: LineShape,
  energies: Float64Array,
  centre: number,
  parameters: readonly number[],
): Float64Array {
  const values = new Float64Array(energies.length);
  shape.evaluate(energies, centre, Float64Array.from(parameters), values, null);
  return values;
}

/** n energies from `first` with the step. */
export function evenGrid(first: number, step: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => first + i * step);
}

/**
 * Largest difference between the analytic slopes and central differences of sixth order, over the largest slope of the same
 * column. At bounds the difference would leave the range, so keep away from them by more than 3 `step`.
 */
export function slopeError(
  shape: LineShape,
  energies: Float64Array,
  centre: number,
  parameters: readonly number[],
  step = 1e-3,
): number {
  const n = energies.length;
  const slopes = new Float64Array(n * (1 + parameters.length));
  const values = new Float64Array(n);
  shape.evaluate(energies, centre, Float64Array.from(parameters), values, slopes);
  let worst = 0;
  for (let column = 0; column <= parameters.length; column++) {
    const moved = (times: number) => {
      const shifted = parameters.map((value, k) => value + (k === column - 1 ? times * step : 0));
      return valuesOn(shape, energies, centre + (column === 0 ? times * step : 0), shifted);
    };
    const [a, b, c, d, e, f] = [moved(1), moved(-1), moved(2), moved(-2), moved(3), moved(-3)];
    let largest = 0;
    let error = 0;
    for (let i = 0; i < n; i++) {
      const difference = (45 * (a![i]! - b![i]!) - 9 * (c![i]! - d![i]!) + (e![i]! - f![i]!)) / (60 * step);
      const slope = slopes[column * n + i]!;
      largest = Math.max(largest, Math.abs(slope));
      error = Math.max(error, Math.abs(slope - difference));
    }
    worst = Math.max(worst, error / largest);
  }
  return worst;
}

/** Area by the trapezoidal rule after x = centre + width sinh t, exponentially exact for smooth lines with power-law tails. */
export function areaOf(shape: LineShape, centre: number, parameters: readonly number[], width: number): number {
  const h = 0.02;
  const n = 2401;
  const stretched = Float64Array.from({ length: n }, (_, i) => width * Math.sinh((i - (n - 1) / 2) * h));
  const values = valuesOn(
    shape,
    stretched.map((x) => centre + x),
    centre,
    parameters,
  );
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]! * Math.sqrt(stretched[i]! ** 2 + width * width);
  return sum * h;
}

/** Full width at half maximum by bisection on each side of the maximum at `top`. */
export function widthOf(shape: LineShape, top: number, parameters: readonly number[], far: number): number {
  const half = 0.5 * valueAt(shape, top, 0, parameters);
  const side = (sign: number) => {
    let near = 0;
    let distant = far;
    for (let i = 0; i < 60; i++) {
      const middle = 0.5 * (near + distant);
      if (valueAt(shape, top + sign * middle, 0, parameters) > half) near = middle;
      else distant = middle;
    }
    return near;
  };
  return side(1) + side(-1);
}
