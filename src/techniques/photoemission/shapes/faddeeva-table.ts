/**
 * Taylor coefficients of the Faddeeva function w(z) = e^(-z^2) erfc(-iz) on a square lattice of the first quadrant.
 *
 * The values at the nodes come from the trapezoidal rule for w(z) = (i/pi) int e^(-t^2)/(z - t) dt with the residue of its pole
 * (S. Al Azah and S. N. Chandler-Wilde, doi:10.1137/20M1373037), which converges exponentially; the coefficients from
 * w' = -2 z w + 2i/sqrt(pi), differentiated.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';

/** Distance of neighbouring nodes is 1/4. */
const NODES_PER_UNIT = 4;
/** Nodes on a side of the lattice: it reaches to 7.25. */
const SIDE = 30;
/** The series is off by less than 1e-15 at the corner of a cell, (sqrt(2)/8)^15/Gamma(17/2). */
const DEGREE = 14;
/** Doubles of a node: real and imaginary part of each coefficient. */
const ROW = 2 * (DEGREE + 1);
/** |z|^2 of the nodes that are needed. */
const FARTHEST = 54;

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
/** Step of the trapezoidal rule: its error is e^(-(pi/h)^2) = 7e-18. */
const STEP = 0.5;
const TERMS = 14;

/** w at x + iy for x and y that are multiples of 1/4; written to two places of `out`. */
function valueAtNode(x: number, y: number, out: Float64Array, at: number): void {
  // of the two rules (points at the multiples of the step or midway) the one whose points keep 1/4 away from x
  const shift = (x / STEP) % 1 === 0 ? 0.5 : 0;
  const squareRe = x * x - y * y;
  const squareIm = 2 * x * y;
  let sumRe = 0;
  let sumIm = 0;
  for (let k = TERMS - 1; k >= 0; k--) {
    const t = (k + shift) * STEP;
    const re = squareRe - t * t;
    const weight = (k + shift === 0 ? 0.5 : 1) * exp(-t * t);
    const over = weight / (re * re + squareIm * squareIm);
    sumRe += re * over;
    sumIm -= squareIm * over;
  }
  const factor = (2 * STEP) / Math.PI;
  const pole = (2 * exp(-squareRe)) / (1 + exp(((2 * Math.PI) / STEP) * y));
  out[at] = -factor * (x * sumIm + y * sumRe) + pole * cos(squareIm);
  out[at + 1] = factor * (x * sumRe - y * sumIm) - pole * sin(squareIm);
}

function tabulate(): Float64Array {
  const table = new Float64Array(SIDE * SIDE * ROW);
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      const x = i / NODES_PER_UNIT;
      const y = j / NODES_PER_UNIT;
      if (x * x + y * y > FARTHEST) break;
      const at = (i * SIDE + j) * ROW;
      valueAtNode(x, y, table, at);
      table[at + 2] = -2 * (x * table[at]! - y * table[at + 1]!);
      table[at + 3] = -2 * (x * table[at + 1]! + y * table[at]!) + TWO_OVER_ROOT_PI;
      for (let n = 2; n <= DEGREE; n++) {
        const to = at + 2 * n;
        const re = x * table[to - 2]! - y * table[to - 1]! + table[to - 4]!;
        const im = x * table[to - 1]! + y * table[to - 2]! + table[to - 3]!;
        table[to] = (-2 / n) * re;
        table[to + 1] = (-2 / n) * im;
      }
    }
  }
  return table;
}

/** Node (i, j), at z = (i + j i)/4, has its coefficients from (i SIDE + j) ROW on, the constant first. Made in about 1 ms. */
export const faddeevaTable = { coefficients: tabulate(), DEGREE, NODES_PER_UNIT, ROW, SIDE };
