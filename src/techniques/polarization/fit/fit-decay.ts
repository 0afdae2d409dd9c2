/** The steady current by all laws that the decay could follow, each weighted by what the data say for it. */

import { fail, isInterphaseError } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { minimise } from '../../../numerics/least-squares/minimise.js';
import { joinedModel } from '../../../numerics/least-squares/separable-model.js';
import { projectedModel } from '../../../numerics/least-squares/variable-projection.js';
import { akaikeWeights } from '../../../numerics/statistics/information-criteria.js';
import { regressLine } from '../../../numerics/statistics/weighted-regression.js';
import { type BinnedDecay, binDecay } from './binned-decay.js';
import { type DecayLaw, decayLaws, lawModel } from './decay-laws.js';

export interface LawFit {
  readonly law: DecayLaw;
  /** Nonlinear parameters, then linear ones (the steady current first). */
  readonly nonlinear: Float64Array;
  readonly linear: Float64Array;
  readonly steadyA: number;
  readonly sigmaA: number;
  /** What still decays at the end of the step. */
  readonly remainingA: number;
  /** Fall of the current at the end for a step of ln t: -t dI/dt. */
  readonly fallA: number;
  readonly chiSquared: number;
  /** Tempered Akaike criterion; the smaller the better. */
  readonly score: number;
  readonly weight: number;
  /** Slowest time constant, s; null for laws that have none. */
  readonly slowestS: number | null;
}

export interface DecayFit {
  readonly points: BinnedDecay;
  /** The heaviest first. */
  readonly laws: readonly LawFit[];
  /** Average over the laws, and its standard deviation with the difference between the laws in it. */
  readonly steadyA: number;
  readonly sigmaA: number;
  readonly remainingA: number;
  /** Fall at the end for a step of ln t, of the laws and of what they leave, A. */
  readonly fallA: number;
  /** By how much the errors of the points had to grow for the best law to fit. */
  readonly inflation: number;
}

/** No law is exact: what decays is trusted to this share, so that its early part does not rule the end. */
const MODEL_SHARE = 0.01;
/**
 * The laws are stand-ins for a decay that follows none of them, so a better fit is weaker evidence than its chi-square says.
 * Found by simulation with sums of stretched exponentials and a 1/sqrt(t) tail (`npm run coverage-study -- polarization`).
 */
const TEMPER = 2;
/** Laws that are this much worse do not count: of many a little, most with free ends, would only widen the interval. */
const FARTHEST_SCORE = 4.6;
/** Least weight of the laws with a root-of-time tail and of those without, however well the others fit: a hidden tail is the worse mistake. */
const LEAST_SAY = { tail: 0.35, plain: 0.1 } as const;
/**
 * A slow part hides behind the others: its presence shows in nothing but the fall at the end, of which it leaves tau/t after the end. This
 * share of the fall is the standard deviation of what is hidden; found by simulation as above.
 */
const HIDDEN_SHARE = 0.65;

/**
 * @param timeS seconds since the step
 * @param currentA amounts: multiplied with the sign of the potential
 * @throws `too-few-points` when the readings determine none of the laws
 */
export function fitDecay(timeS: Float64Array, currentA: Float64Array): DecayFit {
  const raw = binDecay(timeS, currentA);
  const end = raw.currentA.at(-1)!;
  const points: BinnedDecay = {
    ...raw,
    sigmaA: raw.sigmaA.map((sigma, k) => hypot(sigma, MODEL_SHARE * (raw.currentA[k]! - end))),
  };
  const fits = decayLaws.flatMap((law) => fitLaw(law, points) ?? []);
  if (fits.length === 0) {
    throw fail(
      'too-few-points',
      'the readings of a step are too few, or too close together in the logarithm of time, to fit a decay',
      'sample from the beginning of the step, at least ten times in each decade of time',
    );
  }
  const n = points.timeS.length;
  // Errors too small for the best of the laws are too small for all.
  const reduced = Math.min(...fits.map(({ fit, count }) => fit.chiSquared / Math.max(1, n - count)));
  const inflation = Math.max(1, Math.sqrt(reduced));
  const scored = fits.map(({ fit, count }) => {
    const chiSquared = fit.chiSquared / inflation ** 2;
    return { ...fit, chiSquared, score: chiSquared / TEMPER + 2 * count, sigmaA: fit.sigmaA * inflation };
  });
  // A further exponential that earns nothing takes the place of the steady current itself, and its error is without end.
  const earned = scored.filter(
    ({ law, score }) => !scored.some((other) => other.law === withoutLast[law] && other.score <= score),
  );
  const weights = lawWeights(earned);
  const laws = earned.map((fit, k) => ({ ...fit, weight: weights[k]! })).sort((a, b) => b.weight - a.weight);
  const average = (pick: (fit: LawFit) => number): number => laws.reduce((sum, fit) => sum + fit.weight * pick(fit), 0);
  // What decays comes on top, so the steady current is not above the end, as far as the noise lets that be known.
  const highestA = end + points.sigmaA.at(-1)!;
  const steadyA = Math.min(
    average((fit) => fit.steadyA),
    highestA,
  );
  // Variance within the laws and between them (K. P. Burnham, D. R. Anderson, Sociol. Methods Res. 33 (2004) 261).
  const variance = average((fit) => fit.sigmaA ** 2 + (fit.steadyA - steadyA) ** 2);
  const remainingA = average((fit) => fit.remainingA);
  const fallA = hypot(
    average((fit) => fit.fallA),
    unexplainedFallA(points, laws),
  );
  const sigmaA = hypotOf([Math.sqrt(variance), HIDDEN_SHARE * fallA, points.wanderA]);
  return { points, laws, steadyA, sigmaA, remainingA, fallA, inflation };
}

/** Last part of the step, as a share, over which what the laws leave is looked at. */
const LATE_SHARE = 0.6;

/** Fall for a step of ln t in what the laws leave at the end, together with its own error, A. */
function unexplainedFallA(points: BinnedDecay, laws: readonly LawFit[]): number {
  const end = points.timeS.at(-1)!;
  const from = points.timeS.findIndex((t) => t >= (1 - LATE_SHARE) * end);
  const timeS = Array.from(points.timeS.subarray(from));
  if (timeS.length < 3) return 0;
  const rest = Array.from(points.currentA.subarray(from));
  for (const law of laws) {
    if (law.weight === 0) continue;
    for (const [k, current] of lawCurrentA(law, points, timeS).entries()) rest[k] = rest[k]! - law.weight * current;
  }
  const weights = Array.from(points.sigmaA.subarray(from), (sigma) => 1 / sigma ** 2);
  const line = regressLine(timeS.map(log), rest, weights);
  return hypot(line.slope, Math.sqrt(line.unscaledCovariance[3]!));
}

/** The law with one exponential less, or with one that is not stretched. */
const withoutLast: Partial<Record<DecayLaw, DecayLaw>> = {
  exponential: 'constant',
  'two exponentials': 'exponential',
  'three exponentials': 'two exponentials',
  'stretched exponential': 'exponential',
  'exponential and root': 'root',
  'two exponentials and root': 'exponential and root',
  'stretched exponential and root': 'exponential and root',
};

/**
 * Weights by score; laws far behind the best count nothing, but the best law with a root-of-time tail and the best without one
 * always have a say each, because a slow tail and a steady current are hard to tell apart.
 */
function lawWeights(laws: readonly { readonly law: DecayLaw; readonly score: number }[]): number[] {
  const best = Math.min(...laws.map(({ score }) => score));
  const plain = akaikeWeights(laws.map(({ score }) => (score - best > FARTHEST_SCORE ? null : score)));
  const hasTail = ({ law }: { readonly law: DecayLaw }): boolean => law.endsWith('root');
  for (const tail of [true, false]) {
    const least = tail ? LEAST_SAY.tail : LEAST_SAY.plain;
    const family = laws.filter((law) => hasTail(law) === tail);
    const share = laws.reduce((sum, law, k) => sum + (hasTail(law) === tail ? plain[k]! : 0), 0);
    if (family.length === 0 || share >= least) continue;
    const first = family.reduce((best, law) => (law.score < best.score ? law : best));
    return laws.map((law, k) => {
      if (hasTail(law) !== tail) return (plain[k]! * (1 - least)) / (1 - share);
      return law === first ? least : 0;
    });
  }
  return plain;
}

type PlainFit = Omit<LawFit, 'weight' | 'score'>;

function fitLaw(law: DecayLaw, points: BinnedDecay): { fit: PlainFit; count: number } | undefined {
  const { model, starts, lower, upper } = lawModel(law, points);
  const { residualCount: rows, nonlinearCount, linearCount } = model;
  const count = nonlinearCount + linearCount;
  if (rows < count + 3) return undefined;
  // What decays has one sign; the steady current may have either.
  const nonNegative = new Uint8Array(linearCount).fill(1);
  nonNegative[0] = 0;
  const projected = projectedModel(model, { nonNegative });
  let best: { nonlinear: Float64Array; linear: Float64Array; chiSquared: number } | undefined;
  for (const start of starts) {
    const nonlinear = nonlinearCount === 0 ? start : minimise(projected, start, { lower, upper }).parameters;
    const residuals = new Float64Array(rows);
    projected.evaluate(nonlinear, residuals, null);
    const chiSquared = residuals.reduce((sum, r) => sum + r * r, 0);
    if (best === undefined || chiSquared < best.chiSquared) {
      best = { nonlinear: nonlinear.slice(), linear: projected.coefficients.slice(), chiSquared };
    }
  }
  if (best === undefined || !Number.isFinite(best.chiSquared)) return undefined;
  const { nonlinear, linear, chiSquared } = best;
  const joined = joinedModel(model);
  const jacobian = new Float64Array(rows * count);
  joined.evaluate(Float64Array.from([...nonlinear, ...linear]), new Float64Array(rows), jacobian);
  // Parts without amplitude have no time constant to speak of.
  const held: number[] = [];
  for (const [column, parameter] of model.dependencies) {
    if (linear[column] === 0) held.push(parameter, nonlinearCount + column);
  }
  const sigmaA = standardError(jacobian, rows, count, nonlinearCount, held);
  if (!Number.isFinite(sigmaA)) return undefined;
  const basis = new Float64Array(rows * linearCount);
  model.evaluate(nonlinear, basis, null);
  const [remaining, before] = [1, 2].map((back) => {
    let sum = 0;
    for (let l = 1; l < linearCount; l++) sum += linear[l]! * basis[l * rows + rows - back]!;
    return sum * points.sigmaA[rows - back]!;
  }) as [number, number];
  const step = log(points.timeS[rows - 1]! / points.timeS[rows - 2]!);
  const taus = model.dependencies.flatMap(([column, parameter]) =>
    linear[column]! > 0 && law !== 'power' && !(law.startsWith('stretched') && parameter === 1)
      ? [exp(nonlinear[parameter]!)]
      : [],
  );
  return {
    count,
    fit: {
      law,
      nonlinear,
      linear,
      steadyA: linear[0]!,
      sigmaA,
      remainingA: remaining,
      fallA: (before - remaining) / step,
      chiSquared,
      slowestS: taus.length > 0 ? Math.max(...taus) : null,
    },
  };
}

/** Of the steady current; NaN where the law is beyond what the points determine. */
function standardError(
  jacobian: Float64Array,
  rows: number,
  count: number,
  which: number,
  held: readonly number[],
): number {
  try {
    const options = { scale: 'known', held: [...new Set(held)].sort((a, b) => a - b) } as const;
    return covarianceFromJacobian(jacobian, rows, count, rows, options).standardErrors[which]!;
  } catch (error) {
    if (isInterphaseError(error)) return Number.NaN;
    throw error;
  }
}

/** The current of a law at any time after the step, for figures. */
export function lawCurrentA(fit: LawFit, points: BinnedDecay, timeS: readonly number[]): number[] {
  const asked: BinnedDecay = {
    ...points,
    timeS: Float64Array.from([points.timeS[0]!, ...timeS]),
    currentA: new Float64Array(timeS.length + 1),
    sigmaA: new Float64Array(timeS.length + 1).fill(1),
  };
  const { model } = lawModel(fit.law, asked);
  const rows = timeS.length + 1;
  const basis = new Float64Array(rows * model.linearCount);
  model.evaluate(fit.nonlinear, basis, null);
  return timeS.map((_, k) => {
    let sum = 0;
    for (let l = 0; l < model.linearCount; l++) sum += fit.linear[l]! * basis[l * rows + k + 1]!;
    return sum;
  });
}
