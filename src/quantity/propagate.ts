import { fail } from '../errors.js';
import { pow } from '../numerics/elementary/pow.js';
import { convert, convertNumber, unitRatio } from './convert.js';
import type { Quantity } from './quantity.js';
import { parseUnit } from './units.js';

/**
 * First-order propagation of uncertainty with covariance, as in the Guide to the Expression of Uncertainty in
 * Measurement (JCGM 100:2008, equation 13): u^2(y) = sum_ij (df/dx_i) (df/dx_j) cov(x_i, x_j).
 */
export interface PropagateOptions {
  /**
   * Covariance of the inputs, n * n numbers row by row, in the products of their units. The square of each sigma stands
   * on its diagonal. Without it the inputs are independent.
   */
  readonly covariance?: ArrayLike<number>;
  /**
   * Takes an input without uncertainty for exact. Otherwise the result has no uncertainty either: leaving a part out
   * would make it look better known than it is.
   * @default false
   */
  readonly unknownAsExact?: boolean;
}

export interface Propagated {
  readonly value: number;
  readonly sigma: number | null;
}

/**
 * Value and sigma of a function of uncertain numbers.
 *
 * @param inputs value and sigma of each
 * @param f the function; called at the values, and around them when no gradient is given
 * @param gradient the derivatives at the values; without it central differences are taken
 */
export function propagate(
  inputs: readonly { readonly value: number; readonly sigma: number | null }[],
  f: (x: readonly number[]) => number,
  gradient?: (x: readonly number[]) => readonly number[],
  options: PropagateOptions = {},
): Propagated {
  const x = inputs.map((input) => input.value);
  const value = f(x);
  if (options.covariance === undefined && !options.unknownAsExact && inputs.some((input) => input.sigma === null)) {
    return { value, sigma: null };
  }
  const sigmas = inputs.map((input) => input.sigma ?? 0);
  const slopes = gradient === undefined ? differences(f, x, sigmas) : gradient(x);
  const covariance = options.covariance ?? diagonal(sigmas);
  return { value, sigma: Math.sqrt(Math.max(0, quadraticForm(slopes, covariance))) };
}

/** g' C g for a gradient g and a covariance C (row by row): the variance of a linear combination. */
export function quadraticForm(gradient: ArrayLike<number>, covariance: ArrayLike<number>): number {
  const n = gradient.length;
  if (covariance.length !== n * n) {
    throw new RangeError(`a covariance of ${n} inputs has ${n * n} numbers, not ${covariance.length}`);
  }
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) sum += gradient[i]! * gradient[j]! * covariance[i * n + j]!;
  }
  return sum;
}

/**
 * J C J' : the covariance of `rows` results that depend on `columns` inputs through the Jacobian J (row by row). What
 * several results of one fit share stays in their covariances.
 */
export function transformCovariance(
  jacobian: ArrayLike<number>,
  covariance: ArrayLike<number>,
  rows: number,
  columns: number,
): Float64Array {
  if (jacobian.length !== rows * columns || covariance.length !== columns * columns) {
    throw new RangeError(
      `Jacobian ${rows} x ${columns} and covariance ${columns} x ${columns} do not fit their arrays`,
    );
  }
  const half = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += jacobian[i * columns + j]! * covariance[j * columns + k]!;
      half[i * columns + k] = sum;
    }
  }
  const result = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let l = 0; l < rows; l++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += half[i * columns + k]! * jacobian[l * columns + k]!;
      result[i * rows + l] = sum;
    }
  }
  return result;
}

/**
 * The sum of quantities of one dimension, each times its coefficient, in the unit of the first. The covariance counts
 * in the units as given.
 *
 * @throws `wrong-dimension`, `not-a-quantity` when a value is missing
 */
export function sum(
  terms: readonly Quantity[],
  coefficients?: readonly number[],
  options: PropagateOptions = {},
): Quantity {
  const unit = terms[0]?.unit ?? '1';
  const weights = terms.map((term, i) => (coefficients?.[i] ?? 1) * unitRatio(term.unit, unit));
  const offsets = terms.map((term) => convertNumber(0, term.unit, unit));
  const f = (x: readonly number[]) =>
    x.reduce((total, value, i) => total + weights[i]! * value + (coefficients?.[i] ?? 1) * offsets[i]!, 0);
  return { ...propagate(terms.map(determined), f, () => weights, options), unit };
}

/**
 * The product of quantities, each to a power, times a pure factor, in `unit`.
 *
 * @example product([{ quantity: thickness, power: 1 }, { quantity: resistance, power: -1 }, { quantity: area, power: -1 }], 'S/cm')
 * @throws `wrong-dimension` when the product is not of the dimension of `unit` or a factor is in degC or degF; `not-a-quantity` when a value is missing
 */
export function product(
  factors: readonly { readonly quantity: Quantity; readonly power: number }[],
  unit: string,
  options: PropagateOptions & { readonly factor?: number } = {},
): Quantity {
  for (const { quantity } of factors) {
    if (parseUnit(quantity.unit).offset !== 0) {
      throw fail(
        'wrong-dimension',
        `${quantity.unit} has no true zero, so it cannot be multiplied`,
        'convert it to K first',
      );
    }
  }
  const joined = factors.map(({ quantity, power }) => `(${quantity.unit})^(${power})`).join(' ');
  const scale = (options.factor ?? 1) * unitRatio(joined === '' ? '1' : joined, unit);
  const powers = factors.map(({ power }) => power);
  const f = (x: readonly number[]) => x.reduce((total, value, i) => total * pow(value, powers[i]!), scale);
  // d f / d x_i without dividing by x_i, so that a value of zero has its right derivative.
  const gradient = (x: readonly number[]) =>
    x.map((value, i) =>
      x.reduce(
        (total, other, j) => (j === i ? total : total * pow(other, powers[j]!)),
        scale * powers[i]! * pow(value, powers[i]! - 1),
      ),
    );
  return {
    ...propagate(
      factors.map(({ quantity }) => determined(quantity)),
      f,
      gradient,
      options,
    ),
    unit,
  };
}

/** A quantity to a power, in `unit`. */
export function power(quantity: Quantity, exponent: number, unit: string): Quantity {
  return product([{ quantity, power: exponent }], unit);
}

/**
 * Any function of quantities: each is handed over in the unit named for it, the result is in `unit`.
 *
 * @throws `wrong-dimension`, `not-a-quantity` when a value is missing
 */
export function apply(
  inputs: readonly { readonly quantity: Quantity; readonly unit: string }[],
  f: (x: readonly number[]) => number,
  unit: string,
  options: Omit<PropagateOptions, 'covariance'> = {},
): Quantity {
  const converted = inputs.map((input) => determined(convert(input.quantity, input.unit)));
  return { ...propagate(converted, f, undefined, options), unit };
}

function determined(quantity: Quantity): { value: number; sigma: number | null } {
  if (quantity.value === null) {
    throw fail(
      'not-a-quantity',
      `a value in ${quantity.unit} is not determined${quantity.note === undefined ? '' : `: ${quantity.note}`}`,
      'nothing can be computed from it; measure it or leave the result out',
    );
  }
  return { value: quantity.value, sigma: quantity.sigma };
}

function diagonal(sigmas: readonly number[]): Float64Array {
  const n = sigmas.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) covariance[i * n + i] = sigmas[i]! ** 2;
  return covariance;
}

/** Cube root of the machine's precision, 2^-52. */
const CUBE_ROOT_OF_PRECISION = 6.0554544523933395e-6;

/** Central differences; the step is the cube root of the machine's precision of the larger of value and sigma. */
function differences(f: (x: readonly number[]) => number, x: readonly number[], sigmas: readonly number[]): number[] {
  return x.map((value, i) => {
    const step = CUBE_ROOT_OF_PRECISION * (Math.max(Math.abs(value), sigmas[i]!) || 1);
    const up = x.with(i, value + step);
    const down = x.with(i, value - step);
    // The step as it was taken, not as it was meant: x + h - x is not h.
    return (f(up) - f(down)) / (up[i]! - down[i]!);
  });
}
