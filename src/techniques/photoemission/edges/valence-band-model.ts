import { estimateCovariance, minimiseSeparable } from '../../../numerics/index.js';
import { joinedModel, type SeparableModel } from '../../../numerics/least-squares/separable-model.js';
import { blurredOnset, type OnsetExponent } from './blurred-onset.js';
import {
  type EdgeOutcome,
  type EdgePoints,
  type EdgeWindows,
  type EnergyWindow,
  rangeOf,
  refuse,
  unusable,
  type WindowSpread,
} from './edge-points.js';
import { type FittedValue, FWHM_PER_SIGMA, weightsOf } from './fitted-value.js';
import { valenceBandEdge } from './valence-band-edge.js';
import { spreadOf } from './window-spread.js';

export interface ValenceBandModelRequest extends Partial<EdgeWindows> {
  /** Power of energy with which the density of states begins. @default 1 */
  readonly exponent?: OnsetExponent;
  /** Full width at half maximum of the Gaussian, eV, e.g. of a Fermi edge; fitted where not given. */
  readonly resolutionEv?: number;
  /** Every point alike, or by its uncertainty; errors are scaled by the scatter in both cases. @default 'sigmas' */
  readonly weights?: 'equal' | 'sigmas';
}

/** A valence-band maximum by a model of the leading edge. Binding energies in eV on the scale of the spectrum. */
export interface ValenceBandModel {
  readonly valueEv: number;
  readonly sigmaEv: number;
  /** What other ends of the fitted range give; undefined where they could not be fitted. */
  readonly spread: WindowSpread | undefined;
  readonly exponent: OnsetExponent;
  /** Full width at half maximum, eV; without error where it was given. */
  readonly resolutionEv: FittedValue;
  readonly resolutionGiven: boolean;
  /** The width ended at the narrowest that was tried. */
  readonly resolutionAtBound: boolean;
  readonly base: FittedValue;
  /** Factor of (energy above the maximum)^exponent. */
  readonly height: FittedValue;
  /** From the low end of the baseline to the high end of the edge. */
  readonly windowEv: EnergyWindow;
  readonly pointCount: number;
  readonly chiSquare: number;
  readonly reducedChiSquare: number;
  readonly energiesEv: Float64Array;
  readonly curve: Float64Array;
}

/** Upper ends of the range tried for the spread, in widths of the edge window. */
const MOVES = [-0.2, -0.1, 0, 0.1, 0.2];
/** How far below the straight edge's crossing its tail is fitted, in widths of the edge window. */
const FOOT = 0.6;
const LEAST_POINTS = 8;
const SIGNIFICANT = 3;

/**
 * Valence-band maximum by a second way: the leading edge as a density of states that begins like a power of energy at the
 * maximum, convolved with a Gaussian, on a constant baseline. Fitted are the baseline window and all from the foot of the edge
 * to the high end of its window, so not a state in the gap between them. The tail that a straight edge ignores is part of the
 * fit here.
 *
 * @param points binding energies ascending, eV
 */
export function valenceBandModel(
  points: EdgePoints,
  request: ValenceBandModelRequest = {},
): EdgeOutcome<ValenceBandModel> {
  const bad = unusable(points, LEAST_POINTS);
  if (bad !== undefined) return refuse(bad);
  const { resolutionEv } = request;
  if (resolutionEv !== undefined && !(resolutionEv > 0 && Number.isFinite(resolutionEv))) {
    return refuse(`${resolutionEv} eV is no resolution`);
  }
  const straight = valenceBandEdge(points, request);
  if (straight.edge === undefined) return straight;
  const { edgeWindowEv, baseWindowEv, valueEv } = straight.edge;
  const width = edgeWindowEv[1] - edgeWindowEv[0];
  const start = { onsetEv: valueEv, widthEv: resolutionEv ?? width / 2 };
  const foot = valueEv - FOOT * width;
  const fit = fitRange(points, baseWindowEv, [foot, edgeWindowEv[1]], request, start);
  if (fit.edge === undefined) return fit;
  const values: number[] = [];
  const middle = (baseWindowEv[0] + baseWindowEv[1]) / 2;
  for (const low of [baseWindowEv[0], middle]) {
    for (const move of MOVES) {
      const range: EnergyWindow = [foot, edgeWindowEv[1] + move * width];
      const { edge } = fitRange(points, [low, baseWindowEv[1]], range, request, start);
      if (edge !== undefined) values.push(edge.valueEv);
    }
  }
  return { edge: { ...fit.edge, spread: spreadOf(values) } };
}

interface Start {
  readonly onsetEv: number;
  readonly widthEv: number;
}

function fitRange(
  points: EdgePoints,
  baseWindowEv: EnergyWindow,
  edgeRangeEv: EnergyWindow,
  { exponent = 1, resolutionEv, weights = 'sigmas' }: ValenceBandModelRequest,
  start: Start,
): EdgeOutcome<Omit<ValenceBandModel, 'spread'>> {
  const cut = inEither(points, baseWindowEv, edgeRangeEv);
  const { energiesEv, values } = cut;
  const n = energiesEv.length;
  if (n < LEAST_POINTS) return refuse(`baseline and edge hold ${n} points, and the model needs ${LEAST_POINTS}`);
  const [first, last] = [energiesEv[0]!, energiesEv[n - 1]!];
  const narrowest = resolutionEv ?? (last - first) / (n - 1) / 10;
  const widest = resolutionEv ?? 2 * (last - first);
  const weight = weightsOf(cut, weights);
  const model = onsetModel(energiesEv, values, weight, exponent);
  const minimum = minimiseSeparable(model, Float64Array.of(start.onsetEv, start.widthEv), {
    lower: Float64Array.of(first, narrowest),
    upper: Float64Array.of(last, widest),
    stepLimit: Float64Array.of((last - first) / 4, (last - first) / 4),
    maxIterations: 200,
  });
  if (!minimum.converged) return refuse('the fit of the leading edge does not converge');
  if (minimum.atBound[0] !== null) return refuse('the model puts the edge outside the fitted range');
  const all = joinedModel(model);
  const { standardErrors, reducedChiSquare } = estimateCovariance(all, minimum, { bounds: 'held' });
  const fitted = (j: number): FittedValue => ({ value: minimum.parameters[j]!, sigma: standardErrors[j]! });
  const [onset, resolution, base, height] = [fitted(0), fitted(1), fitted(2), fitted(3)];
  if (!(height.value > SIGNIFICANT * height.sigma) || !(onset.sigma < last - first)) {
    return refuse('no edge stands out from the scatter');
  }
  const curve = new Float64Array(n);
  all.evaluate(minimum.parameters, curve, null);
  for (let i = 0; i < n; i++) curve[i] = curve[i]! / weight[i]! + values[i]!;
  return {
    edge: {
      valueEv: onset.value,
      sigmaEv: onset.sigma,
      exponent,
      resolutionEv: resolution,
      resolutionGiven: resolutionEv !== undefined,
      resolutionAtBound: resolutionEv === undefined && minimum.atBound[1] === 'lower',
      base,
      height,
      windowEv: [first, last],
      pointCount: n,
      chiSquare: minimum.sumOfSquares,
      reducedChiSquare,
      energiesEv,
      curve,
    },
  };
}

/** The points of two windows; what lies in both counts once. */
function inEither(points: EdgePoints, first: EnergyWindow, second: EnergyWindow): EdgePoints {
  const [from, to] = rangeOf(points.energiesEv, first);
  const [start, end] = rangeOf(points.energiesEv, second);
  const chosen = (values: Float64Array): Float64Array =>
    values.filter((_, i) => (i >= from && i < to) || (i >= start && i < end));
  return {
    energiesEv: chosen(points.energiesEv),
    values: chosen(points.values),
    sigmas: chosen(points.sigmas),
  };
}

/** Nonlinear: onset and width; linear: baseline and height. */
function onsetModel(
  energiesEv: Float64Array,
  values: Float64Array,
  weight: Float64Array,
  exponent: OnsetExponent,
): SeparableModel {
  const n = energiesEv.length;
  const at = new Float64Array(3);
  return {
    residualCount: n,
    nonlinearCount: 2,
    linearCount: 2,
    data: values.map((value, i) => value * weight[i]!),
    dependencies: [
      [1, 0],
      [1, 1],
    ],
    evaluate(nonlinear, basis, derivatives) {
      const sigma = nonlinear[1]! / FWHM_PER_SIGMA;
      for (let i = 0; i < n; i++) {
        const w = weight[i]!;
        blurredOnset(energiesEv[i]! - nonlinear[0]!, sigma, exponent, at);
        basis[i] = w;
        basis[n + i] = w * at[0]!;
        if (derivatives === null) continue;
        derivatives[i] = -w * at[1]!;
        derivatives[n + i] = (w * sigma * at[2]!) / FWHM_PER_SIGMA;
      }
    },
  };
}
