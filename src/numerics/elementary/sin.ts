/** Sine and cosine, with the same bits on every engine. */
import { reducedAngle, remainder } from './reduced-angle.js';

const QUARTER_PI = 0.7853981633974483;

/** (sin r - r)/r^3 in r^2 for |r| <= pi/4: minimax, error 4e-18 of sin r. */
const S0 = -0.16666666666666632;
const S1 = 0.008333333333322413;
const S2 = -0.00019841269829807802;
const S3 = 2.7557313691891292e-6;
const S4 = -2.505075810880838e-8;
const S5 = 1.5896795190537075e-10;

/** (cos r - 1 + r^2/2)/r^4 in r^2 likewise, error 5e-20. */
const C0 = 0.0416666666666666;
const C1 = -0.0013888888888874125;
const C2 = 2.4801587289482272e-5;
const C3 = -2.755731435235087e-7;
const C4 = 2.0875723274654536e-9;
const C5 = -1.1359647827745044e-11;

/** Sine of an angle in radians, of any size, within 0.78 units of the last place. */
export function sin(x: number): number {
  if (x >= -QUARTER_PI && x <= QUARTER_PI) return x === 0 ? x : sineOfSmall(x, 0);
  const quarter = reducedAngle(x);
  const value =
    (quarter & 1) === 0 ? sineOfSmall(remainder[0], remainder[1]) : cosineOfSmall(remainder[0], remainder[1]);
  return (quarter & 2) === 0 ? value : -value;
}

/** Cosine of an angle in radians, of any size, within 0.78 units of the last place. */
export function cos(x: number): number {
  if (x >= -QUARTER_PI && x <= QUARTER_PI) return cosineOfSmall(x, 0);
  const quarter = reducedAngle(x) + 1;
  const value =
    (quarter & 1) === 0 ? sineOfSmall(remainder[0], remainder[1]) : cosineOfSmall(remainder[0], remainder[1]);
  return (quarter & 2) === 0 ? value : -value;
}

function sineOfSmall(r: number, low: number): number {
  const square = r * r;
  const series = S0 + square * S1 + square * square * (S2 + square * S3 + square * square * (S4 + square * S5));
  return r + (low - 0.5 * square * low + square * r * series);
}

function cosineOfSmall(r: number, low: number): number {
  const square = r * r;
  const half = 0.5 * square;
  const high = 1 - half;
  const series = C0 + square * C1 + square * square * (C2 + square * C3 + square * square * (C4 + square * C5));
  return high + (1 - high - half + (square * square * series - r * low));
}
