/**
 * Do the real and the imaginary part tell the same story? Each is fitted with coefficients of its own: smooth curves, but
 * no longer tied to each other by the Kramers-Kronig relations. What the common fit leaves more than these two is misfit;
 * what these two leave is noise.
 */
import { log10 } from '../../../numerics/elementary/log.js';
import { householderSolveInPlace } from '../../../numerics/linear-algebra/householder-solve.js';
import { fSurvival } from '../../../numerics/statistics/distributions.js';
import { columnCount, fillDesign, type LinKkData, timeConstants } from './lin-kk-design.js';
import { fitLinKk, type LinKkFit, linKkWorkspace } from './lin-kk-fit.js';

export interface PartAgreement {
  /** Relative standard deviation of Re and Im, each a share of |Z|, that no smooth curve explains. */
  readonly noise: number;
  /** Root mean square of the misfit of the common fit beyond that noise, as a fraction of |Z|. */
  readonly misfit: number;
  /** Probability of such a misfit by chance, were the noise all there is. */
  readonly pValue: number;
}

/** Points per coefficient that separate fits must keep. */
const POINTS_PER_COEFFICIENT = 1.6;

export function testPartAgreement(data: LinKkData, common: LinKkFit): PartAgreement {
  const { count } = data;
  const most = Math.max(1, Math.floor(count / POINTS_PER_COEFFICIENT) - 2);
  const fit = common.timeConstantsS.length <= most ? common : coarser(data, common, most);
  const taus = fit.timeConstantsS;
  const columns = columnCount(fit.model, taus.length);
  const real = new Float64Array(count * columns);
  const imaginary = new Float64Array(count * columns);
  fillDesign(data, fit.model, taus, real, 0, imaginary, 0, count);
  const unknowns = new Float64Array(columns);
  const seen = 1 + taus.length;
  const rightReal = data.real.map((value, i) => value * data.weight[i]);
  const rightImaginary = data.imaginary.map((value, i) => value * data.weight[i]);
  const apart =
    householderSolveInPlace(real, count, seen, rightReal, unknowns) +
    householderSolveInPlace(imaginary.subarray(count), count, columns - 1, rightImaginary, unknowns);
  const parameters = seen + columns - 1;
  const freedom = 2 * count - parameters;
  const variance = apart / freedom;
  const more = parameters - columns;
  const excess = Math.max(0, fit.sumOfSquares - apart);
  return {
    noise: Math.sqrt(variance),
    misfit: Math.sqrt(Math.max(0, excess - more * variance) / (2 * count)),
    pValue: variance > 0 ? fSurvival(excess / more / variance, more, freedom) : 1,
  };
}

function coarser(data: LinKkData, fit: LinKkFit, elements: number): LinKkFit {
  const span = fit.timeConstantsS[0] * data.largestOmega;
  const taus = timeConstants(data, elements, -log10(span));
  return fitLinKk(data, fit.model, taus, 'complex', linKkWorkspace(data.count, columnCount(fit.model, elements)));
}
