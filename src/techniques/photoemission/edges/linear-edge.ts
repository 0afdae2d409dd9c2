import { regressLine } from '../../../numerics/index.js';
import { type EdgeOutcome, type EdgePoints, type EdgeWindows, rangeOf, refuse } from './edge-points.js';

/** A straight edge, rising with energy, and where it leaves the level before it. */
export interface LinearEdge {
  /** (base - intercept)/slope, eV. */
  readonly crossingEv: number;
  /** Standard error by the covariance of intercept and slope and that of the base, from the scatter about them, eV. */
  readonly sigmaEv: number;
  /** Per eV. */
  readonly slope: number;
  /** At 0 eV. */
  readonly intercept: number;
  readonly base: number;
  readonly baseSigma: number;
  readonly edgeCount: number;
  readonly baseCount: number;
  readonly straightness: Straightness;
}

/** Whether the points of an edge follow a line. */
export interface Straightness {
  /** Part of the variance that the line explains. */
  readonly rSquared: number;
  /** Quadratic term over its standard error; above 0 the edge bends upward. 0 where there are too few points to tell. */
  readonly curvature: number;
  /** The curvature is significant (above 3): the crossing depends on the window. */
  readonly bent: boolean;
}

const LEAST_EDGE_POINTS = 4;
const LEAST_BASE_POINTS = 3;
const SIGNIFICANT = 3;

/**
 * Straight line through the points of one window, mean of those of the other, and the crossing of both. Unweighted: the
 * errors come from the scatter of each window, taken as even within it. Counting noise is smaller at the foot of an edge than
 * at its top, so with counts the error of the crossing comes out somewhat too large.
 */
export function linearEdge(
  { energiesEv, values }: EdgePoints,
  { edgeWindowEv, baseWindowEv }: EdgeWindows,
): EdgeOutcome<LinearEdge> {
  const [from, to] = rangeOf(energiesEv, edgeWindowEv);
  const [baseFrom, baseTo] = rangeOf(energiesEv, baseWindowEv);
  const edgeCount = to - from;
  const baseCount = baseTo - baseFrom;
  if (edgeCount < LEAST_EDGE_POINTS || !(energiesEv[to - 1]! > energiesEv[from]!)) {
    return refuse(`the window of the edge holds ${edgeCount} points, and a line needs ${LEAST_EDGE_POINTS}`);
  }
  if (baseCount < LEAST_BASE_POINTS) {
    return refuse(`the window of the baseline holds ${baseCount} points, and a mean needs ${LEAST_BASE_POINTS}`);
  }
  let base = 0;
  for (let i = baseFrom; i < baseTo; i++) base += values[i]!;
  base /= baseCount;
  let scatter = 0;
  for (let i = baseFrom; i < baseTo; i++) scatter += (values[i]! - base) * (values[i]! - base);
  const baseSigma = Math.sqrt(scatter / (baseCount - 1) / baseCount);

  const x = energiesEv.subarray(from, to);
  const line = regressLine(x, values.subarray(from, to));
  const { slope, intercept, unscaledCovariance: covariance } = line;
  const slopeSigma = Math.sqrt(line.reducedChiSquared! * covariance[3]!);
  if (!(slope > SIGNIFICANT * slopeSigma)) {
    return refuse('the values do not rise in the window of the edge by more than their scatter');
  }
  const crossingEv = (base - intercept) / slope;
  const ofLine =
    line.reducedChiSquared! *
    (covariance[0]! + 2 * crossingEv * covariance[1]! + crossingEv * crossingEv * covariance[3]!);
  return {
    edge: {
      crossingEv,
      sigmaEv: Math.sqrt(baseSigma * baseSigma + Math.max(0, ofLine)) / slope,
      slope,
      intercept,
      base,
      baseSigma,
      edgeCount,
      baseCount,
      straightness: straightness(x, line.residuals, line.chiSquared, slope),
    },
  };
}

/** Tests the residuals of the line for what a parabola would take away. */
function straightness(x: Float64Array, residuals: Float64Array, chiSquare: number, slope: number): Straightness {
  const n = x.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += x[i]! / n;
  let second = 0;
  let third = 0;
  for (let i = 0; i < n; i++) {
    const u = x[i]! - mean;
    second += u * u;
    third += u * u * u;
  }
  const rSquared = (slope * slope * second) / (slope * slope * second + chiSquare);
  let size = 0;
  let along = 0;
  for (let i = 0; i < n; i++) {
    const u = x[i]! - mean;
    // The part of u^2 that no line can follow.
    const q = u * u - second / n - (third / second) * u;
    size += q * q;
    along += q * residuals[i]!;
  }
  const explained = size > 0 ? (along * along) / size : 0;
  const left = (chiSquare - explained) / (n - 3);
  const known = n > 5 && size > 0 && left > 1e-24 * slope * slope * second;
  const curvature = known ? along / Math.sqrt(size * left) : 0;
  return { rSquared, curvature, bent: Math.abs(curvature) > SIGNIFICANT };
}
