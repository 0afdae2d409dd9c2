import { fail } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import type { Finding } from '../../technique.js';
import type { Spectrum } from '../spectrum.js';
import { evaluateDistribution, type PenaltyOrder } from './basis.js';
import { type BandOptions, type CredibleBand, credibleBand } from './credible-band.js';
import { distributionFindings } from './distribution-findings.js';
import { basisFor, evaluationGrid, type GridOptions } from './grids.js';
import { chooseLambdas, type LambdaChoices, type LambdaRule, lambdaCandidates, lambdaOf } from './lambda-choice.js';
import { type LambdaScore, scoreLambdas } from './lambda-scores.js';
import { type DistributionMaximum, findMaxima } from './maxima.js';
import { type DistributionPeak, peaksFromArcs, peaksFromAreas } from './peaks.js';
import { type RegularisedFit, regularisedFitter } from './regularised-fit.js';
import { type DistributionWeighting, type RegularisedProblem, regularisedProblem } from './regularised-problem.js';
import { estimatedRelaxations, type TailEstimate, tailExponentOf } from './relaxations.js';
import { decideTerms } from './series-terms.js';
import { usablePoints, type WeightedSpectrum, weightedSpectrum } from './weighted-spectrum.js';

export interface DistributionOptions extends GridOptions {
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
  /** Most relaxations in the sum of arcs behind the peaks. @default 6 */
  readonly maxPeaks?: number;
  /** Relative noise of the spectrum where it is known (Kramers-Kronig test): a worse description is then reported. */
  readonly noise?: number;
  /** Credible band; takes about half a millisecond per sample. @default none */
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

/** The sum of arcs speaks for the peaks as long as it leaves no more than this times the variance of the distribution. */
const ARCS_SUFFICE = 1.5;

/**
 * Distribution of relaxation times by Tikhonov regularisation with gamma >= 0, and the relaxations it shows.
 *
 * The curve is a regularised one: its maxima are broadened and ripple, and areas between minima are off by several percent
 * even for two arcs. Position, resistance and exponent of the peaks therefore come from a sum of arcs fitted to the spectrum
 * (as many as the Bayesian information criterion allows) wherever that describes the spectrum as well as the distribution
 * does; otherwise from areas and widths, and a finding says so.
 *
 * Points without a finite frequency and impedance are passed over.
 *
 * @throws `too-few-points` for fewer than 8 usable points; `invalid-option` for a lambda that is not positive
 */
export function distributionOfRelaxationTimes(spectrum: Spectrum, options: DistributionOptions = {}): Distribution {
  const usable = usablePoints(spectrum, 'a distribution of relaxation times');
  const weighting = options.weighting ?? 'modulus';
  const weighted = weightedSpectrum(usable, weighting);
  const decision = decideTerms(weighted, {
    inductor: options.inductor ?? 'auto',
    tail: options.tail ?? 'auto',
    maxArcs: options.maxPeaks ?? 6,
  });
  const tailExponent = tailExponentOf(decision.selection);
  const basis = basisFor(weighted, options, tailExponent !== null);
  const problem = regularisedProblem(usable, basis, {
    weighting,
    penaltyOrder: options.penaltyOrder ?? 2,
    terms: { inductor: decision.selection.terms.inductor, tailExponent },
    ohmUnit: weighting === 'unit' ? 1 : geometricMean(weighted.weights.map((w) => 1 / w)),
  });
  const arcs = decision.selection;
  const arcVariance = arcs.minimum.sumOfSquares / Math.max(1, arcs.model.residualCount - arcs.model.parameterCount);
  const scores = scoreLambdas(problem, lambdaCandidates(problem));
  const choices = chooseLambdas(scores, arcVariance * 2 * weighted.omega.length);
  const { lambda, rule } = takeLambda(options.lambda ?? 'modified-gcv', choices);
  const fitter = regularisedFitter(problem);
  const fit = fitter.fit(lambda);
  const freedom = nearestScore(scores, lambda).freedom;
  const variance = fit.residualSumOfSquares / Math.max(1, 2 * weighted.omega.length - freedom);
  const tauS = evaluationGrid(basis, options.nodes ?? 'log');
  const natural = fit.coefficients.map((value, k) => value * problem.units[k]);
  const gammaOhm = evaluateDistribution(basis, natural.subarray(problem.seriesCount), tauS);
  const curve = { tauS, gammaOhm };
  const maxima = findMaxima(tauS, gammaOhm);
  const { varianceFloor } = weighted;
  const suffices = arcVariance + varianceFloor <= ARCS_SUFFICE * (variance + varianceFloor);
  const peaks = suffices
    ? peaksFromArcs(estimatedRelaxations(arcs), curve, weighted.omega)
    : peaksFromAreas(maxima, curve, problem, fitter);
  const residuals = relativeResiduals(usable, weighted, fit);
  const atBound = rule !== 'given' && (lambda === scores[0].lambda || lambda === scores[scores.length - 1].lambda);
  return {
    ...curve,
    band: options.band === undefined ? null : credibleBand(problem, fit, choices.gcv, variance, tauS, options.band),
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
    findings: distributionFindings({
      termsReason: decision.reason,
      lambda,
      lambdaAtBound: atBound,
      arcsSuffice: suffices,
      peaks,
      rmsResidual: residuals.rmsResidual,
      noise: options.noise,
    }),
  };
}

function takeLambda(
  asked: number | LambdaRule,
  choices: LambdaChoices,
): { lambda: number; rule: LambdaRule | 'given' } {
  if (typeof asked !== 'number') return { lambda: lambdaOf(choices, asked), rule: asked };
  if (!(asked > 0 && Number.isFinite(asked))) {
    throw fail('invalid-option', `lambda = ${asked} is not a positive number`, 'leave it out to have it chosen');
  }
  return { lambda: asked, rule: 'given' };
}

function geometricMean(values: Float64Array): number {
  return exp(values.reduce((sum, value) => sum + log(value), 0) / values.length);
}

function nearestScore(scores: readonly LambdaScore[], lambda: number): LambdaScore {
  return scores.reduce((best, score) =>
    Math.abs(log(score.lambda / lambda)) < Math.abs(log(best.lambda / lambda)) ? score : best,
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
    const scale = weights[i] * hypot(spectrum.real[i], spectrum.imaginary[i]);
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
