/** Whether the fit itself can be trusted: convergence, bounds, residuals, numbers that the data do not hold. */
import { runsTest } from '../../../numerics/statistics/runs-test.js';
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import { listed } from './listed.js';

/** Residuals with so few changes of sign are structured. */
const STRUCTURED_P = 1e-4;
/** Beyond this a fit does not describe the counts. */
const LARGE_CHI_SQUARE = 3;

export function fitFindings({ fit, measurement, labelOf }: AnalysedSeries): Finding[] {
  if (fit === undefined) return [];
  const findings: Finding[] = [];
  if (!fit.converged) {
    findings.push({
      code: 'not-converged',
      severity: 'error',
      message:
        'The fit did not reach a minimum: its numbers are where it stopped. Hold or tie some of them, give start values, or take components away.',
    });
  }
  if (fit.starts.tried > 1 && fit.starts.agreeing === 1) {
    findings.push({
      code: 'one-start-only',
      severity: 'warning',
      message: `Only 1 of ${fit.starts.tried} starts reached the lowest minimum: there may be a lower one. Give start values, or more starts.`,
    });
  }
  for (const names of fit.undetermined) {
    findings.push({
      code: 'not-identifiable',
      severity: 'warning',
      message: `The data do not tell ${listed(names)} from each other: hold or tie one of them.`,
    });
  }
  findings.push(...bounds(fit, measurement.steps.length));
  const structured = fit.spectra.filter(({ residuals }) => runsTest(residuals).pValueTooFew < STRUCTURED_P);
  if (structured.length > 0) {
    const names = structured.map(({ spectrum }) => labelOf(spectrum));
    findings.push({
      code: 'structured-residuals',
      severity: 'warning',
      message: `Residuals are not noise in ${listed(names)}: neighbouring points miss to the same side. A component, an asymmetry or another background is missing; standard errors are then too small.`,
    });
  }
  const counted = fit.spectra.every(
    ({ spectrum }) => spectrum.sigmaSource === 'counts' || spectrum.sigmaSource === 'rate',
  );
  if (counted && fit.reducedChiSquare > LARGE_CHI_SQUARE) {
    findings.push({
      code: 'large-chi-square',
      severity: 'warning',
      message: `Reduced chi-square is ${fit.reducedChiSquare.toFixed(1)}: the model misses the spectra by more than counting noise. Standard errors are scaled by its root, which does not make the model right.`,
    });
  }
  return findings;
}

function bounds(fit: NonNullable<AnalysedSeries['fit']>, stepCount: number): Finding[] {
  const found = new Map<string, { readonly side: string; readonly steps: number }>();
  for (const name of fit.numbers.names) {
    for (let step = 0; step < stepCount; step++) {
      const number = fit.numbers.find(name, step);
      if (number?.bound == null || number.state === 'tied') continue;
      const before = found.get(name);
      found.set(name, { side: number.bound, steps: (before?.steps ?? 0) + (number.shared && before ? 0 : 1) });
    }
  }
  return [...found].map(([name, { side, steps }]) => ({
    code: 'at-bound',
    severity: 'warning',
    message: `${name} lies on its ${side} bound${steps > 1 ? ` in ${steps} steps` : ''}: that is a limit and no result, and it has no ordinary error. Widen the bound, hold the number at a value with a reason, or simplify the model.`,
  }));
}
