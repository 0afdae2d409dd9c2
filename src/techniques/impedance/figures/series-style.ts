/** How the recordings of a series are told apart in a figure. */
import type { Mark, PointsMark } from '../../../figure/figure.js';
import { convertNumber } from '../../../quantity/convert.js';
import { printQuantity } from '../../../quantity/print.js';
import type { Conditions } from '../../technique.js';
import type { PreparedSpectrum } from '../analysed.js';

/** Most spectra one panel can show and still be read. */
export const MAX_SHOWN = 7;

/** Legend text of a recording: its condition where it has one (`25 °C`, `10 h`), else its label. */
export function seriesLabel(entry: { readonly label: string; readonly conditions: Conditions }): string {
  const conditions = Object.values(entry.conditions);
  return conditions.length === 0 ? entry.label : conditions.map((quantity) => printQuantity(quantity)).join(', ');
}

/** Entries in the order of their first condition, where all have it; files come in the order of their names. */
export function byCondition<T extends { readonly conditions: Conditions }>(entries: readonly T[]): readonly T[] {
  const name = Object.keys(entries[0]?.conditions ?? {})[0];
  const unit = name === undefined ? undefined : entries[0].conditions[name].unit;
  if (name === undefined || unit === undefined) return entries;
  const keys = new Map<T, number>();
  for (const entry of entries) {
    const condition = entry.conditions[name];
    if (condition === undefined || condition.value === null) return entries;
    keys.set(entry, convertNumber(condition.value, condition.unit, unit));
  }
  return [...entries].sort((a, b) => keys.get(a)! - keys.get(b)!);
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

/** Points `kept` of a spectrum that are left out by hand, as they are drawn in every figure: grey crosses. */
export function excludedPoints(
  { label, excluded }: PreparedSpectrum,
  kept: readonly number[],
  x: (index: number) => number,
  y: (index: number) => number,
): PointsMark[] {
  if (kept.length === 0) return [];
  return [
    {
      type: 'points',
      x: kept.map(x),
      y: kept.map(y),
      colour: 'neutral',
      shape: 'cross',
      origin: { recording: label, rows: kept.map((i) => excluded.rows[i]), excluded: true },
    },
  ];
}

export function hasCrosses(marks: readonly Mark[]): boolean {
  return marks.some((mark) => mark.type === 'points' && mark.origin?.excluded === true);
}

/** What the caption says of the crosses, where there are any, and of points left out that are too far off to be shown. */
export function crossesNote(marks: readonly Mark[], hidden = false): string {
  const shown = hasCrosses(marks) ? ' Grey crosses are points left out by hand (option exclude).' : '';
  if (!hidden) return shown;
  return shown === '' ? ' Points left out by hand lie beyond the picture.' : `${shown} Others lie beyond the picture.`;
}
