import { fail } from '../../../errors.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { runsTest } from '../../../numerics/statistics/runs-test.js';
import type { Spectrum } from '../spectrum.js';
import { type DriftTest, testDrift } from './drift-test.js';
import { attemptForm, describeTerms, type FormAttempt } from './form-attempt.js';
import type { LinKkData, LinKkForm } from './lin-kk-design.js';
import { linKkResiduals } from './lin-kk-fit.js';
import type { OutlyingPoint } from './outlying-points.js';
import { disagrees, hasDrifted, verdict, weaknessOf } from './verdict.js';

export interface KramersKronigOptions {
  /** @default 50 */
  readonly maxElements?: number;
  /** Form of the model; without it the admittance form is tried where the impedance form fails. */
  readonly form?: LinKkForm;
}

export interface KramersKronigResult {
  readonly form: LinKkForm;
  /** Series capacitor (impedance form) or parallel inductor (admittance form) in the model. */
  readonly capacitor: boolean;
  /** Series inductor (impedance form) or parallel capacitor (admittance form) in the model. */
  readonly inductor: boolean;
  /** Why this form and these terms, in a sentence. */
  readonly formReason: string;
  /** Number of RC elements. */
  readonly elements: number;
  /** Decades by which their time constants reach beyond the window at each end. */
  readonly extensionDecades: number;
  readonly mu: number;
  /** (Re Z - fit)/|Z| and (Im Z - fit)/|Z|, in the order of the spectrum, outliers included. */
  readonly residualReal: Float64Array;
  readonly residualImaginary: Float64Array;
  /** sqrt(mean |dZ|^2/|Z|^2) of the points judged. */
  readonly rmsResidual: number;
  /** Estimated standard deviation of Re Z and of Im Z, each as a fraction of |Z|. */
  readonly noise: number;
  /** Runs test of the residuals in order of frequency: standard deviations from the count expected of noise. */
  readonly runsZReal: number;
  readonly runsZImaginary: number;
  /** Root mean square misfit beyond the noise, as a fraction of |Z|, and the probability that it is chance. */
  readonly misfit: number;
  readonly misfitPValue: number;
  /** Change of the cell during the sweep that the spectrum shows; null where the test does not apply. */
  readonly drift: DriftTest | null;
  readonly consistent: boolean;
  /** False when the points are too few or too noisy for the verdict to mean much; `reason` says which. */
  readonly conclusive: boolean;
  /** The verdict in a sentence or two. */
  readonly reason: string;
  /** Points left out of the verdict, by place in the spectrum, with the reason. */
  readonly outliers: readonly OutlyingPoint[];
}

/** Below this the test has no room between elements and points. */
const FEWEST_POINTS = 8;

/**
 * Is the spectrum one of a causal, stable and steady cell? A linear Kramers-Kronig test with automatic form and number of
 * elements, a test of the real part against the imaginary part, and a test for change during the sweep.
 *
 * Two things make a spectrum inconsistent: misfit beyond noise of more than 0.5 % of |Z| (p < 0.001), or a change of the
 * cell during the sweep (p < 0.005) of more than 1 % of |Z| at the lowest frequency or with a trace above 0.1 % of |Z| in
 * the residuals. Single points that stand off are listed and left out of the verdict.
 *
 * @throws `too-few-points` for fewer than 8 usable points
 */
export function testKramersKronig(spectrum: Spectrum, options: KramersKronigOptions = {}): KramersKronigResult {
  const { order, broken } = usablePoints(spectrum);
  if (order.length < FEWEST_POINTS) {
    throw fail(
      'too-few-points',
      `a Kramers-Kronig test needs at least ${FEWEST_POINTS} points, the spectrum has ${order.length}`,
      'measure more frequencies or leave the test out',
    );
  }
  const sorted: Spectrum = {
    frequencyHz: Float64Array.from(order, (i) => spectrum.frequencyHz[i]),
    real: Float64Array.from(order, (i) => spectrum.real[i]),
    imaginary: Float64Array.from(order, (i) => spectrum.imaginary[i]),
  };
  const most = options.maxElements ?? 50;
  let attempt = attemptForm(sorted, options.form ?? 'impedance', most);
  let formReason = describeTerms(attempt);
  if (options.form === undefined && disagrees(attempt.agreement)) {
    const other = attemptForm(sorted, 'admittance', most);
    if (!disagrees(other.agreement) && other.variance < 0.25 * attempt.variance) {
      attempt = other;
      formReason = `The impedance form misses the spectrum, the admittance form describes it. ${describeTerms(other)}`;
    }
  }
  return report(spectrum, order, broken, attempt, formReason);
}

/** Points that have a frequency and an impedance, from the highest frequency to the lowest; the others by name. */
function usablePoints(spectrum: Spectrum): { order: number[]; broken: OutlyingPoint[] } {
  const order: number[] = [];
  const broken: OutlyingPoint[] = [];
  for (let i = 0; i < spectrum.frequencyHz.length; i++) {
    const f = spectrum.frequencyHz[i];
    const modulus = hypot(spectrum.real[i], spectrum.imaginary[i]);
    if (f > 0 && Number.isFinite(f) && modulus > 0 && Number.isFinite(modulus)) order.push(i);
    else broken.push({ index: i, reason: 'the frequency or the impedance is zero or not a number' });
  }
  order.sort((a, b) => spectrum.frequencyHz[b] - spectrum.frequencyHz[a]);
  return { order, broken };
}

function report(
  spectrum: Spectrum,
  order: readonly number[],
  broken: readonly OutlyingPoint[],
  attempt: FormAttempt,
  formReason: string,
): KramersKronigResult {
  const { data, scan, agreement, workspace } = attempt;
  const { fit, residuals } = scan;
  const drift = fit.model.form === 'impedance' ? testDrift(data, fit) : null;
  const everywhere = linKkResiduals(attempt.all, fit, workspace);
  const residualReal = new Float64Array(spectrum.frequencyHz.length).fill(Number.NaN);
  const residualImaginary = residualReal.slice();
  order.forEach((to, i) => {
    const residual = { real: everywhere.real[i], imaginary: everywhere.imaginary[i] };
    const ofZ = fit.model.form === 'impedance' ? residual : impedanceResidual(attempt.all, i, residual);
    residualReal[to] = ofZ.real;
    residualImaginary[to] = ofZ.imaginary;
  });
  const outliers = [...attempt.outliers.map(({ index, reason }) => ({ index: order[index], reason })), ...broken];
  const drifts = drift !== null && hasDrifted(drift, agreement);
  const misfits = disagrees(agreement);
  const consistent = !drifts && !misfits;
  const noise = consistent ? Math.sqrt(attempt.variance) : agreement.noise;
  const weakness = consistent ? weaknessOf(data, noise) : null;
  return {
    form: fit.model.form,
    capacitor: fit.model.lowFrequencyTerm,
    inductor: fit.model.highFrequencyTerm,
    formReason,
    elements: fit.timeConstantsS.length,
    extensionDecades: scan.extensionDecades,
    mu: fit.mu,
    residualReal,
    residualImaginary,
    rmsResidual: Math.sqrt(fit.sumOfSquares / data.count),
    noise,
    runsZReal: runsTest(residuals.real).z,
    runsZImaginary: runsTest(residuals.imaginary).z,
    misfit: agreement.misfit,
    misfitPValue: agreement.pValue,
    drift,
    consistent,
    conclusive: weakness === null,
    reason: weakness ?? verdict(data, drifts ? drift : null, misfits, agreement, noise),
    outliers,
  };
}

/** (Z - Z_fit)/|Z| of point i from (Y - Y_fit)/|Y|. */
function impedanceResidual(
  data: LinKkData,
  i: number,
  residual: { readonly real: number; readonly imaginary: number },
): { real: number; imaginary: number } {
  const re = data.real[i];
  const im = data.imaginary[i];
  const modulus = hypot(re, im);
  const fitRe = re - residual.real * modulus;
  const fitIm = im - residual.imaginary * modulus;
  const measured = re * re + im * im;
  const fitted = fitRe * fitRe + fitIm * fitIm;
  return {
    real: (re / measured - fitRe / fitted) * modulus,
    imaginary: (fitIm / fitted - im / measured) * modulus,
  };
}
