/** The items of a block under the names that the standard gives them. */

import type { SpectrumSettings } from '../photoemission/spectrum-settings.js';
import type { Setting } from '../recording.js';
import { settingFromText } from '../settings.js';
import { ITEM, type VamasBlock } from './block-items.js';
import { isMissingItem, itemNumber } from './line-source.js';

/** Names of the lines of each item; some stand among the uniform settings too. */
const NAMES: Readonly<Record<number, readonly string[]>> = {
  9: ['technique'],
  10: ['x coordinate', 'y coordinate'],
  12: ['analysis source label'],
  13: ['sputtering ion atomic number', 'sputtering ion atoms', 'sputtering ion charge'],
  14: ['analysis source characteristic energy'],
  15: ['analysis source strength'],
  16: ['analysis source beam width x', 'analysis source beam width y'],
  17: ['field of view x', 'field of view y'],
  18: [
    'first linescan start x',
    'first linescan start y',
    'first linescan finish x',
    'first linescan finish y',
    'last linescan finish x',
    'last linescan finish y',
  ],
  19: ['analysis source polar angle of incidence'],
  20: ['analysis source azimuth'],
  21: ['analyser mode'],
  22: ['analyser pass energy or retard ratio or mass resolution'],
  23: ['differential width'],
  24: ['magnification of analyser transfer lens'],
  25: ['analyser work function or acceptance energy'],
  26: ['target bias'],
  27: ['analysis width x', 'analysis width y'],
  28: ['analyser axis take-off polar angle', 'analyser axis take-off azimuth'],
  29: ['species label'],
  30: ['transition or charge state label', 'charge of detected particle'],
  33: ['signal mode'],
  34: ['signal collection time'],
  35: ['number of scans'],
  36: ['signal time correction'],
  37: [
    'sputtering source energy',
    'sputtering source beam current',
    'sputtering source width x',
    'sputtering source width y',
    'sputtering source polar angle of incidence',
    'sputtering source azimuth',
    'sputtering mode',
  ],
  38: ['sample normal polar angle of tilt', 'sample normal tilt azimuth'],
  39: ['sample rotation angle'],
};

/** Uniform settings that hold the same as an item. */
const SAME: Readonly<Record<string, keyof SpectrumSettings>> = {
  'block identifier': 'regionName',
  'sample identifier': 'sampleName',
  technique: 'method',
  'analysis source label': 'source',
  'analysis source characteristic energy': 'excitationEnergyEv',
  'analyser mode': 'analyserMode',
  'analyser pass energy or retard ratio or mass resolution': 'passEnergyEv',
  'analyser work function or acceptance energy': 'workFunctionEv',
  'species label': 'species',
  'transition or charge state label': 'transition',
  'signal collection time': 'dwellTimeS',
  'number of scans': 'scans',
};

/**
 * All that a block says of itself, but for what it marks as not known and what is among the uniform settings already.
 * Comment lines are one text.
 */
export function blockEntries(block: VamasBlock, uniform: Readonly<Record<string, Setting>>): Record<string, Setting> {
  const entries: Record<string, Setting> = {};
  const put = (name: string, text: string | undefined): void => {
    if (text === undefined || isMissingItem(text)) return;
    const value = settingFromText(text);
    const same = Object.hasOwn(SAME, name) ? uniform[SAME[name]!] : undefined;
    if (same === undefined || String(same) !== String(value)) entries[name] = value;
  };
  put('block identifier', block.identifier);
  put('sample identifier', block.sample);
  const date = Array.from({ length: ITEM.hoursAdvance }, (_, index) => block.items[index + 1]?.[0] ?? '');
  if (date.some((text) => (itemNumber(text) ?? 0) > 0)) entries['date and time'] = date.join(' ');
  for (const [item, names] of Object.entries(NAMES)) {
    for (const [line, name] of names.entries()) put(name, block.items[Number(item)]?.[line]);
  }
  const parameters = block.items[ITEM.parameters] ?? [];
  for (let at = 0; at + 2 < parameters.length; at += 3) {
    const unit = /^[dn]?$/i.test(parameters[at + 1]!) ? '' : `/${parameters[at + 1]}`;
    put(`parameter ${parameters[at]}${unit}`, parameters[at + 2]);
  }
  const comments = commentsOf(block);
  if (comments !== '') entries.comments = comments;
  return entries;
}

/** Blocks that leave their comments out share those of the first: as lines, and so as one text. */
const joined = new WeakMap<readonly string[], string>();

function commentsOf(block: VamasBlock): string {
  const lines = block.items[ITEM.comments] ?? [];
  const known = joined.get(lines);
  if (known !== undefined) return known;
  const text = lines.join('\n').trim();
  joined.set(lines, text);
  return text;
}

/** Start of a block, with its zone where it tells one; undefined for dates that do not exist, as several programs write. */
export function startTimeOf(block: VamasBlock): string | undefined {
  const [year, month, day, hour, minute, second, advance] = Array.from({ length: ITEM.hoursAdvance }, (_, index) =>
    itemNumber(block.items[index + 1]?.[0]),
  );
  if (year === undefined || month === undefined || day === undefined || year < 1950 || year > 9999) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const iso = `${year}-${two(month)}-${two(day)}`;
  if (!within(hour, 23) || !within(minute, 59) || !within(second, 59)) return iso;
  // Nearly all programs write 0 whatever their zone: only another number is believed.
  const zoned = advance !== undefined && advance !== 0 && Number.isInteger(advance) && Math.abs(advance) <= 14;
  const zone = zoned ? `${advance < 0 ? '-' : '+'}${two(Math.abs(advance))}:00` : '';
  return `${iso}T${two(hour!)}:${two(minute!)}:${two(Math.floor(second!))}${zone}`;
}

function within(value: number | undefined, most: number): boolean {
  return value !== undefined && value >= 0 && value < most + 1;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
