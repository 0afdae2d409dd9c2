/** What stands in series with the relaxations: an inductor, a blocking capacitor, a constant-phase tail, or none of them. */
import { log } from '../../../numerics/elementary/log.js';
import { type ArcSelection, selectArcs, selectionScore, withoutInductor } from './arc-selection.js';
import { type ArcSumTerms, seriesParameterCount } from './arc-sum.js';
import { tailExponentOf } from './relaxations.js';
import type { WeightedSpectrum } from './weighted-spectrum.js';

export interface TermsDecision {
  readonly selection: ArcSelection;
  /** Why these terms, in a sentence. */
  readonly reason: string;
}

export interface TermsOptions {
  /** `auto` lets the data decide. */
  readonly inductor: boolean | 'auto';
  readonly tail: 'none' | 'capacitor' | 'constant-phase' | 'auto';
  readonly maxArcs: number;
}

/** Relaxations without a tail must leave this much less variance where they need one whose maximum lies out of sight. */
const CLEARLY_BETTER = 4;

/**
 * Fits sums of arcs with each candidate set of terms. A tail is tried where -Im Z rises towards the lowest frequencies, and
 * taken unless relaxations alone describe the spectrum better (Bayesian information criterion) with all their maxima inside
 * the window: an arc whose maximum was not reached and a tail are the same thing, and the tail says so.
 */
export function decideTerms(spectrum: WeightedSpectrum, options: TermsOptions): TermsDecision {
  const slope = lowFrequencySlope(spectrum);
  const rising = slope !== null && slope < 0;
  const tailExponent = Math.min(0.98, Math.max(0.3, slope === null ? 0.8 : -slope));
  const grow = (tail: ArcSumTerms['tail'], maxArcs = options.maxArcs): ArcSelection =>
    selectArcs(spectrum, { inductor: options.inductor !== false, tail }, { tailExponent, maxArcs });
  let selection: ArcSelection;
  if (options.tail !== 'auto') {
    selection = grow(options.tail);
  } else if (!rising) {
    selection = grow('none');
  } else {
    const tailed = grow('constant-phase');
    // What needs still more arcs in place of a tail is no better description.
    const closed = grow('none', Math.min(options.maxArcs, tailed.arcCount + 2));
    const better = selectionScore(closed) < selectionScore(tailed);
    const clearly = closed.minimum.sumOfSquares * CLEARLY_BETTER < tailed.minimum.sumOfSquares;
    selection = better && (clearly || maximaInside(closed, spectrum)) ? closed : tailed;
  }
  if (options.inductor === 'auto') {
    const simpler = withoutInductor(spectrum, selection);
    if (selectionScore(simpler) < selectionScore(selection)) selection = simpler;
  }
  return { selection, reason: explain(selection, options, rising) };
}

function maximaInside({ terms, minimum, arcCount }: ArcSelection, { omega }: WeightedSpectrum): boolean {
  const longest = -log(omega.reduce((a, b) => Math.min(a, b)));
  const first = seriesParameterCount(terms);
  for (let k = 0; k < arcCount; k++) if (minimum.parameters[first + 3 * k + 1] > longest) return false;
  return true;
}

/** Slope of ln(-Im Z) against ln w over the lowest half decade; null when a point there is inductive. */
function lowFrequencySlope({ omega, imaginary }: WeightedSpectrum): number | null {
  const lowest = omega.reduce((a, b) => Math.min(a, b));
  const order = Array.from(omega.keys()).sort((a, b) => omega[a] - omega[b]);
  const inside = order.filter((i) => omega[i] <= lowest * Math.sqrt(10) * 1.01);
  const used = inside.length >= 3 ? inside : order.slice(0, 3);
  if (used.some((i) => !(imaginary[i] < 0))) return null;
  const x = used.map((i) => log(omega[i]));
  const y = used.map((i) => log(-imaginary[i]));
  const mx = x.reduce((a, b) => a + b, 0) / x.length;
  const my = y.reduce((a, b) => a + b, 0) / y.length;
  let above = 0;
  let below = 0;
  for (let k = 0; k < x.length; k++) {
    above += (x[k] - mx) * (y[k] - my);
    below += (x[k] - mx) ** 2;
  }
  return below > 0 ? above / below : null;
}

function explain(selection: ArcSelection, options: TermsOptions, rising: boolean): string {
  const { terms } = selection;
  const parts: string[] = [];
  if (options.tail !== 'auto') {
    parts.push(terms.tail === 'none' ? 'no tail, as asked' : `a ${terms.tail} tail, as asked`);
  } else if (terms.tail === 'none') {
    parts.push(
      rising
        ? '-Im Z rises at the lowest frequencies, but relaxations alone describe it better than a blocking tail'
        : 'no blocking tail: -Im Z does not rise at the lowest frequencies',
    );
  } else {
    parts.push(
      `-Im Z rises at the lowest frequencies and ${tailExponentOf(selection) === 1 ? 'a series capacitor' : 'a constant-phase tail'} describes that best (Bayesian information criterion)`,
    );
  }
  if (options.inductor === 'auto') {
    parts.push(terms.inductor ? 'a series inductor is needed' : 'a series inductor is not needed');
  }
  const text = parts.join('; ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
