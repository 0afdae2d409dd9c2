/** The Doniach-Sunjic line before the Gaussian, as a function of complex energy. */
import { atan } from '../../../numerics/elementary/atan.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { tan } from '../../../numerics/elementary/tan.js';

/** Places a point takes: the line P, P/zeta, P/zeta^2 and the derivative of P by the asymmetry but for its height; each re, im. */
export const BARE_ROW = 8;

/**
 * What does not change from point to point. With zeta = g + shift + i x, the line is
 * P = e^(i pi a/2) (zeta/g)^(a - 1)/height, its maximum on the real axis (shift = 0) one.
 */
export const bareLine = {
  asymmetry: 0,
  halfWidth: 1,
  /** g + shift, eV. */
  real: 1,
  logHeight: 0,
  /** Derivative of `logHeight` by the asymmetry. */
  logHeightSlope: 0,
  /** Distance of the maximum of the line without the Gaussian from its centre, eV. */
  offset: 0,
};

export function setBareLine(halfWidth: number, asymmetry: number, shift: number): void {
  const rest = 2 - asymmetry;
  const angle = (0.5 * Math.PI * asymmetry) / rest;
  const slope = Math.PI / (rest * rest);
  const logCosine = log(cos(angle));
  bareLine.asymmetry = asymmetry;
  bareLine.halfWidth = halfWidth;
  bareLine.real = halfWidth + shift;
  bareLine.logHeight = rest * logCosine;
  bareLine.logHeightSlope = -logCosine - rest * tan(angle) * slope;
  bareLine.offset = halfWidth * tan(angle);
}

/** Fills a row of `out` (its first two places only without `all`) for the energy x from the centre, eV. */
export function fillBareLine(x: number, all: boolean, out: Float64Array, at: number): void {
  const { asymmetry, halfWidth, real } = bareLine;
  const square = real * real + x * x;
  const logSize = 0.5 * log(square / (halfWidth * halfWidth));
  const angle = atan(x / real);
  const size = exp((asymmetry - 1) * logSize - bareLine.logHeight);
  const phase = 0.5 * Math.PI * asymmetry + (asymmetry - 1) * angle;
  const re = size * cos(phase);
  const im = size * sin(phase);
  out[at] = re;
  out[at + 1] = im;
  if (!all) return;
  const overRe = real / square;
  const overIm = -x / square;
  const firstRe = re * overRe - im * overIm;
  const firstIm = re * overIm + im * overRe;
  out[at + 2] = firstRe;
  out[at + 3] = firstIm;
  out[at + 4] = firstRe * overRe - firstIm * overIm;
  out[at + 5] = firstRe * overIm + firstIm * overRe;
  const turn = 0.5 * Math.PI + angle;
  out[at + 6] = re * logSize - im * turn;
  out[at + 7] = re * turn + im * logSize;
}
