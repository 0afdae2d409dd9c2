/** How steps are told apart in figures: by what changed between them, else by their labels. */
import { printQuantity } from '../../../quantity/print.js';
import { doseAxis } from '../dose-axis.js';
import type { Step } from '../spectrum.js';

/** Words for each step: `2 min`, or its label. */
export function stepWords(steps: readonly Step[]): string[] {
  const dose = doseAxis(steps);
  if (dose === undefined) return steps.map(({ label }) => label);
  return steps.map(({ conditions }) => printQuantity(conditions[dose.name]!));
}

/** Title of an axis along the steps: `Dose`, `Step`. */
export function doseTitle(steps: readonly Step[]): { readonly title: string; readonly unit: string } {
  const dose = doseAxis(steps);
  if (dose === undefined) return { title: 'Step', unit: '' };
  const words = dose.name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return { title: words.charAt(0).toUpperCase() + words.slice(1), unit: dose.unit };
}

/** Place of each step along such an axis. */
export function dosePlaces(steps: readonly Step[]): readonly number[] {
  return doseAxis(steps)?.values ?? steps.map((_, k) => k + 1);
}
