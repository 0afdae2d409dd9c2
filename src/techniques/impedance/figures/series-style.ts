/** How the recordings of a series are told apart in a figure. */
import { printQuantity } from '../../../quantity/print.js';
import type { Conditions } from '../../technique.js';

/** Most spectra one panel can show and still be read. */
export const MAX_SHOWN = 7;

/** Legend text of a recording: its condition where it has one (`25 °C`, `10 h`), else its label. */
export function seriesLabel(entry: { readonly label: string; readonly conditions: Conditions }): string {
  const conditions = Object.values(entry.conditions);
  return conditions.length === 0 ? entry.label : conditions.map((quantity) => printQuantity(quantity)).join(', ');
}

/** At most `MAX_SHOWN` entries, evenly chosen with both ends. */
export function chooseShown<T>(entries: readonly T[]): readonly T[] {
  if (entries.length <= MAX_SHOWN) return entries;
  return Array.from({ length: MAX_SHOWN }, (_, k) => entries[Math.round((k * (entries.length - 1)) / (MAX_SHOWN - 1))]);
}

export function shownNote(total: number): string {
  return total > MAX_SHOWN ? ` ${MAX_SHOWN} of ${total} spectra are shown.` : '';
}

/** Ohm, kilo-ohm or mega-ohm, whichever keeps the numbers on the axis short. */
export function impedanceScale(largestOhm: number): { readonly factor: number; readonly prefix: string } {
  if (largestOhm >= 2e6) return { factor: 1e-6, prefix: 'M' };
  if (largestOhm >= 2e3) return { factor: 1e-3, prefix: 'k' };
  if (largestOhm < 0.2) return { factor: 1e3, prefix: 'm' };
  return { factor: 1, prefix: '' };
}
