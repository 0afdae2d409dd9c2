/** Powers, with the same bits on every engine. */
import { expOfSum } from './exp.js';
import { logarithmTable } from './logarithm-table.js';
import { doubles } from './powers-of-two.js';

const {
  double,
  EXPONENT_OF_ONE,
  halves,
  LARGEST_POWER,
  powersOfTwo,
  ROUND_TO_21_BITS,
  SMALLEST_NORMAL,
  SPLITTER,
  UPPER,
} = doubles;
const { FIRST_UPPER, LN2_HIGH, LN2_LOW, logarithms, ROW } = logarithmTable;

/** (ln(1 + r) - r + r^2/2)/r^3 for |r| <= 1/128: minimax, error 6e-23 of ln(1 + r). */
const P0 = 0.3333333333333333;
const P1 = -0.2500000000000057;
const P2 = 0.20000000000001691;
const P3 = -0.16666666617811912;
const P4 = 0.1428571420659135;
const P5 = -0.12501253718265085;
const P6 = 0.11112555568366617;

/** Rounds a number below 2^-7 to a multiple of 2^-33, so that its square is exact. */
const ROUND_TO_26_BITS = ROUND_TO_21_BITS / 8192;

/** With a larger exponent every number but 1 overflows or vanishes. */
const LARGEST_EXPONENT = 1e20;
/** Makes a subnormal number normal; its negative brings a very large one down. */
const LIFT = 64;

/**
 * x^y as `x ** y` defines it, for all numbers, within 0.52 units of the last place (0.76 where the result is subnormal).
 * Exact powers are exact.
 */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (!(x >= SMALLEST_NORMAL && x < LARGEST_POWER && y > -LARGEST_EXPONENT && y < LARGEST_EXPONENT)) {
    return powAtEdge(x, y);
  }
  return powOfNormal(x, y, 0);
}

/** (x 2^-lift)^y. The logarithm has 68 bits, since an error of it comes back up to 700 times as large. */
function powOfNormal(x: number, y: number, lift: number): number {
  double[0] = x;
  const fromFirst = halves[UPPER] - FIRST_UPPER;
  const own = fromFirst >> 20;
  const row = ((fromFirst >> 13) & 127) * ROW;
  const z = x * powersOfTwo[EXPONENT_OF_ONE - own];
  const zHigh = z + ROUND_TO_21_BITS - ROUND_TO_21_BITS;
  const factor = logarithms[row];
  const a = zHigh * factor - 1;
  const b = (z - zHigh) * factor;
  const r = a + b;
  const ofA = r - b;
  const rLow = a - ofA + (b - (r - ofA));

  const k = own - lift;
  const whole = k * LN2_HIGH + logarithms[row + 1];
  const first = whole + r;
  const rHigh = r + ROUND_TO_26_BITS - ROUND_TO_26_BITS;
  const halfSquare = -0.5 * rHigh * rHigh;
  const second = first + halfSquare;
  const square = r * r;
  const cubic = square * r * (P0 + r * P1 + square * (P2 + r * P3 + square * (P4 + r * P5 + square * P6)));
  const rest =
    whole -
    first +
    r +
    (first - second + halfSquare) +
    (k * LN2_LOW + logarithms[row + 2] + (rLow - rLow * r) + (cubic - 0.5 * (r + rHigh) * (r - rHigh)));
  const high = second + rest;
  const low = second - high + rest;

  const product = y * high;
  const yHigh = y * SPLITTER - (y * SPLITTER - y);
  const logHigh = high * SPLITTER - (high * SPLITTER - high);
  const yRest = y - yHigh;
  const logRest = high - logHigh;
  const lost = yHigh * logHigh - product + yHigh * logRest + yRest * logHigh + yRest * logRest;
  return expOfSum(product, lost + y * low);
}

/** Numbers that are not positive, not normal or not finite, and exponents that leave nothing finite. */
function powAtEdge(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  const odd = Math.abs(y) < 2 ** 53 && Math.abs(y % 2) === 1;
  // -0 is negative too
  const negative = x < 0 || 1 / x < 0;
  if (x < 0 && size < Number.POSITIVE_INFINITY && Math.abs(y) < Number.POSITIVE_INFINITY && !Number.isInteger(y))
    return Number.NaN;
  const value = sizeOfPower(size, y);
  return negative && odd ? -value : value;
}

function sizeOfPower(size: number, y: number): number {
  if (size === 0 || size === Number.POSITIVE_INFINITY) return size > 0 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  if (Math.abs(y) >= LARGEST_EXPONENT) {
    if (size === 1) return Math.abs(y) === Number.POSITIVE_INFINITY ? Number.NaN : 1;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const lift = size < SMALLEST_NORMAL ? LIFT : size < LARGEST_POWER ? 0 : -LIFT;
  return powOfNormal(size * powersOfTwo[EXPONENT_OF_ONE + lift], y, lift);
}
