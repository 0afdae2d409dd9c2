/** What can be laid over each other: figures that several analyses have. Pure. */
import { isInterphaseError } from '../../../src/errors.js';
import type { Figure } from '../../../src/figure/figure.js';
import { overlayFigures } from '../../../src/figure/overlay-figures.js';
import type { Quantity } from '../../../src/quantity/quantity.js';
import type { Runs } from '../state/run-updates.js';

export interface Comparable {
  /** Name of the figure within its analysis: `nyquist`. */
  readonly id: string;
  /** Analyses that have it, in the order of the study. */
  readonly analyses: readonly string[];
}

/** Figures that at least two analyses have; those of most analyses first. */
export function commonFigures(runs: Runs): readonly Comparable[] {
  const byId = new Map<string, string[]>();
  for (const [analysis, { outcome }] of Object.entries(runs)) {
    for (const { id } of outcome?.result?.figures ?? []) byId.set(id, [...(byId.get(id) ?? []), analysis]);
  }
  return [...byId]
    .filter(([, analyses]) => analyses.length > 1)
    .map(([id, analyses]) => ({ id, analyses }))
    .sort((a, b) => b.analyses.length - a.analyses.length);
}

export function figureOf(runs: Runs, analysis: string, id: string): Figure | undefined {
  return runs[analysis]?.outcome?.result?.figures.find((figure) => figure.id === id);
}

/**
 * The largest group of analyses whose figures fit over each other; of equal groups the one that comes first. Others can be
 * chosen, and are then told why they do not fit.
 */
export function fittingAnalyses(runs: Runs, { id, analyses }: Comparable): readonly string[] {
  let best: readonly string[] = [];
  for (const first of analyses) {
    const group = analyses.filter((other) => other === first || fits(runs, id, first, other));
    if (group.length > best.length) best = group;
  }
  return best;
}

function fits(runs: Runs, id: string, ...names: readonly string[]): boolean {
  const entries = names.flatMap((name) => {
    const figure = figureOf(runs, name, id);
    return figure === undefined ? [] : [{ name, figure }];
  });
  try {
    overlayFigures(entries);
    return true;
  } catch (error) {
    if (isInterphaseError(error)) return false;
    throw error;
  }
}

/** What is laid over each other, then what their captions say, each sentence once. */
export function overlayCaption(
  entries: readonly { readonly name: string; readonly figure: Pick<Figure, 'caption'> }[],
): string {
  const names = entries.map(({ name }) => name);
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const sentences = new Set(entries.flatMap(({ figure }) => figure.caption.trim().split(/(?<=\.)\s+(?=\p{Lu})/u)));
  return [`${list}${names.length < 2 ? '' : ', laid over each other'}.`, ...sentences].join(' ').trim();
}

export interface ComparedQuantity {
  readonly name: string;
  /** One for each analysis, in their order; undefined where it has none of that name. */
  readonly values: readonly (Quantity | undefined)[];
}

/** Quantities that at least two of the analyses have. */
export function comparedQuantities(runs: Runs, analyses: readonly string[]): readonly ComparedQuantity[] {
  const all = analyses.map((id) => runs[id]?.outcome?.result?.quantities ?? {});
  const names = new Set(all.flatMap((quantities) => Object.keys(quantities)));
  return [...names]
    .map((name) => ({
      name,
      values: all.map((quantities) => (Object.hasOwn(quantities, name) ? quantities[name] : undefined)),
    }))
    .filter(({ values }) => values.filter((value) => value !== undefined).length > 1);
}

/** How far two values are apart in units of their joint standard deviation; undefined where that says nothing. */
export function distanceInSigma(a: Quantity | undefined, b: Quantity | undefined): number | undefined {
  if (a?.value == null || b?.value == null || a.unit !== b.unit) return undefined;
  if (a.sigma === null || b.sigma === null) return undefined;
  const joint = Math.hypot(a.sigma, b.sigma);
  return joint > 0 ? Math.abs(a.value - b.value) / joint : undefined;
}
