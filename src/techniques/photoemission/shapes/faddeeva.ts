/**
 * The Faddeeva function w(z) = e^(-z^2) erfc(-iz) and its derivative, for Im z >= 0: the line profile of a Gaussian that meets
 * a Lorentzian. Near zero by Taylor series about the nodes of a table, farther out by convergents of its continued fraction.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { faddeevaTable } from './faddeeva-table.js';
import { type HermitePoles, hermitePoles4, hermitePoles6, hermitePoles8, hermitePoles12 } from './hermite-poles.js';

const { coefficients, DEGREE, NODES_PER_UNIT, ROW, SIDE } = faddeevaTable;

/** |z|^2 from which each convergent is good to 1e-14, and its derivative to 1e-12. */
const FAR = 50;
const FARTHER = 140;
const VERY_FAR = 700;
const FARTHEST = 40000;
/** Above this Im z the part e^(-z^2) is below 1e-15 of Re w where |z|^2 > FAR. */
const NEAR_AXIS = 3e-3;
const VANISHES = 745;

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
const TWO_OVER_PI = 2 / Math.PI;

/**
 * Writes Re w, Im w, Re w', Im w' at z = x + iy, y >= 0, to the first four places of `out`. Relative error of w below 1e-13;
 * also that of Re w alone where |z| > 7 and on the real axis, where it is e^(-x^2).
 */
export function faddeeva(x: number, y: number, out: Float64Array): void {
  const size = x * x + y * y;
  if (size < FAR) nearby(x, y, out);
  else if (size < FARTHER) farOut(x, y, hermitePoles12, out);
  else if (size < VERY_FAR) farOut(x, y, hermitePoles8, out);
  else if (size < FARTHEST) farOut(x, y, hermitePoles6, out);
  else farOut(x, y, hermitePoles4, out);
}

function nearby(x: number, y: number, out: Float64Array): void {
  const right = Math.abs(x);
  const i = Math.floor(right * NODES_PER_UNIT + 0.5);
  const j = Math.floor(y * NODES_PER_UNIT + 0.5);
  const a = right - i / NODES_PER_UNIT;
  const b = y - j / NODES_PER_UNIT;
  const constant = (i * SIDE + j) * ROW;
  let re = coefficients[constant + 2 * DEGREE]!;
  let im = coefficients[constant + 2 * DEGREE + 1]!;
  for (let at = constant + 2 * DEGREE - 2; at >= constant; at -= 2) {
    const next = re * a - im * b + coefficients[at]!;
    im = re * b + im * a + coefficients[at + 1]!;
    re = next;
  }
  if (y === 0) re = exp(-x * x);
  if (x < 0) im = -im;
  out[0] = re;
  out[1] = im;
  out[2] = -2 * (x * re - y * im);
  out[3] = TWO_OVER_ROOT_PI - 2 * (x * im + y * re);
}

/**
 * The sum of poles, written with real sums of positive terms so that neither Re w near the real axis nor w' = O(1/z^2) loses
 * digits: w = (2iz/pi) sum c/(z^2 - t^2) and w' = -(4i/pi) sum c t^2/(z^2 - t^2).
 */
function farOut(x: number, y: number, poles: HermitePoles, out: Float64Array): void {
  const { squares, weights } = poles;
  const xx = x * x;
  const yy = y * y;
  const size = xx + yy;
  const difference = xx - yy;
  const squareIm = 2 * x * y;
  const squareOfIm = squareIm * squareIm;
  let zeroth = 0;
  let first = 0;
  let second = 0;
  for (let k = 0; k < squares.length; k++) {
    const square = squares[k]!;
    const re = difference - square;
    const term = weights[k]! / (re * re + squareOfIm);
    zeroth += term;
    first += term * square;
    second += term * square * square;
  }
  out[0] = TWO_OVER_PI * y * (size * zeroth + first);
  out[1] = TWO_OVER_PI * x * (size * zeroth - first);
  out[2] = -2 * TWO_OVER_PI * squareIm * first;
  out[3] = -2 * TWO_OVER_PI * (difference * first - second);
  if (y < NEAR_AXIS && xx < VANISHES) {
    const height = exp(-difference);
    const re = height * cos(squareIm);
    const im = -height * sin(squareIm);
    out[0] += re;
    out[1] += im;
    out[2] -= 2 * (x * re - y * im);
    out[3] -= 2 * (x * im + y * re);
  }
}
