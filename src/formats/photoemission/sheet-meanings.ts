/** Sheets of a workbook with one spectrum each and its fit beside it, as KherveFitting saves them. */
import type { NamedHeader } from '../text/named-table.js';
import { energyKind, RATE } from './spectrum-columns.js';

/** What the titles mean if they are those of such a sheet: energy and raw data first, the fit with an energy of its own. */
export function spectrumMeanings(titles: readonly string[]): ReadonlyMap<string, Partial<NamedHeader>> | undefined {
  const [energy = '', signal = ''] = titles;
  const kind = energyKind(energy);
  if (kind === undefined || !/^raw data$/i.test(signal.trim())) return undefined;
  // The sheet says what its numbers are in the titles of the peaks only: `Height (CPS)`.
  const rate = titles.some((title) => /\(CPS\)/i.test(title));
  const name = energy.replace(/\s*\([^)]*\)\s*$/, '');
  return new Map<string, Partial<NamedHeader>>([
    ['BE', { unit: 'eV', kind: null }],
    [energy.trim(), { name, unit: 'eV', kind }],
    [signal.trim(), { unit: rate ? RATE : '', kind: 'intensity' }],
    ['Background', { kind: 'intensity-background' }],
    ['Calculated Fit', { kind: 'intensity-calculated' }],
  ]);
}
