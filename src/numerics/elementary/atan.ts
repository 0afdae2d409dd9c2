/** Arctangents, with the same bits on every engine. */
import { arctangentTable } from './arctangent-table.js';
import { doubles } from './powers-of-two.js';

const { double, EXPONENT_OF_ONE, halves, powersOfTwo, SPLITTER, UPPER } = doubles;
const { arctangents, PI, PI_LOW, ROW } = arctangentTable;

const FIRST = 1 / 16;
const LAST = 16;
/** Upper half of the double 1/16 without all but three bits of its fraction. */
const FIRST_UPPER = 0x3fb00000 >> 17;

/** (atan t - t)/t^3 in t^2 for |t| <= 1/16: minimax, error 2e-19 of atan t. */
const P0 = -0.33333333333333165;
const P1 = 0.19999999999380302;
const P2 = -0.142857135549373;
const P3 = 0.11110734879851789;
const P4 = -0.09002891734908991;

/** atan x between -pi/2 and pi/2, within 0.56 units of the last place. */
export function atan(x: number): number {
  const size = Math.abs(x);
  const t = atanInParts(size, 0, parts);
  const value = t + parts[1];
  return x < 0 || (x === 0 && 1 / x < 0) ? -value : value;
}

const parts = new Float64Array(2);

/** atan(x + xLow) for x >= 0 as the sum of what is returned and of `out[1]`. */
function atanInParts(x: number, xLow: number, out: Float64Array): number {
  let high = 0;
  let low = xLow;
  let t = x;
  if (x >= FIRST) {
    if (x < LAST) {
      double[0] = x;
      const row = ((halves[UPPER] >> 17) - FIRST_UPPER) * ROW;
      const centre = arctangents[row];
      t = (x - centre) / (1 + x * centre);
      high = arctangents[row + 1];
      low = arctangents[row + 2] + xLow / (1 + x * x);
    } else {
      t = -1 / x;
      high = 0.5 * PI;
      low = 0.5 * PI_LOW;
    }
  }
  const square = t * t;
  const series = P0 + square * P1 + square * square * (P2 + square * P3 + square * square * P4);
  const sum = high + t;
  out[1] = high - sum + t + (low + t * square * series);
  return sum;
}

/** Beyond this ratio the smaller of two numbers hardly counts, or the quotient is not rounded where it matters. */
const FAR_RATIO = 2 ** 60;

/** Angle of the point (x, y), between -pi and pi, within 0.56 units of the last place. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const left = x < 0 || (x === 0 && 1 / x < 0);
  const below = y < 0 || (y === 0 && 1 / y < 0);
  const angle = angleOfSizes(Math.abs(y), Math.abs(x), left);
  return below ? -angle : angle;
}

function angleOfSizes(y: number, x: number, left: boolean): number {
  if (y === 0) return left ? PI : 0;
  if (y === Number.POSITIVE_INFINITY) return x === y ? (left ? 0.75 : 0.25) * PI : 0.5 * PI;
  if (x === Number.POSITIVE_INFINITY) return left ? PI : 0;
  const ratio = y / x;
  const high = atanInParts(ratio, ratio > FAR_RATIO || ratio < 1 / FAR_RATIO ? 0 : quotientRest(y, x, ratio), parts);
  if (!left) return high + parts[1];
  const sum = PI - high;
  return sum + (PI - sum - high + (PI_LOW - parts[1]));
}

/** What the rounded quotient y/x leaves, where both are brought near 1 first. */
function quotientRest(y: number, x: number, ratio: number): number {
  double[0] = x;
  const exponent = (halves[UPPER] >> 20) - EXPONENT_OF_ONE;
  const scale = powersOfTwo[EXPONENT_OF_ONE - Math.max(-1000, Math.min(1000, exponent))];
  const divisor = x * scale;
  const dividend = y * scale;
  const a = ratio * SPLITTER - (ratio * SPLITTER - ratio);
  const b = divisor * SPLITTER - (divisor * SPLITTER - divisor);
  const product = ratio * divisor;
  const lost = a * b - product + a * (divisor - b) + (ratio - a) * b + (ratio - a) * (divisor - b);
  return (dividend - product - lost) / divisor;
}
