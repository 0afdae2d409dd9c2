import { fail } from '../../../errors.js';
import type { Finding } from '../../technique.js';
import { filterSpectrum, type Spectrum } from '../spectrum.js';
import { type Basis, type BasisKind, createBasis, evaluateDistribution, type PenaltyOrder } from './basis.js';
import { type BandOptions, type CredibleBand, credibleBand } from './credible-band.js';
import { chooseLambdas, type LambdaChoices, type LambdaRule, lambdaCandidates, lambdaOf } from './lambda-choice.js';
import { type LambdaScore, scoreLambdas } from './lambda-scores.js';
import { type DistributionMaximum, findMaxima } from './maxima.js';
import { type DistributionPeak, peaksFromArcs, peaksFromAreas } from './peaks.js';
import { type RegularisedFit, regularisedFitter } from './regularised-fit.js';
import { type DistributionWeighting, type RegularisedProblem, regularisedProblem } from './regularised-problem.js';
import { estimatedRelaxations, type TailEstimate, tailExponentOf } from './relaxations.js';
import { decideTerms, type TermsDecision } from './series-terms.js';
import { type WeightedSpectrum, weightedSpectrum } from './weighted-spectrum.js';

export interface DistributionOptions {
  /** @default 'piecewise-linear' */
  readonly basis?: BasisKind;
  /** Order of the derivative of gamma that is kept small. @default 2 */
  readonly penaltyOrder?: PenaltyOrder;
  /** `modulus`: rows divided by |Z|. @default 'modulus' */
  readonly weighting?: DistributionWeighting;
  /**
   * A number, or the rule that chooses it. In unit weighting it multiplies gamma in Ohm; in modulus weighting gamma is
   * counted in units of the geometric mean of |Z|. @default 'modified-gcv'
   */
  readonly lambda?: number | LambdaRule;
  /** Series inductor. @default 'auto' */
  readonly inductor?: boolean | 'auto';
  /** Blocking tail in series. @default 'auto' */
  readonly tail?: 'none' | 'capacitor' | 'constant-phase' | 'auto';
  /** `log`: evenly spaced and wider than the window; `frequencies`: tau = 1/f of the points. @default 'log' */
  readonly nodes?: 'log' | 'frequencies';
  /** Of `log` nodes; fewer when that makes more than 130. @default 12 */
  readonly nodesPerDecade?: number;
  /** Reciprocal width of Gaussians in steps of the nodes. @default 0.5 */
  readonly widthFactor?: number;
  /** Most relaxations in the sum of arcs behind the peaks. @default 6 */
  readonly maxPeaks?: number;
  /** Relative noise of the spectrum where it is known (Kramers-Kronig test): a worse description is then reported. */
  readonly noise?: number;
  /** Credible band; takes some ms per sample. @default none */
  readonly band?: BandOptions;
}

export interface Distribution {
  /** Grid, s, ascending and evenly spaced in ln tau. */
  readonly tauS: Float64Array;
  /** gamma(ln tau), Ohm: its integral over ln tau is a resistance. */
  readonly gammaOhm: Float64Array;
  readonly band: CredibleBand | null;
  readonly seriesResistanceOhm: number;
  readonly inductanceH: number | null;
  readonly tail: TailEstimate | null;
  /** Why the inductor and the tail are in or out, in a sentence. */
  readonly termsReason: string;
  /** Integral of gamma. */
  readonly polarizationResistanceOhm: number;
  readonly lambda: number;
  /** `given`, or the rule that chose it. */
  readonly lambdaRule: LambdaRule | 'given';
  readonly lambdaAtBound: boolean;
  /** What each rule would have taken. */
  readonly lambdaChoices: LambdaChoices;
  readonly lambdaScores: readonly LambdaScore[];
  /** Weighted residual sum of squares, and that plus lambda times the penalty. */
  readonly residualSumOfSquares: number;
  readonly objective: number;
  /** (Z - fit)/|Z| in the order of the usable points. */
  readonly residualReal: Float64Array;
  readonly residualImaginary: Float64Array;
  /** sqrt(mean |dZ|^2/|Z|^2). */
  readonly rmsResidual: number;
  /** Relaxations in order of time constant. */
  readonly peaks: readonly DistributionPeak[];
  /** Every maximum of gamma above 1 % of the highest, ripples of the regularisation included. */
  readonly maxima: readonly DistributionMaximum[];
  /** Basis, penalty, weighting and grid in words, for the record. */
  readonly method: string;
  readonly findings: readonly Finding[];
}

const FEWEST_POINTS = 8;
const MOST_NODES = 130;
/** The sum of arcs speaks for the peaks as long as it leaves no more than this times the variance of the distribution. */
const ARCS_SUFFICE = 1.5;
/** A description this much worse than the noise misses something. */
const MISFIT = 2;

/**
 * Distribution of relaxation times by Tikhonov regularisation with gamma >= 0, and the relaxations it shows.
 *
 * The curve is a regularised one: its maxima are broadened and ripple, and areas between minima are off by several percent
 * even for two arcs. Position, resistance and exponent of the peaks therefore come from a sum of arcs fitted to the spectrum
 * (as many as the Bayesian information criterion allows) wherever that describes the spectrum as well as the distribution
 * does; otherwise from areas and widths, and a finding says so.
 *
 * @throws `too-few-points` for fewer than 8 usable points
 */
export function distributionOfRelaxationTimes(spectrum: Spectrum, options: DistributionOptions = {}): Distribution {
  const usable = usablePoints(spectrum);
  const weighting = options.weighting ?? 'modulus';
  const weighted = weightedSpectrum(usable, weighting);
  const decision = decideTerms(weighted, {
    inductor: options.inductor ?? 'auto',
    tail: options.tail ?? 'auto',
    maxArcs: options.maxPeaks ?? 6,
  });
  const basis = basisFor(weighted, options);
  const problem = regularisedProblem(usable, basis, {
    weighting,
    penaltyOrder: options.penaltyOrder ?? 2,
    terms: { inductor: decision.selection.terms.inductor, tailExponent: tailExponentOf(decision.selection) },
    ohmUnit: weighting === 'unit' ? 1 : geometricMean(weighted.weights.map((w) => 1 / w)),
  });
  const arcs = decision.selection;
  const arcVariance = arcs.minimum.sumOfSquares / Math.max(1, arcs.model.residualCount - arcs.model.parameterCount);
  const scores = scoreLambdas(problem, lambdaCandidates(problem));
  const choices = chooseLambdas(scores, arcVariance * 2 * weighted.omega.length);
  const rule = typeof options.lambda === 'number' ? 'given' : (options.lambda ?? 'modified-gcv');
  const lambda = typeof options.lambda === 'number' ? options.lambda : lambdaOf(choices, rule as LambdaRule);
  const fitter = regularisedFitter(problem);
  const fit = fitter.fit(lambda);
  const freedom = nearestScore(scores, lambda).freedom;
  const variance = fit.residualSumOfSquares / Math.max(1, 2 * weighted.omega.length - freedom);
  const tauS = evaluationGrid(basis, options.nodes ?? 'log');
  const natural = fit.coefficients.map((value, k) => value * problem.units[k]);
  const gammaOhm = evaluateDistribution(basis, natural.subarray(problem.seriesCount), tauS);
  const curve = { tauS, gammaOhm };
  const maxima = findMaxima(tauS, gammaOhm);
  const suffices = arcVariance <= ARCS_SUFFICE * variance;
  const peaks = suffices
    ? peaksFromArcs(estimatedRelaxations(arcs), curve, weighted.omega)
    : peaksFromAreas(maxima, curve, problem, fitter);
  const residuals = relativeResiduals(usable, weighted, fit);
  const atBound = rule !== 'given' && (lambda === scores[0].lambda || lambda === scores[scores.length - 1].lambda);
  return {
    ...curve,
    gammaOhm,
    band: options.band === undefined ? null : credibleBand(problem, fitter, fit, variance, tauS, options.band),
    seriesResistanceOhm: natural[0],
    inductanceH: problem.terms.inductor ? natural[1] : null,
    tail: tailOf(problem, natural),
    termsReason: decision.reason,
    polarizationResistanceOhm: basis.areas.reduce((sum, area, m) => sum + area * natural[problem.seriesCount + m], 0),
    lambda,
    lambdaRule: rule,
    lambdaAtBound: atBound,
    lambdaChoices: choices,
    lambdaScores: scores,
    residualSumOfSquares: fit.residualSumOfSquares,
    objective: fit.objective,
    ...residuals,
    peaks,
    maxima,
    method: describeMethod(problem, weighting),
    findings: findingsOf(decision, peaks, suffices, atBound, lambda, residuals.rmsResidual, options.noise),
  };
}

function usablePoints(spectrum: Spectrum): Spectrum {
  const usable = filterSpectrum(spectrum, (i) => {
    const modulus = Math.hypot(spectrum.real[i], spectrum.imaginary[i]);
    return spectrum.frequencyHz[i] > 0 && modulus > 0 && Number.isFinite(modulus);
  });
  if (usable.frequencyHz.length < FEWEST_POINTS) {
    throw fail(
      'too-few-points',
      `a distribution of relaxation times needs at least ${FEWEST_POINTS} points, the spectrum has ${usable.frequencyHz.length}`,
      'measure more frequencies or leave the distribution out',
    );
  }
  return usable;
}

/** Nodes: the reciprocal frequencies, or one decade (half a decade beside a tail) beyond the window at each end. */
function basisFor({ omega }: WeightedSpectrum, options: DistributionOptions): Basis {
  const kind = options.basis ?? 'piecewise-linear';
  if (options.nodes === 'frequencies') {
    const taus = [...new Set(omega.map((w) => (2 * Math.PI) / w))].sort((a, b) => a - b);
    return createBasis(kind, Float64Array.from(taus), options.widthFactor);
  }
  const from = Math.log10(1 / omega.reduce((a, b) => Math.max(a, b))) - 1;
  const to = Math.log10(1 / omega.reduce((a, b) => Math.min(a, b))) + 1;
  const count = Math.min(MOST_NODES, Math.round((to - from) * (options.nodesPerDecade ?? 12)) + 1);
  const taus = Float64Array.from({ length: count }, (_, k) => 10 ** (from + ((to - from) * k) / (count - 1)));
  return createBasis(kind, taus, options.widthFactor);
}

/** Fine enough to draw, and for the reciprocal frequencies the grid of the reference answers. */
function evaluationGrid({ tauS }: Basis, nodes: 'log' | 'frequencies'): Float64Array {
  const n = tauS.length;
  const beyond = nodes === 'frequencies' ? 0.5 : 0;
  const count = nodes === 'frequencies' ? 10 * n : 4 * (n - 1) + 1;
  const from = Math.log10(tauS[0]) - beyond;
  const to = Math.log10(tauS[n - 1]) + beyond;
  return Float64Array.from({ length: count }, (_, k) => 10 ** (from + ((to - from) * k) / (count - 1)));
}

function geometricMean(values: Float64Array): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function nearestScore(scores: readonly LambdaScore[], lambda: number): LambdaScore {
  return scores.reduce((best, score) =>
    Math.abs(Math.log(score.lambda / lambda)) < Math.abs(Math.log(best.lambda / lambda)) ? score : best,
  );
}

function tailOf({ terms, seriesCount }: RegularisedProblem, natural: Float64Array): TailEstimate | null {
  if (terms.tailExponent === null) return null;
  return {
    kind: terms.tailExponent === 1 ? 'capacitor' : 'constant-phase',
    q: 1 / natural[seriesCount - 1],
    exponent: terms.tailExponent,
  };
}

function relativeResiduals(
  spectrum: Spectrum,
  { weights }: WeightedSpectrum,
  { residuals }: RegularisedFit,
): Pick<Distribution, 'residualReal' | 'residualImaginary' | 'rmsResidual'> {
  const count = weights.length;
  const residualReal = new Float64Array(count);
  const residualImaginary = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const scale = weights[i] * Math.hypot(spectrum.real[i], spectrum.imaginary[i]);
    residualReal[i] = residuals[i] / scale;
    residualImaginary[i] = residuals[count + i] / scale;
    sum += residualReal[i] ** 2 + residualImaginary[i] ** 2;
  }
  return { residualReal, residualImaginary, rmsResidual: Math.sqrt(sum / count) };
}

function describeMethod({ basis, penaltyOrder }: RegularisedProblem, weighting: DistributionWeighting): string {
  const functions = basis.kind === 'gaussian' ? 'Gaussian' : 'piecewise linear';
  const order = penaltyOrder === 1 ? 'first' : 'second';
  return `Tikhonov regularisation with ${basis.tauS.length} ${functions} functions, ${order}-derivative penalty, ${weighting} weighting, gamma >= 0`;
}

function findingsOf(
  decision: TermsDecision,
  peaks: readonly DistributionPeak[],
  suffices: boolean,
  atBound: boolean,
  lambda: number,
  rmsResidual: number,
  noise: number | undefined,
): Finding[] {
  const findings: Finding[] = [{ code: 'drt-series-terms', severity: 'info', message: decision.reason }];
  if (atBound) {
    findings.push({
      code: 'drt-lambda-at-bound',
      severity: 'warning',
      message: `The search for lambda ended on its bound (${lambda.toPrecision(2)}): the score has no minimum inside. Compare with another rule or give lambda.`,
    });
  }
  if (!suffices) {
    findings.push({
      code: 'drt-peaks-from-areas',
      severity: 'warning',
      message:
        'No sum of arcs describes the spectrum as well as the distribution; resistances of peaks are areas between minima and may be off by 5 to 10 %.',
    });
  }
  for (const peak of peaks) {
    if (peak.insideWindow) continue;
    findings.push({
      code: 'drt-peak-outside-window',
      severity: 'warning',
      message: `The relaxation at ${peak.tauS.toPrecision(2)} s has its maximum outside the measured frequencies; its resistance is an extrapolation.`,
    });
  }
  // rmsResidual counts both parts of a point, the noise one.
  if (noise !== undefined && rmsResidual > MISFIT * Math.SQRT2 * noise) {
    findings.push({
      code: 'drt-misfit',
      severity: 'warning',
      message: `The distribution leaves ${(100 * rmsResidual).toPrecision(2)} % of |Z| where the noise is ${(100 * noise).toPrecision(2)} %: relaxations of positive strength do not describe this spectrum (an inductive loop at low frequency?).`,
    });
  }
  return findings;
}
