/**
 * The quadrature that convolves the Doniach-Sunjic line with a Gaussian.
 *
 * The bare line is the real part of a function analytic but for a branch point at a distance g (its half width) from the real
 * axis. The trapezoidal rule converges exponentially, the faster the farther the path of integration keeps from that point: so
 * the path is moved away from it, by a distance at which the Gaussian still does not oscillate too much. The step then depends
 * on the width of the Gaussian alone, however sharp the bare line is.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';

/** Both errors of the rule are e^-34 at most. */
const DIGITS = 34;

export interface Contour {
  /** What the path's distance adds to the half width, eV. */
  readonly shift: number;
  /** Distance of the points of the rule, eV. */
  readonly step: number;
}

const contour = { shift: 0, step: 0 };
/** Weights of the points from the middle outwards; those on the other side are their complex conjugates. */
export const contourWeights = { re: new Float64Array(64), im: new Float64Array(64) };

/** The widest step that serves for a half width and a standard deviation in eV. What is returned is overwritten by the next call. */
export function widestContour(halfWidth: number, deviation: number): Contour {
  // errors exp(-(g + shift) k) of the branch point and exp(shift k - k^2/2) of the Gaussian, k = 2 pi/step, in deviations
  const g = Math.min(halfWidth / deviation, 1e6);
  const least = Math.sqrt(2 * DIGITS);
  const k = Math.max(least, (4 * DIGITS) / (g + Math.sqrt(g * g + 4 * DIGITS)));
  contour.shift = Math.max(0, 0.5 * k - DIGITS / k) * deviation;
  contour.step = ((2 * Math.PI) / k) * deviation;
  return contour;
}

/** Fills the weights for a step at most as wide as the widest, and returns the number of points on each side of the middle. */
export function fillContour(shift: number, step: number, deviation: number): number {
  const h = step / deviation;
  const away = shift / deviation;
  const reach = Math.ceil(Math.sqrt(2 * DIGITS + away * away) / h);
  if (contourWeights.re.length <= reach) {
    contourWeights.re = new Float64Array(2 * reach);
    contourWeights.im = new Float64Array(2 * reach);
  }
  for (let k = 0; k <= reach; k++) {
    const t = k * h;
    const size = (h / Math.sqrt(2 * Math.PI)) * exp(0.5 * (away * away - t * t));
    contourWeights.re[k] = size * cos(t * away);
    contourWeights.im[k] = size * sin(t * away);
  }
  return reach;
}
