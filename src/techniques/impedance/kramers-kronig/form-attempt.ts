/** One form of the model fitted to a spectrum: terms, number of elements, single points left out. */
import { log, log10 } from '../../../numerics/elementary/log.js';
import type { Spectrum } from '../spectrum.js';
import { type ElementScan, scanElements, varianceOf } from './element-scan.js';
import { columnCount, type LinKkData, type LinKkForm, type LinKkModel, linKkData } from './lin-kk-design.js';
import { fitLinKk, type LinKkFit, type LinKkWorkspace, linKkResiduals, linKkWorkspace } from './lin-kk-fit.js';
import { findOutlyingPoints, type OutlyingPoint } from './outlying-points.js';
import { type PartAgreement, testPartAgreement } from './part-agreement.js';

export interface FormAttempt {
  /** Every usable point, from the highest frequency to the lowest. */
  readonly all: LinKkData;
  /** Those points without the outliers. */
  readonly data: LinKkData;
  readonly scan: ElementScan;
  readonly workspace: LinKkWorkspace;
  /** Residual variance, degrees of freedom counted. */
  readonly variance: number;
  readonly agreement: PartAgreement;
  /** By place in `all`. */
  readonly outliers: readonly OutlyingPoint[];
}

/** @param sorted usable points in order of falling frequency */
export function attemptForm(sorted: Spectrum, form: LinKkForm, maxElements: number): FormAttempt {
  const all = linKkData(sorted, form);
  const full: LinKkModel = { form, lowFrequencyTerm: true, highFrequencyTerm: true };
  const most = largestElementCount(all, full, maxElements);
  const workspace = linKkWorkspace(all.count, columnCount(full, most));
  let scan = scanElements(all, full, most, workspace);
  const outliers = findOutlyingPoints(all, scan.fit);
  let data = all;
  if (outliers.length > 0) {
    const keep = new Uint8Array(all.count).fill(1);
    for (const { index } of outliers) keep[index] = 0;
    data = linKkData(sorted, form, keep);
    scan = scanElements(data, full, largestElementCount(data, full, maxElements), workspace);
  }
  const fit = withoutIdleTerms(data, scan.fit, workspace);
  scan = { ...scan, fit, residuals: linKkResiduals(data, fit, workspace) };
  return {
    all,
    data,
    scan,
    workspace,
    variance: varianceOf(data, fit),
    agreement: testPartAgreement(data, fit),
    outliers,
  };
}

/**
 * Elements take up at most a third of the equations (two for each point) and stand no closer than five to a decade: beyond
 * that they follow the noise and the habits of the instrument.
 */
function largestElementCount(data: LinKkData, model: LinKkModel, wanted: number): number {
  const decades = log10(data.largestOmega / data.smallestOmega);
  const affordable = Math.floor((2 * data.count) / 3) - columnCount(model, 0);
  return Math.max(1, Math.min(wanted, affordable, Math.ceil(5 * (decades + 1))));
}

/** Drops the capacitor or the inductor where the Bayesian information criterion does not ask for it. */
function withoutIdleTerms(data: LinKkData, fit: LinKkFit, workspace: LinKkWorkspace): LinKkFit {
  const equations = 2 * data.count;
  let best = fit;
  for (const term of ['lowFrequencyTerm', 'highFrequencyTerm'] as const) {
    const simpler = fitLinKk(data, { ...best.model, [term]: false }, fit.timeConstantsS, 'complex', workspace);
    if (equations * log(simpler.sumOfSquares / best.sumOfSquares) < log(equations)) best = simpler;
  }
  return best;
}

/** Which terms the model holds and why, in a sentence. */
export function describeTerms({ scan }: FormAttempt): string {
  const { form, lowFrequencyTerm, highFrequencyTerm } = scan.fit.model;
  const names =
    form === 'impedance' ? ['series capacitor', 'series inductor'] : ['parallel inductor', 'parallel capacitor'];
  const used = names.filter((_, k) => (k === 0 ? lowFrequencyTerm : highFrequencyTerm));
  const idle = names.filter((name) => !used.includes(name));
  const uses = used.length > 0 ? `The ${used.join(' and the ')} improved the fit (Bayesian information criterion)` : '';
  const drops =
    idle.length > 0 ? `the ${idle.join(' and the ')} did not and ${idle.length > 1 ? 'were' : 'was'} left out` : '';
  if (uses === '') return `${drops[0].toUpperCase()}${drops.slice(1).replace('did not', 'did not improve the fit')}.`;
  return drops === '' ? `${uses}.` : `${uses}; ${drops}.`;
}
