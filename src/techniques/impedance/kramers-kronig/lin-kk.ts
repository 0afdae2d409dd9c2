import { fail } from '../../../errors.js';
import type { Spectrum } from '../spectrum.js';
import { columnCount, type LinKkForm, linKkData, timeConstants } from './lin-kk-design.js';
import { fitLinKk, type LinKkRows, linKkResiduals, linKkWorkspace } from './lin-kk-fit.js';

export interface LinKkOptions {
  /** @default 'impedance' */
  readonly form?: LinKkForm;
  /** Series capacitor (parallel inductor of the admittance form). @default false */
  readonly capacitor?: boolean;
  /** Series inductor (parallel capacitor of the admittance form). @default true */
  readonly inductor?: boolean;
  /** Rows that decide the coefficients. @default 'complex' */
  readonly rows?: LinKkRows;
  /** The first number of elements with mu at or below this is taken. @default 0.85 */
  readonly muLimit?: number;
  /** @default 50 */
  readonly maxElements?: number;
}

export interface LinKkResult {
  readonly elements: number;
  readonly mu: number;
  /** False when `maxElements` (or the number of points) ended the search before mu did. */
  readonly muReached: boolean;
  /** (measured - fitted)/|measured|, in the order of the spectrum. */
  readonly residualReal: Float64Array;
  readonly residualImaginary: Float64Array;
  /** sqrt(mean |dZ|^2/|Z|^2). */
  readonly rmsResidual: number;
}

/**
 * The Lin-KK test with its published rule for the number of elements (M. Schoenleber et al., Electrochim. Acta 131 (2014)
 * 20, doi:10.1016/j.electacta.2014.01.034): time constants from 1/w_max to 1/w_min, rows weighted by 1/|Z|, elements added
 * until mu <= 0.85. For comparison with other programs; the rule stops too early on simple spectra and judges nothing by
 * itself, `testKramersKronig` does.
 *
 * @throws `too-few-points` for fewer than three points
 */
export function linKk(spectrum: Spectrum, options: LinKkOptions = {}): LinKkResult {
  const form = options.form ?? 'impedance';
  const rows = options.rows ?? 'complex';
  const muLimit = options.muLimit ?? 0.85;
  const data = linKkData(spectrum, form);
  if (data.count < 3) {
    throw fail(
      'too-few-points',
      `a Lin-KK fit needs at least 3 points, the spectrum has ${data.count}`,
      'measure more frequencies',
    );
  }
  const model = {
    form,
    lowFrequencyTerm: options.capacitor ?? false,
    highFrequencyTerm: options.inductor ?? true,
  };
  const equations = rows === 'complex' ? 2 * data.count : data.count;
  const most = Math.max(1, Math.min(options.maxElements ?? 50, equations - columnCount(model, 0)));
  const workspace = linKkWorkspace(data.count, columnCount(model, most));
  let fit = fitLinKk(data, model, timeConstants(data, 1, 0), rows, workspace);
  for (let elements = 2; elements <= most && fit.mu > muLimit; elements++) {
    fit = fitLinKk(data, model, timeConstants(data, elements, 0), rows, workspace);
  }
  const residuals = linKkResiduals(data, fit, workspace);
  let sum = 0;
  for (let i = 0; i < data.count; i++) sum += residuals.real[i] ** 2 + residuals.imaginary[i] ** 2;
  return {
    elements: fit.timeConstantsS.length,
    mu: fit.mu,
    muReached: fit.mu <= muLimit,
    residualReal: residuals.real,
    residualImaginary: residuals.imaginary,
    rmsResidual: Math.sqrt(sum / data.count),
  };
}
