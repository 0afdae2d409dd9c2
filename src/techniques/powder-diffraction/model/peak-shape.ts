/**
 * The pseudo-Voigt of P. Thompson, D. E. Cox and J. B. Hastings, J. Appl. Cryst. 20 (1987) 79,
 * doi:10.1107/S0021889887087090: a Gaussian and a Lorentzian part, each with its own width, as one full width H and one
 * mixing eta.
 */
import { pow } from '../../../numerics/elementary/pow.js';

/** Width and mixing of a line with their derivatives; filled anew by `peakShape`, so that nothing is allocated. */
export interface PeakShape {
  /** Full width at half maximum, degrees. */
  width: number;
  /** Share of the Lorentzian, 0 to 1. */
  mixing: number;
  /** With respect to the squared Gaussian width (degrees²) and to the Lorentzian width (degrees). */
  widthByVariance: number;
  widthByLorentz: number;
  mixingByVariance: number;
  mixingByLorentz: number;
}

export function emptyShape(): PeakShape {
  return { width: 0, mixing: 0, widthByVariance: 0, widthByLorentz: 0, mixingByVariance: 0, mixingByLorentz: 0 };
}

/** Widths are never exactly zero: a line narrower than this is narrower than any step. */
const SMALLEST_WIDTH = 1e-5;

/**
 * @param variance squared full width of the Gaussian part, degrees²
 * @param lorentz full width of the Lorentzian part, degrees
 */
export function peakShape(variance: number, lorentz: number, shape: PeakShape): void {
  const g = Math.sqrt(Math.max(variance, SMALLEST_WIDTH * SMALLEST_WIDTH));
  const l = Math.max(lorentz, 0);
  const g2 = g * g;
  const l2 = l * l;
  const fifth =
    g2 * g2 * g +
    2.69269 * g2 * g2 * l +
    2.42843 * g2 * g * l2 +
    4.47163 * g2 * l2 * l +
    0.07842 * g * l2 * l2 +
    l2 * l2 * l;
  const h = pow(fifth, 0.2);
  const h4 = h * h * h * h;
  const byG =
    (5 * g2 * g2 + 10.77076 * g2 * g * l + 7.28529 * g2 * l2 + 8.94326 * g * l2 * l + 0.07842 * l2 * l2) / (5 * h4);
  const byL =
    (2.69269 * g2 * g2 + 4.85686 * g2 * g * l + 13.41489 * g2 * l2 + 0.31368 * g * l2 * l + 5 * l2 * l2) / (5 * h4);
  const q = l / h;
  const slope = 1.36603 - 0.95438 * q + 0.33348 * q * q;
  shape.width = h;
  shape.mixing = q * (1.36603 - 0.47719 * q + 0.11116 * q * q);
  const gByVariance = 1 / (2 * g);
  shape.widthByVariance = byG * gByVariance;
  shape.widthByLorentz = byL;
  shape.mixingByVariance = ((-slope * q) / h) * byG * gByVariance;
  shape.mixingByLorentz = (slope * (1 - q * byL)) / h;
}
