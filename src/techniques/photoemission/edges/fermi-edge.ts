import { estimateCovariance, minimiseSeparable } from '../../../numerics/index.js';
import { joinedModel, type SeparableModel } from '../../../numerics/least-squares/separable-model.js';
import { BOLTZMANN_EV_PER_K, blurredFermi } from './blurred-fermi.js';
import {
  cutPoints,
  type EdgeOutcome,
  type EdgePoints,
  type EnergyWindow,
  refuse,
  unusable,
  type WindowSpread,
} from './edge-points.js';
import { findEdgeWindows } from './find-edge-windows.js';
import { type FittedValue, FWHM_PER_SIGMA, weightsOf } from './fitted-value.js';
import { spreadOf } from './window-spread.js';

export interface FermiEdgeRequest {
  /** Energies that are fitted, eV; found where not given. */
  readonly windowEv?: EnergyWindow;
  /** @default 300 */
  readonly temperatureK?: number;
  /**
   * By the uncertainty of each point, or every point alike; errors are scaled by the scatter in both cases, but with counting
   * noise those of `equal` come out too small. @default 'sigmas'
   */
  readonly weights?: 'equal' | 'sigmas';
}

/** A Fermi edge: c + (a + b (x - E_F)) times the Fermi function, convolved with a Gaussian. Binding energies in eV. */
export interface FermiEdge {
  readonly valueEv: number;
  readonly sigmaEv: number;
  /** What other windows give; undefined where they could not be fitted. */
  readonly spread: WindowSpread | undefined;
  /** Full width at half maximum of the Gaussian, eV: what the instrument adds to the temperature. */
  readonly resolutionEv: FittedValue;
  /** a, at the edge. */
  readonly height: FittedValue;
  /** b, per eV. */
  readonly slope: FittedValue;
  /** c, beyond the edge. */
  readonly base: FittedValue;
  readonly temperatureK: number;
  readonly windowEv: EnergyWindow;
  /** The window was found rather than given. */
  readonly found: boolean;
  readonly pointCount: number;
  readonly chiSquare: number;
  readonly reducedChiSquare: number;
  /** The Gaussian ended at its narrowest: the edge is no wider than the temperature makes it. */
  readonly resolutionAtBound: boolean;
  /** The fitted curve at the points of the window. */
  readonly energiesEv: Float64Array;
  readonly curve: Float64Array;
}

const ROOM_TEMPERATURE_K = 300;
/** Total width of an edge (FWHM of its derivative, if Gaussian) over the distance from 20 % to 80 % of its height. */
const WIDTH_OF_RISE = 1.4;
/** A found window: so many total widths of level beyond the edge where there are, and of filled states. */
const [BEYOND, FILLED] = [2.5, 1.5];
/** Start of the width where no edge was found in the window that was asked for, in parts of it. */
const GUESSED_WIDTH = 0.25;
/** Ends of the windows tried for the spread, in parts of the width. */
const MOVES = [-0.1, 0, 0.1];
const LEAST_POINTS = 8;
const SIGNIFICANT = 3;

/**
 * Fits the Fermi edge of a metal, whose position is the zero of binding energies. Window and start values are found where
 * they are not given.
 *
 * @param points binding energies ascending, eV
 */
export function fermiEdge(points: EdgePoints, request: FermiEdgeRequest = {}): EdgeOutcome<FermiEdge> {
  const temperatureK = request.temperatureK ?? ROOM_TEMPERATURE_K;
  if (!(temperatureK >= 0 && Number.isFinite(temperatureK))) return refuse(`${temperatureK} K is no temperature`);
  const bad = unusable(points, LEAST_POINTS);
  if (bad !== undefined) return refuse(bad);
  const found = request.windowEv === undefined ? findStart(points) : startWithin(points, request.windowEv);
  if (typeof found === 'string') return refuse(found);
  const { windowEv, ...start } = found;
  const weights = request.weights ?? 'sigmas';
  const fit = fitWindow(points, windowEv, temperatureK, weights, start);
  if (fit.edge === undefined) return fit;
  const values = [fit.edge.valueEv];
  const width = windowEv[1] - windowEv[0];
  for (const low of MOVES) {
    for (const high of MOVES) {
      if (low === 0 && high === 0) continue;
      const other: EnergyWindow = [windowEv[0] + low * width, windowEv[1] + high * width];
      const { edge } = fitWindow(points, other, temperatureK, weights, {
        edgeEv: fit.edge.valueEv,
        widthEv: fit.edge.resolutionEv.value,
      });
      if (edge !== undefined) values.push(edge.valueEv);
    }
  }
  return { edge: { ...fit.edge, spread: spreadOf(values), found: request.windowEv === undefined } };
}

interface Start {
  readonly edgeEv: number;
  readonly widthEv: number;
}

interface Found extends Start {
  readonly windowEv: EnergyWindow;
}

function findStart(points: EdgePoints): Found | string {
  const { edge, reason } = findEdgeWindows(points);
  if (edge === undefined) return reason;
  const [low, high] = edge.edgeWindowEv;
  const widthEv = WIDTH_OF_RISE * (high - low);
  const edgeEv = (low + high) / 2;
  const last = points.energiesEv[points.energiesEv.length - 1]!;
  return {
    edgeEv,
    widthEv,
    windowEv: [Math.max(edge.baseWindowEv[0], edgeEv - BEYOND * widthEv), Math.min(last, edgeEv + FILLED * widthEv)],
  };
}

/** A window may be so short that its edge is not found by itself: then the fit has to show that there is one. */
function startWithin(points: EdgePoints, windowEv: EnergyWindow): Found {
  const [low, high] = windowEv;
  for (const part of [cutPoints(points, windowEv), points]) {
    const found = findStart(part);
    if (typeof found !== 'string' && found.edgeEv > low && found.edgeEv < high) return { ...found, windowEv };
  }
  return { edgeEv: (low + high) / 2, widthEv: GUESSED_WIDTH * (high - low), windowEv };
}

function fitWindow(
  points: EdgePoints,
  windowEv: EnergyWindow,
  temperatureK: number,
  weights: 'equal' | 'sigmas',
  start: Start,
): EdgeOutcome<Omit<FermiEdge, 'spread' | 'found'>> {
  const cut = cutPoints(points, windowEv);
  const { energiesEv } = cut;
  const n = energiesEv.length;
  if (n < LEAST_POINTS) return refuse(`the window holds ${n} points, and a Fermi edge needs ${LEAST_POINTS}`);
  const [first, last] = [energiesEv[0]!, energiesEv[n - 1]!];
  const narrowest = (last - first) / (n - 1) / 10;
  const model = edgeModel(cut, temperatureK, weights);
  const minimum = minimiseSeparable(model, Float64Array.of(start.edgeEv, Math.max(start.widthEv, 2 * narrowest)), {
    lower: Float64Array.of(first, narrowest),
    upper: Float64Array.of(last, 2 * (last - first)),
    stepLimit: Float64Array.of((last - first) / 4, (last - first) / 4),
    maxIterations: 100,
  });
  const [edgeEv, widthEv, base, height, slope] = minimum.parameters as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (!minimum.converged) return refuse('the fit of a Fermi edge does not converge');
  if (minimum.atBound[0] !== null) return refuse('the edge lies outside the window');
  const all = joinedModel(model);
  const { standardErrors, reducedChiSquare } = estimateCovariance(all, minimum, { bounds: 'held' });
  const rounding = 1e-9 * cut.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(height > SIGNIFICANT * standardErrors[3]! + rounding) || !(standardErrors[0]! < last - first)) {
    return refuse('no Fermi edge stands out from the scatter');
  }
  const weight = weightsOf(cut, weights);
  const curve = new Float64Array(n);
  all.evaluate(minimum.parameters, curve, null);
  for (let i = 0; i < n; i++) curve[i] = curve[i]! / weight[i]! + cut.values[i]!;
  const fitted = (value: number, j: number): FittedValue => ({ value, sigma: standardErrors[j]! });
  return {
    edge: {
      valueEv: edgeEv,
      sigmaEv: standardErrors[0]!,
      resolutionEv: fitted(widthEv, 1),
      base: fitted(base, 2),
      height: fitted(height, 3),
      slope: fitted(slope, 4),
      temperatureK,
      windowEv,
      pointCount: n,
      chiSquare: minimum.sumOfSquares,
      reducedChiSquare,
      resolutionAtBound: minimum.atBound[1] === 'lower',
      energiesEv,
      curve,
    },
  };
}

/** Nonlinear: E_F and the width; linear: c, a, b. */
function edgeModel(cut: EdgePoints, temperatureK: number, weights: 'equal' | 'sigmas'): SeparableModel {
  const { energiesEv, values } = cut;
  const n = energiesEv.length;
  const thermal = BOLTZMANN_EV_PER_K * temperatureK;
  const weight = weightsOf(cut, weights);
  const at = new Float64Array(4);
  return {
    residualCount: n,
    nonlinearCount: 2,
    linearCount: 3,
    data: values.map((value, i) => value * weight[i]!),
    dependencies: [
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ],
    evaluate(nonlinear, basis, derivatives) {
      const sigma = nonlinear[1]! / FWHM_PER_SIGMA;
      for (let i = 0; i < n; i++) {
        const w = weight[i]!;
        const u = energiesEv[i]! - nonlinear[0]!;
        blurredFermi(u, sigma, thermal, at);
        const [f, f1, f2, f3] = [at[0]!, at[1]!, at[2]!, at[3]!];
        basis[i] = w;
        basis[n + i] = w * f;
        // x times the Fermi function, blurred: by parts, u f + sigma^2 f'.
        basis[2 * n + i] = w * (u * f + sigma * sigma * f1);
        if (derivatives === null) continue;
        derivatives[i] = -w * f1;
        // A Gaussian spreads as heat does: d/d sigma = sigma d^2/du^2.
        derivatives[n + i] = (w * sigma * f2) / FWHM_PER_SIGMA;
        derivatives[2 * n + i] = -w * (f + u * f1 + sigma * sigma * f2);
        derivatives[3 * n + i] = (w * sigma * (u * f2 + 2 * f1 + sigma * sigma * f3)) / FWHM_PER_SIGMA;
      }
    },
  };
}
