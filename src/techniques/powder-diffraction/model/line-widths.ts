/** Widths of a line: the diffractometer after G. Caglioti, A. Paoletti, F. P. Ricci, Nucl. Instrum. 3 (1958) 223, and the sample. */
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { at, type PhasePlaces } from './model-parameters.js';
import type { PhaseReflections } from './phase-reflections.js';

const RADIAN = Math.PI / 180;
/** Below this a squared Gaussian width means nothing, degrees². */
export const SMALLEST_VARIANCE = 1e-6;

/** Filled anew by `lineWidths`. Variance is the squared full width of the Gaussian part in degrees². */
export interface LineWidths {
  variance: number;
  /** Full width of the Lorentzian part, degrees. */
  lorentz: number;
  /** The sum of Gaussian terms was not positive and is held at the smallest variance. */
  clipped: boolean;
  byU: number;
  byV: number;
  byX: number;
  byY: number;
  /** Per degree by which the line is shifted. */
  varianceByShift: number;
  lorentzByShift: number;
  /** By 1/d² at the same place (angstrom²): anisotropic strain is one of 1/d². */
  varianceByInverseSquare: number;
  lorentzByInverseSquare: number;
  /** By the sum of Stephens terms, and by its Lorentzian share. */
  varianceByStrain: number;
  lorentzByStrain: number;
  varianceByMixing: number;
  lorentzByMixing: number;
}

export function emptyWidths(): LineWidths {
  return {
    variance: 0,
    lorentz: 0,
    clipped: false,
    byU: 0,
    byV: 0,
    byX: 0,
    byY: 0,
    varianceByShift: 0,
    lorentzByShift: 0,
    varianceByInverseSquare: 0,
    lorentzByInverseSquare: 0,
    varianceByStrain: 0,
    lorentzByStrain: 0,
    varianceByMixing: 0,
    lorentzByMixing: 0,
  };
}

/**
 * Gaussian: U tan² + V tan + W; Lorentzian: (X + size) / cos + (Y + strain) tan; both with the anisotropic strain shared out.
 *
 * @param positionDeg 2theta where the line stands
 * @param inverseSquare 1/d²
 * @param mixing Lorentzian share of the anisotropic strain
 */
export function lineWidths(
  positionDeg: number,
  k: number,
  inverseSquare: number,
  values: Float64Array,
  places: PhasePlaces,
  { count, strainTerms }: PhaseReflections,
  mixing: number,
  out: LineWidths,
): void {
  const theta = (positionDeg / 2) * RADIAN;
  const s = sin(theta);
  const c = cos(theta);
  const t = s / c;
  const tByShift = RADIAN / (2 * c * c);
  const secant = 1 / c;
  const secantByShift = (RADIAN * s) / (2 * c * c);
  const size = values[at.X] + values[places.sizeBroadening];
  const strain = values[at.Y] + values[places.strainBroadening];
  out.byU = t * t;
  out.byV = t;
  out.byX = secant;
  out.byY = t;
  out.variance = values[at.U] * t * t + values[at.V] * t + values[at.W];
  out.varianceByShift = (2 * values[at.U] * t + values[at.V]) * tByShift;
  out.lorentz = size * secant + strain * t;
  out.lorentzByShift = size * secantByShift + strain * tByShift;
  out.clipped = out.variance < SMALLEST_VARIANCE;
  if (out.clipped) {
    out.variance = SMALLEST_VARIANCE;
    out.varianceByShift = 0;
  }
  out.varianceByInverseSquare = out.lorentzByInverseSquare = 0;
  out.varianceByStrain = out.lorentzByStrain = out.varianceByMixing = out.lorentzByMixing = 0;
  if (places.stephens < 0) return;
  const terms = strainTerms.length / count;
  let sum = 0;
  for (let term = 0; term < terms; term++) sum += values[places.stephens + term] * strainTerms[term * count + k];
  if (!(sum > 0)) return;
  const factor = t / (inverseSquare * RADIAN);
  const gamma = factor * Math.sqrt(sum);
  const gammaBySum = gamma / (2 * sum);
  const gaussian = (1 - mixing) * gamma;
  out.variance += gaussian * gaussian;
  out.lorentz += mixing * gamma;
  out.varianceByStrain = 2 * gaussian * (1 - mixing) * gammaBySum;
  out.lorentzByStrain = mixing * gammaBySum;
  out.varianceByMixing = -2 * gaussian * gamma;
  out.lorentzByMixing = gamma;
  out.varianceByShift += 2 * gaussian * gaussian * (tByShift / t);
  out.lorentzByShift += mixing * gamma * (tByShift / t);
  out.varianceByInverseSquare = (-2 * gaussian * gaussian) / inverseSquare;
  out.lorentzByInverseSquare = (-mixing * gamma) / inverseSquare;
}
