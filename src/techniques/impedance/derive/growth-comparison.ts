/**
 * Which growth law do the spectra show? Usually: not decided. A resistance measured at a few log-spaced times lets a
 * logarithm, a root and often a straight line pass, and calling it "diffusion controlled" is then a wish. This file says
 * `decided` only when every other mechanism is ruled out.
 */
import { chiSquareSurvival } from '../../../numerics/statistics/distributions.js';
import { akaikeWeights, informationCriteria } from '../../../numerics/statistics/information-criteria.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { growthExponent } from './growth-exponent.js';
import { fitGrowthLaw, type GrowthFit, type GrowthPoint, growthSeries } from './growth-fit.js';
import { type GrowthKind, type GrowthLaw, type GrowthLawName, growthLaws } from './growth-laws.js';

export interface RankedLaw extends GrowthFit {
  readonly kind: GrowthKind;
  /** Plain AIC, the measure without AICc's penalty for few points; null with the score. */
  readonly aic: number | null;
  /** The score used for the ranking; null where it cannot be had. */
  readonly score: number | null;
  /** Behind the best of all. */
  readonly scoreDifference: number | null;
  readonly akaikeWeight: number;
}

export interface GrowthComparison {
  /** `no-growth`: a constant describes the series as well. */
  readonly verdict: 'decided' | 'undecided' | 'no-growth';
  /** The law decided for; null otherwise. */
  readonly law: GrowthLawName | null;
  /** The verdict in one or two sentences, numbers filled in. */
  readonly sentence: string;
  /** Best score first. */
  readonly ranking: readonly RankedLaw[];
  /** `chi2 + 2p` where too few points leave AICc undefined, null with neither enough points nor errors. */
  readonly scoreName: 'AICc' | 'chi2 + 2p' | null;
  /** Whether the score took the errors of the points at their word. */
  readonly scale: 'known' | 'unknown';
  /** True when no law explains the points within their errors, so that only their ratios were used. */
  readonly scatterExceedsErrors: boolean;
  /** m of R0 + k t^m with its 95 % profile interval; value null where the points do not give it. */
  readonly growthExponent: Quantity;
}

/** A law must be ahead of the laws of every other kind by this much in the score. */
const decisiveGap = 4;

/**
 * Fits all laws that have fewer parameters than there are points and ranks them by AICc, or by chi-square + 2p where AICc
 * does not exist and the errors are known.
 *
 * `decided` when the best law that names a mechanism is ahead of every law of another kind by more than 4, in AICc and in plain AIC (the
 * small-sample penalty of AICc makes a law with one parameter more look bad before it fits badly); when the 95 %
 * interval of the power-law exponent holds that law's exponent and excludes those of the other kinds (1 for linear, 0.5
 * for parabolic, 0 for logarithmic), unless the power law is itself ruled out; and, without AICc, when it also predicts left-out points best. A larger
 * law that contains the best one (Deal-Grove contains the parabola) counts only if it is ahead. Growth through a layer
 * present at t = 0 and Deal-Grove growth are one and the same curve in R(t), so neither is ever decided for.
 *
 * @param resistanceUnit for print, `Ohm` or `Ohm cm^2`.
 * @throws `too-few-points` below three different times, `invalid-option` for impossible points.
 */
export function compareGrowthLaws(points: readonly GrowthPoint[], resistanceUnit: string): GrowthComparison {
  const series = growthSeries(points);
  const n = series.times.length;
  const possible = growthLaws.filter((law) => law.parameterCount < n);
  const fits = possible.map((law) => fitGrowthLaw(law, series, resistanceUnit));
  const explained = fits.some((fit) => chiSquareSurvival(fit.chiSquared, fit.degreesOfFreedom) >= 0.05);
  const scale = series.weighting === 'errors' && explained ? 'known' : 'unknown';
  // A fit to rounding is perfect; the ratio of two of them means nothing.
  const perfect = series.resistances.reduce((sum, value, i) => sum + series.weights[i] * (1e-9 * value) ** 2, 1e-300);
  const criteria = fits.map((fit) =>
    informationCriteria({
      sumOfSquares: Math.max(perfect, fit.chiSquared),
      pointCount: n,
      parameterCount: fit.parameterCount,
      scale,
    }),
  );
  const complete = criteria.every((score) => score.aicc !== null);
  const scoreName = complete ? 'AICc' : scale === 'known' ? 'chi2 + 2p' : null;
  const scores = criteria.map((score) => (scoreName === 'AICc' ? score.aicc : scoreName === null ? null : score.aic));
  const lowest = Math.min(...scores.map((score) => score ?? Number.POSITIVE_INFINITY));
  const shares = akaikeWeights(scores);
  const ranking = fits
    .map((fit, i) => ({
      ...fit,
      kind: possible[i].kind,
      aic: scoreName === null ? null : criteria[i].aic,
      score: scores[i],
      scoreDifference: scores[i] === null ? null : scores[i] - lowest,
      akaikeWeight: shares[i],
    }))
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
  const powerFit = fits.find((fit) => fit.law === 'power');
  const exponent: Quantity =
    powerFit === undefined
      ? { value: null, sigma: null, unit: '1', interval95: [null, null], note: 'four times at least are needed' }
      : growthExponent(powerFit, series);
  const outcome = scoreName === null ? tooFew(n) : judge(ranking, scoreName, exponent, typicalError(points));
  return {
    ...outcome,
    ranking,
    scoreName,
    scale,
    scatterExceedsErrors: series.weighting === 'errors' && !explained,
    growthExponent: exponent,
  };
}

type Outcome = Pick<GrowthComparison, 'verdict' | 'law' | 'sentence'>;

function tooFew(n: number): Outcome {
  return {
    verdict: 'undecided',
    law: null,
    sentence: `Growth law undecided: ${n} times without usable errors are too few to compare laws; measure more times or give each resistance its error.`,
  };
}

function judge(
  ranking: readonly RankedLaw[],
  scoreName: 'AICc' | 'chi2 + 2p',
  exponent: Quantity,
  errors: string,
): Outcome {
  const named = ranking.filter((law) => law.kind !== 'empirical');
  const best = named[0];
  const constant = named.find((law) => law.kind === 'none')!;
  const law = lawOf(best.law);
  const range = printInterval(exponent);
  if (constant.score! - best.score! <= decisiveGap) {
    return {
      verdict: 'no-growth',
      law: null,
      sentence: `No growth is resolved: a constant resistance is within ${decisiveGap} of the best law (${best.law}) in ${scoreName}.`,
    };
  }
  // A law that contains the best one at the price of more parameters is always close behind and says nothing against it.
  const rivals = named.filter(
    (other) =>
      other.kind !== best.kind &&
      !(lawOf(other.law).contains.includes(best.law) && other.parameterCount > best.parameterCount),
  );
  const doubts: string[] = [];
  for (const rival of rivals) {
    const behind = rival.score! - best.score!;
    const behindInAic = rival.aic! - best.aic!;
    if (behind <= decisiveGap) doubts.push(`${rival.law} is only ${behind.toFixed(1)} behind in ${scoreName}`);
    else if (behindInAic <= decisiveGap) {
      doubts.push(
        `${rival.law} fits as well (${behindInAic.toFixed(1)} behind in AIC) and only loses by its parameters`,
      );
    }
  }
  const excluded = (m: number): boolean => {
    const [low, high] = exponent.interval95!;
    return (low !== null && m < low) || (high !== null && m > high);
  };
  // The exponent of a power law that is itself ruled out says nothing.
  const power = ranking.find((other) => other.law === 'power');
  const exponentSpeaks = power === undefined || power.aic! - best.aic! <= decisiveGap;
  const passing = rivals
    .map((rival) => lawOf(rival.law))
    .filter((rival) => exponentSpeaks && rival.exponent !== null && !excluded(rival.exponent));
  if (passing.length > 0) {
    doubts.push(`the exponent m ${range} leaves room for ${passing.map((rival) => rival.name).join(' and ')} growth`);
  }
  // The exponent of a logarithm is a limit that no finite interval holds.
  if (law.exponent !== null && law.exponent > 0 && excluded(law.exponent)) {
    doubts.push(`the exponent m ${range} is not that of ${best.law} growth (${law.exponent})`);
  }
  if (scoreName !== 'AICc') {
    const better = rivals.find((rival) => (rival.leaveOneOutError ?? 0) <= (best.leaveOneOutError ?? 0));
    if (better !== undefined) doubts.push(`${better.law} predicts left-out points as well`);
  }
  if (doubts.length > 0) {
    return {
      verdict: 'undecided',
      law: null,
      sentence: `Growth law undecided: ${best.law} fits best, but ${doubts.join('; ')}. ${errors}; more times, spread over at least two decades, or smaller errors would decide.`,
    };
  }
  const nearest = Math.min(...rivals.map((rival) => rival.score! - best.score!));
  return {
    verdict: 'decided',
    law: best.law,
    sentence: `${capital(best.law)} growth (${law.equation}): ${law.meaning}. Every law of another kind is behind by ${nearest.toFixed(1)} or more in ${scoreName}${exponentSpeaks ? `; the exponent is m ${range}` : ''}.`,
  };
}

function lawOf(name: GrowthLawName): GrowthLaw {
  return growthLaws.find((law) => law.name === name)!;
}

/** `= 0.50 (95 %: 0.42 to 0.58)`, open ends in words. */
function printInterval(exponent: Quantity): string {
  const [low, high] = exponent.interval95!;
  const value = exponent.value === null ? 'not determined' : `= ${exponent.value.toFixed(2)}`;
  if (low === null && high === null) return `${value} (95 %: any)`;
  if (low === null) return `${value} (95 %: below ${high!.toFixed(2)})`;
  if (high === null) return `${value} (95 %: above ${low.toFixed(2)})`;
  return `${value} (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function typicalError(points: readonly GrowthPoint[]): string {
  const relative = points.filter((point) => point.sigma !== undefined).map((p) => p.sigma! / Math.abs(p.resistance));
  const times = `${points.length} times`;
  if (relative.length < points.length) return `${times} without errors of their own`;
  const middle = relative.sort((a, b) => a - b)[Math.floor(relative.length / 2)];
  return `${times} with errors of about ${(100 * middle).toPrecision(2)} % each`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
