/** Smooth values and slopes of a curve from polynomials fitted to its neighbourhood, equal steps or not. */
import { fail } from '../../errors.js';
import { choleskyInPlace, choleskySolveInPlace } from '../linear-algebra/cholesky.js';

export interface LocalPolynomialOptions {
  /** Points with |x - at| up to this take part, in the unit of x. */
  readonly halfWidth: number;
  /** Degree of the polynomial. @default 2 */
  readonly degree?: 1 | 2 | 3;
}

export interface LocalPolynomial {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
  /**
   * Standard deviation of each value and slope for noise of standard deviation 1 in y, independent from point to point:
   * the roots of the sums of squared filter coefficients.
   */
  readonly valueNoise: Float64Array;
  readonly slopeNoise: Float64Array;
}

/**
 * Least-squares polynomial through the points within `halfWidth` of each place, its value and slope there. On equal steps this
 * is the filter of Savitzky and Golay (Anal. Chem. 36 (1964) 1627, DOI 10.1021/ac60214a047), and it goes on to the ends, where
 * the window is one-sided. Where fewer than degree + 1 different points are near, the window grows until there are.
 *
 * @param x ascending; equal neighbours are allowed
 * @param at places, ascending
 * @throws `too-few-points` with fewer than degree + 1 different x, `invalid-option` when the width is no positive number
 */
export function localPolynomial(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  at: ArrayLike<number>,
  options: LocalPolynomialOptions,
): LocalPolynomial {
  const { halfWidth, degree = 2 } = options;
  if (!(halfWidth > 0 && Number.isFinite(halfWidth))) {
    throw fail('invalid-option', `a smoothing window of ${halfWidth} cannot be`, 'give a positive width');
  }
  const n = x.length;
  if (differentUpTo(x, 0, n, degree + 1) <= degree) {
    throw fail('too-few-points', `a local polynomial of degree ${degree} needs ${degree + 1} points`, 'measure more');
  }
  const [values, slopes, valueNoise, slopeNoise] = [0, 1, 2, 3].map(() => new Float64Array(at.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const terms = degree + 1;
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const unit = new Float64Array(terms);
  const moments = new Float64Array(2 * degree + 1);
  let low = 0;
  let high = 0;
  for (let place = 0; place < at.length; place++) {
    const centre = at[place];
    while (low < n && x[low] < centre - halfWidth) low += 1;
    if (high < low) high = low;
    while (high < n && x[high] <= centre + halfWidth) high += 1;
    let [from, to] = [low, high];
    while (differentUpTo(x, from, to, terms) < terms) {
      // The nearer neighbour first.
      const left = from > 0 ? centre - x[from - 1] : Number.POSITIVE_INFINITY;
      const next = to < n ? x[to] - centre : Number.POSITIVE_INFINITY;
      if (left <= next) from -= 1;
      else to += 1;
    }
    const scale = Math.max(Math.abs(x[from] - centre), Math.abs(x[to - 1] - centre));
    moments.fill(0);
    right.fill(0);
    for (let i = from; i < to; i++) {
      const u = (x[i] - centre) / scale;
      let power = 1;
      for (let j = 0; j < moments.length; j++) {
        moments[j] += power;
        if (j < terms) right[j] += power * y[i];
        power *= u;
      }
    }
    for (let j = 0; j < terms; j++) for (let k = 0; k < terms; k++) normal[j * terms + k] = moments[j + k];
    if (!choleskyInPlace(normal, terms)) {
      throw fail('fit-failed', `the points near ${centre} lie too close to fit a polynomial`, 'widen the window');
    }
    choleskySolveInPlace(normal, terms, right);
    values[place] = right[0];
    slopes[place] = right[1] / scale;
    // Diagonal of the inverse normal matrix: variance of each coefficient.
    valueNoise[place] = Math.sqrt(inverseDiagonal(normal, terms, 0, unit));
    slopeNoise[place] = Math.sqrt(inverseDiagonal(normal, terms, 1, unit)) / scale;
  }
  return { values, slopes, valueNoise, slopeNoise };
}

function inverseDiagonal(factor: Float64Array, n: number, index: number, unit: Float64Array): number {
  unit.fill(0);
  unit[index] = 1;
  choleskySolveInPlace(factor, n, unit);
  return unit[index]!;
}

/** How many different x there are from `from` to before `to`, counted up to `enough`. */
function differentUpTo(x: ArrayLike<number>, from: number, to: number, enough: number): number {
  let count = 0;
  for (let i = from; i < to && count < enough; i++) if (i === from || x[i] !== x[i - 1]) count += 1;
  return count;
}
