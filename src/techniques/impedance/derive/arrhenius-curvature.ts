/**
 * Is the Arrhenius plot straight? Compared with a parabola, with the Vogel-Tammann-Fulcher law and with two joined
 * straight lines, on the same points and weights as the line itself.
 */

import { isInterphaseError } from '../../../errors.js';
import { log } from '../../../numerics/elementary/log.js';
import { chiSquareSurvival } from '../../../numerics/statistics/distributions.js';
import { akaikeWeights, informationCriteria } from '../../../numerics/statistics/information-criteria.js';
import { nestedFTest } from '../../../numerics/statistics/nested-f-test.js';
import { scanMinimum } from '../../../numerics/statistics/scan-minimum.js';
import { type RegressionFit, regress } from '../../../numerics/statistics/weighted-regression.js';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { type ArrheniusFit, arrheniusAbscissa } from './arrhenius.js';
import { chooseErrorScaling } from './error-scaling.js';

export type CurvatureModelName = 'Arrhenius' | 'quadratic' | 'VTF' | 'two segments';

export interface CurvatureModel {
  readonly name: CurvatureModelName;
  readonly parameterCount: number;
  readonly chiSquared: number;
  /** Null where there are too few points to score this many parameters. */
  readonly aicc: number | null;
  readonly akaikeWeight: number;
  /** What the model says beyond a straight line, with units, for print: T0 of VTF, the temperature of a kink, ... */
  readonly details: Readonly<Record<string, Quantity>>;
}

export interface CurvatureTest {
  readonly verdict: 'straight' | 'curved' | 'undecided' | 'too-few-points';
  /** Whether AICc took the errors of the points at their word. */
  readonly scale: 'known' | 'unknown';
  /** Probability of this much gain by the quadratic term if the plot is straight; null with too few points. */
  readonly quadraticPValue: number | null;
  /** In the order Arrhenius, quadratic, VTF, two segments; models that could not be fitted are left out. */
  readonly models: readonly CurvatureModel[];
  /** Local Ea in eV at the coldest and the hottest point by the quadratic model; null with too few points. */
  readonly localActivationEnergies: { readonly coldest: Quantity; readonly hottest: Quantity } | null;
  readonly sentence: string;
}

interface Candidate {
  readonly name: CurvatureModelName;
  readonly parameterCount: number;
  readonly chiSquared: number;
  readonly details: Readonly<Record<string, Quantity>>;
}

/**
 * Curvature of an Arrhenius plot by AICc. `curved` when a curved model is ahead of the line by more than 4, `undecided`
 * when it is ahead by less or its quadratic term is significant at 5 % all the same, `straight` otherwise: that a straight line suffices for these points, not that
 * the law is one. `too-few-points` where AICc of a curved model does not exist (below 5 points with known errors, 6
 * without).
 */
export function testCurvature(fit: ArrheniusFit): CurvatureTest {
  const n = fit.ordinates.length;
  const x = fit.temperaturesK.map(arrheniusAbscissa);
  const centre = x.reduce((sum, value) => sum + value, 0) / n;
  const u = x.map((value) => value - centre);
  const ones = u.map(() => 1);
  const candidates: Candidate[] = [{ name: 'Arrhenius', parameterCount: 2, chiSquared: fit.chiSquared, details: {} }];
  const different = new Set(fit.temperaturesK).size;
  const quadratic =
    different >= 3 ? regress([ones, u, u.map((value) => value * value)], fit.ordinates, fit.weights) : null;
  if (quadratic !== null) {
    candidates.push({ name: 'quadratic', parameterCount: 3, chiSquared: quadratic.chiSquared, details: {} });
    candidates.push(fitVtf(fit));
  }
  const kinked = fitTwoSegments(fit, x);
  if (kinked !== null) candidates.push(kinked);
  const scale = candidates.some((model) => acceptable(model, n)) && fit.weighting === 'errors' ? 'known' : 'unknown';
  // A fit to rounding is perfect; the ratio of two of them means nothing.
  const perfect = fit.weights.reduce((sum, weight) => sum + weight * 1e-20, 0);
  const scored = candidates.map((model) => ({
    ...model,
    aicc: informationCriteria({
      sumOfSquares: Math.max(perfect, model.chiSquared),
      pointCount: n,
      parameterCount: model.parameterCount,
      scale,
    }).aicc,
  }));
  const shares = akaikeWeights(scored.map((model) => model.aicc));
  const models = scored.map((model, i) => ({ ...model, akaikeWeight: shares[i] }));
  const quadraticPValue =
    quadratic === null || n < 4 ? null : gainProbability(fit.chiSquared, quadratic.chiSquared, perfect, n, scale);
  const local = quadratic === null || n < 4 ? null : localEnergies(quadratic, u, scale);
  return { ...judge(models, n, quadraticPValue), scale, quadraticPValue, models, localActivationEnergies: local };
}

function judge(
  models: readonly CurvatureModel[],
  n: number,
  pValue: number | null,
): { readonly verdict: CurvatureTest['verdict']; readonly sentence: string } {
  const line = models[0].aicc;
  const curved = models.slice(1).filter((model) => model.aicc !== null);
  if (line === null || curved.length === 0) {
    return {
      verdict: 'too-few-points',
      sentence: `${n} temperatures are too few to tell a curved Arrhenius plot from a straight one; five are needed if their errors are known, six otherwise.`,
    };
  }
  const best = curved.reduce((a, b) => (b.aicc! < a.aicc! ? b : a));
  const ahead = line - best.aicc!;
  const p = pValue === null ? '' : `, p = ${pValue.toPrecision(2)} for the quadratic term`;
  if (ahead <= 0 && pValue !== null && pValue < 0.05) {
    return {
      verdict: 'undecided',
      sentence: `Not decided whether the plot is curved: AICc prefers the straight line for so few temperatures, but a quadratic term is significant (p = ${pValue.toPrecision(2)}).`,
    };
  }
  if (ahead <= 0) {
    return {
      verdict: 'straight',
      sentence: `A straight line suffices: no curved model reaches its AICc (closest: ${best.name}, ${(-ahead).toFixed(1)} behind${p}).`,
    };
  }
  if (ahead <= 4) {
    return {
      verdict: 'undecided',
      sentence: `Not decided whether the plot is curved: ${best.name} is ahead of the straight line by only ${ahead.toFixed(1)} in AICc${p}.`,
    };
  }
  return {
    verdict: 'curved',
    sentence: `The Arrhenius plot is curved: ${best.name} is ahead of the straight line by ${ahead.toFixed(1)} in AICc${p}. One activation energy does not describe it, and an extrapolation of the line is not safe.`,
  };
}

/** Would the errors of the points explain the scatter about this model? */
function acceptable(model: Candidate, n: number): boolean {
  const dof = n - model.parameterCount;
  return dof > 0 && chiSquareSurvival(model.chiSquared, dof) >= 0.05;
}

function gainProbability(
  ofLine: number,
  ofQuadratic: number,
  perfect: number,
  n: number,
  scale: 'known' | 'unknown',
): number {
  if (scale === 'known') return chiSquareSurvival(Math.max(0, ofLine - ofQuadratic), 1);
  return nestedFTest({
    sumOfSquaresSmall: Math.max(perfect, ofLine),
    parametersSmall: 2,
    sumOfSquaresLarge: Math.max(perfect, ofQuadratic),
    parametersLarge: 3,
    pointCount: n,
  }).pValue;
}

function localEnergies(
  quadratic: RegressionFit,
  u: readonly number[],
  scale: 'known' | 'unknown',
): { coldest: Quantity; hottest: Quantity } {
  const factor = scale === 'known' ? 1 : (quadratic.reducedChiSquared ?? 1);
  const at = (place: number): Quantity => {
    const row = [0, 1, 2 * place];
    const value = quadratic.coefficients[1] + 2 * place * quadratic.coefficients[2];
    return { value, sigma: Math.sqrt(factor * quadraticForm(row, quadratic.unscaledCovariance)), unit: 'eV' };
  };
  // -1/(kT) is most negative at the coldest point.
  return { coldest: at(Math.min(...u)), hottest: at(Math.max(...u)) };
}

/**
 * `ln(sigma T^(1/2)) = ln A - B/(k (T - T0))`, B in eV, 0 <= T0 < T_min: linear in ln A and B, searched in T0. The
 * ordinates differ from those of the line only by a known function of T, so the sums of squares compare.
 */
function fitVtf(fit: ArrheniusFit): Candidate {
  const power = fit.form === 'ln sigma T' ? -0.5 : 0.5;
  const y = fit.ordinates.map((value, i) => value + power * log(fit.temperaturesK[i]));
  const ones = y.map(() => 1);
  const coldest = Math.min(...fit.temperaturesK);
  const inverse = (t0: number): number[] => fit.temperaturesK.map((t) => -1 / (boltzmannEvPerK * (t - t0)));
  const at = (t0: number): RegressionFit => regress([ones, inverse(t0)], y, fit.weights);
  // Near the coldest point the law turns into a step there, so the search stops short of it.
  const { x: t0, atLow } = scanMinimum((value) => at(value).chiSquared, 0, 0.97 * coldest);
  const best = at(t0);
  const b = best.coefficients[1];
  const byT0 = fit.temperaturesK.map((t) => -b / (boltzmannEvPerK * (t - t0) ** 2));
  const sigmas = atLow ? null : standardErrors([ones, inverse(t0), byT0], best, fit);
  const bound = { note: 'T0 at its lower bound: no sign of a Vogel temperature' };
  return {
    name: 'VTF',
    parameterCount: 3,
    chiSquared: best.chiSquared,
    details: {
      T0: { value: t0, sigma: sigmas?.[2] ?? null, unit: 'K', ...(atLow ? bound : {}) },
      B: { value: b, sigma: sigmas?.[1] ?? null, unit: 'eV', ...(atLow ? bound : {}) },
    },
  };
}

/** Two straight lines that meet, each over at least two points beyond the kink; null with fewer than five temperatures. */
function fitTwoSegments(fit: ArrheniusFit, x: readonly number[]): Candidate | null {
  const places = [...new Set(x)].sort((a, b) => a - b);
  if (places.length < 5) return null;
  const columns = (kink: number): number[][] => [
    x.map(() => 1),
    x.map((value) => Math.min(value - kink, 0)),
    x.map((value) => Math.max(value - kink, 0)),
  ];
  const at = (kink: number): RegressionFit => regress(columns(kink), fit.ordinates, fit.weights);
  const { x: kink } = scanMinimum((value) => at(value).chiSquared, places[1], places[places.length - 2]);
  const best = at(kink);
  const [, below, above] = best.coefficients;
  const byKink = x.map((value) => (value < kink ? -below : -above));
  const sigmas = standardErrors([...columns(kink), byKink], best, fit);
  const temperature = -1 / (boltzmannEvPerK * kink);
  return {
    name: 'two segments',
    parameterCount: 4,
    chiSquared: best.chiSquared,
    details: {
      kinkTemperature: {
        value: temperature,
        // dT/dx = k T^2 for x = -1/(k T).
        sigma: sigmas === null ? null : sigmas[3] * boltzmannEvPerK * temperature ** 2,
        unit: 'K',
      },
      activationEnergyBelow: { value: below, sigma: sigmas?.[1] ?? null, unit: 'eV' },
      activationEnergyAbove: { value: above, sigma: sigmas?.[2] ?? null, unit: 'eV' },
    },
  };
}

/**
 * Standard errors from the derivatives of a model by all its parameters; errors of the points believed or scaled by the
 * scatter as for the line. Null where the parameters are not determined (a kink between equal slopes).
 */
function standardErrors(derivatives: readonly number[][], best: RegressionFit, fit: ArrheniusFit): number[] | null {
  const p = derivatives.length;
  const n = fit.ordinates.length;
  if (n <= p) return null;
  const scale = chooseErrorScaling(best.chiSquared, n - p, fit.weighting).varianceScale;
  try {
    const { unscaledCovariance } = regress(derivatives, best.residuals, fit.weights);
    return derivatives.map((_, j) => Math.sqrt(scale * unscaledCovariance[j * p + j]));
  } catch (error) {
    if (isInterphaseError(error, 'fit-failed')) return null;
    throw error;
  }
}
