/** Maxima of a distribution: where they stand, how high, and how much resistance lies between the minima about them. */
import { log, log1p } from '../../../numerics/elementary/log.js';
import { sin } from '../../../numerics/elementary/sin.js';

export interface DistributionMaximum {
  readonly tauS: number;
  readonly heightOhm: number;
  /** Integral of gamma over ln tau from the minimum before to the minimum behind. */
  readonly areaOhm: number;
  /** Full width at half maximum in ln tau, measured on the flanks that reach down to it; null where neither does. */
  readonly width: number | null;
}

/** Ripples lower than this share of the highest maximum are not listed. */
const SMALLEST_HEIGHT = 0.01;

/** @param tauS ascending, evenly spaced in ln tau */
export function findMaxima(tauS: Float64Array, gamma: Float64Array): DistributionMaximum[] {
  const n = gamma.length;
  const highest = gamma.reduce((a, b) => Math.max(a, b), 0);
  if (!(highest > 0)) return [];
  const step = log(tauS[n - 1] / tauS[0]) / (n - 1);
  const tops: number[] = [];
  for (let i = 0; i < n; i++) {
    const before = i > 0 ? gamma[i - 1] : 0;
    const behind = i < n - 1 ? gamma[i + 1] : 0;
    if (gamma[i] > before && gamma[i] >= behind && gamma[i] > SMALLEST_HEIGHT * highest) tops.push(i);
  }
  return tops.map((top, k) => {
    const from = k === 0 ? 0 : valley(gamma, tops[k - 1], top);
    const to = k === tops.length - 1 ? n - 1 : valley(gamma, top, tops[k + 1]);
    let area = 0;
    for (let i = from; i < to; i++) area += 0.5 * (gamma[i] + gamma[i + 1]) * step;
    return { tauS: tauS[top], heightOhm: gamma[top], areaOhm: area, width: widthAt(gamma, top, from, to, step) };
  });
}

function valley(gamma: Float64Array, from: number, to: number): number {
  let lowest = from;
  for (let i = from; i <= to; i++) if (gamma[i] < gamma[lowest]) lowest = i;
  return lowest;
}

/** Twice the half width of the flank that falls to half height, or the sum of both. */
function widthAt(gamma: Float64Array, top: number, from: number, to: number, step: number): number | null {
  const half = gamma[top] / 2;
  let left: number | null = null;
  for (let i = top; i > from; i--) {
    if (gamma[i - 1] <= half) {
      left = top - i + (gamma[i] - half) / (gamma[i] - gamma[i - 1]);
      break;
    }
  }
  let right: number | null = null;
  for (let i = top; i < to; i++) {
    if (gamma[i + 1] <= half) {
      right = i - top + (gamma[i] - half) / (gamma[i] - gamma[i + 1]);
      break;
    }
  }
  if (left === null && right === null) return null;
  return step * ((left ?? right ?? 0) + (right ?? left ?? 0));
}

/**
 * Exponent n of the arc `R/(1 + (jwt)^n)` whose distribution has this full width at half maximum in ln tau:
 * `w = (2/n) arccosh(2 - cos((1 - n) pi))`. 1 for no width.
 */
export function exponentFromWidth(width: number): number {
  if (!(width > 0)) return 1;
  const widthOf = (n: number): number => {
    // arccosh(1 + x) = ln(1 + x + sqrt(x (x + 2))), and 1 - cos a = 2 sin^2(a/2) loses no digits
    const half = sin(0.5 * (1 - n) * Math.PI);
    const x = 2 * half * half;
    return (2 / n) * log1p(x + Math.sqrt(x * (x + 2)));
  };
  let low = 0.05;
  let high = 1;
  if (width >= widthOf(low)) return low;
  for (let k = 0; k < 60; k++) {
    const middle = 0.5 * (low + high);
    if (widthOf(middle) > width) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
