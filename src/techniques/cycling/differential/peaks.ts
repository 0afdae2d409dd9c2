/** Peaks of a differential capacity. */
import { regress } from '../../../numerics/statistics/weighted-regression.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { DifferentialCapacity } from './differential-capacity.js';

export interface DifferentialPeak {
  readonly positionV: number;
  readonly positionSigmaV: number;
  readonly heightCPerV: number;
  readonly heightSigmaCPerV: number;
  /** Charge between the valleys towards its neighbours (or the ends of the range), C; nothing is taken off as background. */
  readonly areaC: number;
  readonly areaSigmaC: number;
  /** Full width at half height, V, smoothing included; null where a valley is higher than half. */
  readonly widthV: number | null;
}

/** A peak rises above the higher of its valleys by this share of the highest. */
const LEAST_PROMINENCE = 0.08;
const MOST_PEAKS = 8;

/** Peaks of the smooth curve by prominence, ascending in potential; the ends of the range are no peaks. */
export function differentialPeaks(curve: DifferentialCapacity): DifferentialPeak[] {
  const y = curve.smoothCPerV;
  const highest = y.reduce((most, value) => Math.max(most, value), 0);
  const noise = residualScale(curve);
  const least = Math.max(LEAST_PROMINENCE * highest, 3 * noise);
  const kept = tops(y)
    .filter((top) => {
      const { left, right } = valleys(y, top);
      return y[top]! - Math.max(y[left]!, y[right]!) >= least;
    })
    .sort((a, b) => y[b]! - y[a]!)
    .slice(0, MOST_PEAKS)
    .sort((a, b) => a - b);
  // Between two peaks the deepest place divides the charge.
  const borders = kept.slice(1).map((top, k) => lowestBetween(y, kept[k]!, top));
  return kept.map((top, k) => describe(curve, top, borders[k - 1] ?? 0, borders[k] ?? y.length - 1));
}

function lowestBetween(y: Float64Array, from: number, to: number): number {
  let lowest = from;
  for (let k = from; k <= to; k++) if (y[k]! < y[lowest]!) lowest = k;
  return lowest;
}

function tops(y: Float64Array): number[] {
  const found: number[] = [];
  for (let k = 1; k + 1 < y.length; k++) if (y[k]! > y[k - 1]! && y[k]! >= y[k + 1]!) found.push(k);
  return found;
}

/** Lowest places on both sides before the curve rises above the top. */
function valleys(y: Float64Array, top: number): { left: number; right: number } {
  const walk = (direction: 1 | -1): number => {
    let lowest = top;
    for (let k = top + direction; k >= 0 && k < y.length && y[k]! <= y[top]!; k += direction) {
      if (y[k]! < y[lowest]!) lowest = k;
    }
    return lowest;
  };
  return { left: walk(-1), right: walk(1) };
}

/** Root mean square of raw minus smooth. */
function residualScale({ rawCPerV, smoothCPerV }: DifferentialCapacity): number {
  let squares = 0;
  for (let k = 0; k < rawCPerV.length; k++) squares += (rawCPerV[k]! - smoothCPerV[k]!) ** 2;
  // Of the smooth curve: the window averages.
  return Math.sqrt(squares / rawCPerV.length / 4);
}

function describe(curve: DifferentialCapacity, top: number, left: number, right: number): DifferentialPeak {
  const { potentialV, rawCPerV, smoothCPerV, stepV, windowV, resolutionV } = curve;
  const reach = Math.max(2, Math.round(windowV / (2 * stepV)));
  const [from, to] = [Math.max(0, top - reach), Math.min(potentialV.length, top + reach + 1)];
  const u = Array.from({ length: to - from }, (_, k) => (from + k - top) / reach);
  const fit = regress([u.map(() => 1), u, u.map((v) => v * v)], rawCPerV.slice(from, to));
  const [a, b, c] = fit.coefficients as unknown as [number, number, number];
  const scale = fit.reducedChiSquared ?? 0;
  const bent = c < 0 && Math.abs(b / (2 * c)) < 1;
  // d(-b/2c) = -db/2c + b dc/2c^2, in half windows; d(a - b^2/4c) = da - b db/2c + b^2 dc/4c^2.
  const covariance = fit.unscaledCovariance;
  const place = bent ? -b / (2 * c) : 0;
  const placeSigma = bent ? Math.sqrt(scale * quadraticForm([0, -1 / (2 * c), b / (2 * c * c)], covariance)) : 0.5;
  const height = bent ? a - (b * b) / (4 * c) : smoothCPerV[top]!;
  const heightSigma = Math.sqrt(
    scale * quadraticForm(bent ? [1, -b / (2 * c), (b * b) / (4 * c * c)] : [1, 0, 0], covariance),
  );
  let areaC = 0;
  for (let k = left; k <= right; k++) areaC += rawCPerV[k]! * stepV;
  return {
    positionV: potentialV[top]! + place * reach * stepV,
    positionSigmaV: Math.hypot(Math.min(placeSigma, 1) * reach * stepV, resolutionV / Math.sqrt(12)),
    heightCPerV: height,
    heightSigmaCPerV: heightSigma,
    areaC,
    // The valleys are known to about a quarter of the window.
    areaSigmaC: (windowV / 4) * Math.hypot(Math.max(0, smoothCPerV[left]!), Math.max(0, smoothCPerV[right]!)),
    widthV: widthAt(curve, top, left, right),
  };
}

function widthAt({ potentialV, smoothCPerV }: DifferentialCapacity, top: number, left: number, right: number) {
  const halfHeight = smoothCPerV[top]! / 2;
  const crossing = (direction: 1 | -1, end: number): number | null => {
    for (let k = top; k !== end; k += direction) {
      const [y0, y1] = [smoothCPerV[k]!, smoothCPerV[k + direction]!];
      if (y1 > halfHeight) continue;
      const share = y0 === y1 ? 0 : (y0 - halfHeight) / (y0 - y1);
      return potentialV[k]! + share * (potentialV[k + direction]! - potentialV[k]!);
    }
    return null;
  };
  const [low, high] = [crossing(-1, left), crossing(1, right)];
  return low === null || high === null ? null : high - low;
}
