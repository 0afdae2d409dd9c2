/** Logarithms, with the same bits on every engine. */
import { asTwoDoubles, FIXED_LN2, FIXED_LN10, FIXED_ONE, fixedQuotient } from './fixed-point.js';
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

/** (ln(1 + r) - r + r^2/2)/r^3 for |r| <= 1/128: minimax, error 6e-18 of ln(1 + r). */
const P0 = 0.333333333333339;
const P1 = -0.24999999975931766;
const P2 = 0.19999999946353847;
const P3 = -0.1666780470546627;
const P4 = 0.1428711949784876;

/** Makes a subnormal number normal; its negative brings a very large one down. */
const LIFT = 64;

/** Natural logarithm, within 0.62 units of the last place. */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < LARGEST_POWER)) return isEdge(x) ? edgeOf(x) : logInParts(x, parts) + parts[1];
  double[0] = x;
  const fromFirst = halves[UPPER] - FIRST_UPPER;
  const k = fromFirst >> 20;
  const row = ((fromFirst >> 13) & 127) * ROW;
  const z = x * powersOfTwo[EXPONENT_OF_ONE - k];
  const zHigh = z + ROUND_TO_21_BITS - ROUND_TO_21_BITS;
  const factor = logarithms[row];
  const r = zHigh * factor - 1 + (z - zHigh) * factor;
  const whole = k * LN2_HIGH + logarithms[row + 1];
  const sum = whole + r;
  const square = r * r;
  const tail = square * (r * (P0 + r * P1 + square * (P2 + r * P3 + square * P4)) - 0.5);
  return sum + (whole - sum + r + (k * LN2_LOW + logarithms[row + 2]) + tail);
}

/** ln(1 + x) without the loss of digits near zero, within 0.65 units of the last place. */
export function log1p(x: number): number {
  if (x > -1 / 128 && x < 1 / 128) {
    if (x === 0) return x; // keeps -0
    const square = x * x;
    return x + square * (x * (P0 + x * P1 + square * (P2 + x * P3 + square * P4)) - 0.5);
  }
  const sum = 1 + x;
  if (isEdge(sum)) return edgeOf(sum);
  const lost = x > 1 ? x - sum + 1 : 1 - sum + x;
  return logInParts(sum, parts) + (parts[1] + lost / sum);
}

/** Decadic logarithm, within 0.62 units of the last place; exact for powers of ten. */
export function log10(x: number): number {
  return isEdge(x) ? edgeOf(x) : scaledLog(x, PER_LN10, PER_LN10_LOW);
}

/** Binary logarithm, within 0.65 units of the last place; exact for powers of two. */
export function log2(x: number): number {
  return isEdge(x) ? edgeOf(x) : scaledLog(x, PER_LN2, PER_LN2_LOW);
}

const [PER_LN10, PER_LN10_LOW] = asTwoDoubles(fixedQuotient(FIXED_ONE, FIXED_LN10));
const [PER_LN2, PER_LN2_LOW] = asTwoDoubles(fixedQuotient(FIXED_ONE, FIXED_LN2));

const parts = new Float64Array(2);

/** ln x times the sum of two doubles. */
function scaledLog(x: number, scale: number, scaleLow: number): number {
  const high = logInParts(x, parts);
  const product = high * scale;
  const a = high * SPLITTER - (high * SPLITTER - high);
  const b = scale * SPLITTER - (scale * SPLITTER - scale);
  const lost = a * b - product + a * (scale - b) + (high - a) * b + (high - a) * (scale - b);
  return product + (lost + high * scaleLow + parts[1] * scale);
}

/** Numbers without a finite logarithm. */
function isEdge(x: number): boolean {
  return !(x > 0 && x < Number.POSITIVE_INFINITY);
}

function edgeOf(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  return x > 0 ? x : Number.NaN;
}

/** ln x as the sum of what is returned and of `out[1]`, for any finite x > 0; its error is about 2^-62 of it. */
function logInParts(x: number, out: Float64Array): number {
  const lift = x < SMALLEST_NORMAL ? LIFT : x < LARGEST_POWER ? 0 : -LIFT;
  const normal = x * powersOfTwo[EXPONENT_OF_ONE + lift];
  double[0] = normal;
  const fromFirst = halves[UPPER] - FIRST_UPPER;
  const own = fromFirst >> 20;
  const row = ((fromFirst >> 13) & 127) * ROW;
  const z = normal * powersOfTwo[EXPONENT_OF_ONE - own];
  const zHigh = z + ROUND_TO_21_BITS - ROUND_TO_21_BITS;
  const factor = logarithms[row];
  const r = zHigh * factor - 1 + (z - zHigh) * factor;
  const k = own - lift;
  const whole = k * LN2_HIGH + logarithms[row + 1];
  const sum = whole + r;
  const square = r * r;
  const tail = square * (r * (P0 + r * P1 + square * (P2 + r * P3 + square * P4)) - 0.5);
  const low = whole - sum + r + (k * LN2_LOW + logarithms[row + 2]) + tail;
  const high = sum + low;
  out[1] = sum - high + low;
  return high;
}
