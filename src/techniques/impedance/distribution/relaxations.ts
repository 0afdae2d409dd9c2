/** Relaxations with their uncertainties, from a sum of arcs. */
import { cosh } from '../../../numerics/elementary/cosh.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { type CovarianceEstimate, estimateCovariance } from '../../../numerics/least-squares/covariance.js';
import { varianceOf } from '../../../numerics/least-squares/map-covariance.js';
import type { ArcSelection } from './arc-selection.js';
import { seriesParameterCount } from './arc-sum.js';
import { exponentFromWidth, findMaxima } from './maxima.js';

export interface EstimatedRelaxation {
  readonly tauS: number;
  readonly tauSigmaS: number;
  readonly resistanceOhm: number;
  readonly resistanceSigmaOhm: number;
  readonly exponent: number;
  /** 0 when the exponent ended on its bound. */
  readonly exponentSigma: number;
}

/**
 * Arcs closer than this factor in time constant are one relaxation whose distribution is not that of a single arc: no
 * spectrum tells them apart as processes.
 */
const SAME_RELAXATION = 3;

/** The relaxations of a selection in order of their time constants; errors from the covariance at the minimum. */
export function estimatedRelaxations(selection: ArcSelection): EstimatedRelaxation[] {
  if (selection.arcCount === 0) return [];
  const estimate = estimateCovariance(selection.model, selection.minimum, { bounds: 'held' });
  return groups(selection).map((places) =>
    places.length === 1 ? single(selection, estimate, places[0]) : merged(selection, estimate, places),
  );
}

/** Places of ln R of the arcs, arcs of one relaxation together, all in order of time constant. */
function groups({ minimum, terms, arcCount }: ArcSelection): number[][] {
  const first = seriesParameterCount(terms);
  const places = Array.from({ length: arcCount }, (_, k) => first + 3 * k);
  const logTau = (place: number): number => minimum.parameters[place + 1];
  places.sort((a, b) => logTau(a) - logTau(b));
  const out: number[][] = [];
  for (const place of places) {
    const last = out.at(-1);
    if (last !== undefined && logTau(place) - logTau(last[0]) < log(SAME_RELAXATION)) last.push(place);
    else out.push([place]);
  }
  return out;
}

function single({ minimum }: ArcSelection, { standardErrors }: CovarianceEstimate, at: number): EstimatedRelaxation {
  const resistanceOhm = exp(minimum.parameters[at]);
  const tauS = exp(minimum.parameters[at + 1]);
  return {
    tauS,
    tauSigmaS: tauS * standardErrors[at + 1],
    resistanceOhm,
    resistanceSigmaOhm: resistanceOhm * standardErrors[at],
    exponent: minimum.parameters[at + 2],
    exponentSigma: standardErrors[at + 2],
  };
}

/** Resistances added, time constants averaged in ln tau with the resistances as weights, exponent from the common width. */
function merged(
  { minimum }: ArcSelection,
  estimate: CovarianceEstimate,
  places: readonly number[],
): EstimatedRelaxation {
  const { parameters } = minimum;
  const resistances = places.map((at) => exp(parameters[at]));
  const total = resistances.reduce((a, b) => a + b, 0);
  const logTau = places.reduce((sum, at, k) => sum + (resistances[k] / total) * parameters[at + 1], 0);
  const ofResistance = new Float64Array(parameters.length);
  const ofLogTau = new Float64Array(parameters.length);
  let exponentVariance = 0;
  places.forEach((at, k) => {
    const share = resistances[k] / total;
    ofResistance[at] = resistances[k];
    ofLogTau[at] = share * (parameters[at + 1] - logTau);
    ofLogTau[at + 1] = share;
    exponentVariance += (share * estimate.standardErrors[at + 2]) ** 2;
  });
  const tauS = exp(logTau);
  return {
    tauS,
    tauSigmaS: tauS * Math.sqrt(varianceOf(estimate, ofLogTau)),
    resistanceOhm: total,
    resistanceSigmaOhm: Math.sqrt(varianceOf(estimate, ofResistance)),
    exponent: commonExponent(places.map((at, k) => [resistances[k], parameters[at + 1], parameters[at + 2]])),
    exponentSigma: Math.sqrt(exponentVariance),
  };
}

/** Exponent of the single arc as wide at half its height as the sum of these (R, ln tau, n). */
function commonExponent(arcs: readonly (readonly number[])[]): number {
  const centre = arcs[0][1];
  const tauS = Float64Array.from({ length: 801 }, (_, i) => exp(centre + (i - 400) * 0.02));
  const gamma = tauS.map((tau) =>
    arcs.reduce((sum, [resistance, logTau, exponent]) => {
      // An ideal RC element is a line; a hair of width lets it be drawn.
      const n = Math.min(exponent, 0.98);
      const angle = (1 - n) * Math.PI;
      return sum + (resistance * sin(angle)) / (cosh(n * (log(tau) - logTau)) - cos(angle));
    }, 0),
  );
  const highest = findMaxima(tauS, gamma).reduce((a, b) => (b.heightOhm > a.heightOhm ? b : a));
  return exponentFromWidth(highest.width ?? 0);
}

export interface TailEstimate {
  readonly kind: 'capacitor' | 'constant-phase';
  /** `Z = 1/(q (jw)^exponent)`; F for a capacitor. */
  readonly q: number;
  readonly exponent: number;
}

/** A tail exponent this close to 1 is a capacitor. */
const CAPACITOR_EXPONENT = 0.995;

/** Exponent of the tail of a selection, or null without one. */
export function tailExponentOf({ terms, minimum }: ArcSelection): number | null {
  if (terms.tail === 'none') return null;
  if (terms.tail === 'capacitor') return 1;
  const exponent = minimum.parameters[seriesParameterCount(terms) - 1];
  return exponent > CAPACITOR_EXPONENT ? 1 : exponent;
}
