/** Peaks of a differential capacity. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { type RegressionFit, regress } from '../../../numerics/statistics/weighted-regression.js';
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
  const { rawCPerV, smoothCPerV, stepV, windowV, resolutionV } = curve;
  const seen = widthAt(curve, smoothCPerV[top]! / 2, top, left, right);
  const parabola = fitTop(curve, top, Math.max(3 * stepV, windowV / 2, TOP_SHARE * (seen ?? 0)));
  let areaC = 0;
  for (let k = left; k <= right; k++) areaC += rawCPerV[k]! * stepV;
  return {
    positionV: parabola.positionV,
    positionSigmaV: hypot(parabola.positionSigmaV, resolutionV / Math.sqrt(12)),
    heightCPerV: parabola.height,
    heightSigmaCPerV: parabola.heightSigma,
    areaC,
    // The valleys are known to about a quarter of the window.
    areaSigmaC: (windowV / 4) * hypot(Math.max(0, smoothCPerV[left]!), Math.max(0, smoothCPerV[right]!)),
    widthV: widthAt(curve, parabola.height / 2, top, left, right),
  };
}

/** Half window of the parabola as a share of the width at half height, where that is wider than the smoothing. */
const TOP_SHARE = 0.4;
/** Times that the window is moved onto the vertex. */
const RECENTRED = 8;

/**
 * Parabola through the raw steps about a top, its window (tapering to its ends) centred on the vertex: a window that sits a little aside
 * would pull the vertex of a peak that is no parabola.
 */
function fitTop({ potentialV, rawCPerV, smoothCPerV, stepV }: DifferentialCapacity, top: number, reach: number) {
  let centre = potentialV[top]!;
  const unknown = {
    positionV: centre,
    positionSigmaV: reach / 2,
    height: smoothCPerV[top]!,
    heightSigma: Math.abs(rawCPerV[top]! - smoothCPerV[top]!),
  };
  let found = unknown;
  for (let pass = 0; pass < RECENTRED; pass++) {
    const u: number[] = [];
    const y: number[] = [];
    const weights: number[] = [];
    const first = Math.max(0, top - Math.ceil((2 * reach) / stepV));
    for (let k = first; k < potentialV.length && potentialV[k]! < centre + reach; k++) {
      const place = (potentialV[k]! - centre) / reach;
      const weight = (1 - place * place) ** 2;
      if (Math.abs(place) >= 1 || weight < 1e-6) continue;
      u.push(place);
      y.push(rawCPerV[k]!);
      weights.push(weight);
    }
    if (u.length < 5) return unknown;
    const fit = regress([u.map(() => 1), u, u.map((v) => v * v)], y, weights);
    const [a, b, c] = fit.coefficients as unknown as [number, number, number];
    const place = -b / (2 * c);
    if (!(c < 0) || Math.abs(place) > 1) return found;
    // d(-b/2c) = -db/2c + b dc/2c^2; d(a - b^2/4c) = da - b db/2c + b^2 dc/4c^2.
    const sigmaOf = (gradient: readonly number[]): number => spreadOf(gradient, u, weights, fit);
    const positionV = centre + place * reach;
    if (Math.abs(positionV - potentialV[top]!) > reach) return found;
    found = {
      positionV,
      positionSigmaV: reach * sigmaOf([0, -1 / (2 * c), b / (2 * c * c)]),
      height: a - (b * b) / (4 * c),
      heightSigma: sigmaOf([1, -b / (2 * c), (b * b) / (4 * c * c)]),
    };
    centre = positionV;
  }
  return found;
}

/** Where the smooth curve falls below half the height on both sides. */
function widthAt(
  { potentialV, smoothCPerV }: DifferentialCapacity,
  halfHeight: number,
  top: number,
  left: number,
  right: number,
): number | null {
  const crossing = (direction: 1 | -1, end: number): number | null => {
    for (let k = top; k !== end; k += direction) {
      const [y0, y1] = [smoothCPerV[k]!, smoothCPerV[k + direction]!];
      if (y1 > halfHeight) continue;
      const share = y0 === y1 ? 0 : Math.max(0, (y0 - halfHeight) / (y0 - y1));
      return potentialV[k]! + share * (potentialV[k + direction]! - potentialV[k]!);
    }
    return null;
  };
  const [low, high] = [crossing(-1, left), crossing(1, right)];
  return low === null || high === null ? null : high - low;
}

/** Noise of the potential moves charge from one step to the next: neighbours err in opposite ways, down to a half of it. */
const LOWEST_CORRELATION = -0.48;

/**
 * Standard deviation of a linear function of the coefficients, from the scatter about the parabola and the correlation of
 * neighbouring steps that it shows.
 */
function spreadOf(gradient: readonly number[], u: readonly number[], weights: readonly number[], fit: RegressionFit) {
  const { residuals, unscaledCovariance: covariance } = fit;
  const n = u.length;
  const row = [0, 1, 2].map((j) => gradient.reduce((sum, g, i) => sum + g * covariance[3 * i + j]!, 0));
  const pull = u.map((v, k) => weights[k]! * (row[0]! + row[1]! * v + row[2]! * v * v));
  let [squares, products, own, next] = [0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    squares += residuals[k]! ** 2;
    own += pull[k]! ** 2;
    if (k === 0) continue;
    products += residuals[k]! * residuals[k - 1]!;
    next += pull[k]! * pull[k - 1]!;
  }
  const correlation = squares > 0 ? Math.min(0.5, Math.max(LOWEST_CORRELATION, products / squares)) : 0;
  return Math.sqrt((squares / (n - 3)) * Math.max(0, own + 2 * correlation * next));
}
