/**
 * The words of the option `exclude`: what a user leaves out of an analysis by hand, in a text file or by brushing in the
 * workbench. `nzsp-25C:1-3,17` leaves out rows of a recording, `nzsp-25C` the whole of it.
 */
import { z } from 'zod';
import { fail, type InterphaseError } from '../errors.js';
import { suggest } from '../quantity/nearest.js';
import type { Finding } from './technique.js';

/** What is left out, by the label of a series entry: rows counted from 1, or all of it. */
export type Exclusions = ReadonlyMap<string, ReadonlySet<number> | 'all'>;

/** The option itself, for every technique that offers it. */
export const excludeField = z
  .array(z.string())
  .default([])
  .describe(
    'Points left out by hand: label of an entry of the series and rows of its table counted from 1, e.g. "nzsp-25C:1-3,17"; a label alone leaves out all of it; repeatable.',
  );

/** The label is all before the last colon that a row list follows; `:*` says that all of a recording is meant. */
const ROWS_OF = /^(.*):\s*(\d+(?:\s*-\s*\d+)?(?:\s*,\s*\d+(?:\s*-\s*\d+)?)*)\s*$/s;
const ALL_OF = /^(.*):\*$/s;
/** More rows than anyone leaves out by hand: a slip of the keyboard must not fill the memory. */
const MOST_ROWS = 2_000_000;

/**
 * Reads the texts of the option. A text that ends in no row list is a label: `nzsp-25C`. A label may hold colons and
 * commas; where one ends like a row list (`run 12:30`), `run 12:30:*` means all of it.
 *
 * @throws `invalid-option` with path `exclude` for an empty label, a row 0, and a range that runs backwards or is longer
 *   than any file
 */
export function readExclusions(texts: readonly string[]): Exclusions {
  const read = new Map<string, Set<number> | 'all'>();
  for (const text of texts) {
    const ofRows = ROWS_OF.exec(text);
    const label = ofRows ? ofRows[1] : (ALL_OF.exec(text)?.[1] ?? text);
    if (label.trim() === '') throw unreadable(text, 'it names no recording');
    if (ofRows === null) {
      read.set(label, 'all');
      continue;
    }
    const before = read.get(label);
    if (before === 'all') {
      readRows(ofRows[2], text, new Set());
      continue;
    }
    const rows = before ?? new Set<number>();
    readRows(ofRows[2], text, rows);
    read.set(label, rows);
  }
  return read;
}

function readRows(list: string, text: string, into: Set<number>): void {
  for (const part of list.split(',')) {
    const [first, last = first] = part.split('-').map(Number);
    if (first === 0) throw unreadable(text, 'rows count from 1');
    if (last < first) throw unreadable(text, `the range ${part.trim()} runs backwards`);
    if (last - first >= MOST_ROWS || into.size + (last - first) >= MOST_ROWS) {
      throw unreadable(text, `more than ${MOST_ROWS} rows`);
    }
    for (let row = first; row <= last; row++) into.add(row);
  }
}

function unreadable(text: string, why: string): InterphaseError {
  return fail('invalid-option', `exclude "${text}" cannot be read: ${why}`, 'write it as nzsp-25C:1-3,17 or nzsp-25C', {
    path: 'exclude',
  });
}

/** The texts that `readExclusions` reads as these: one for each label, sorted, with neighbouring rows joined to ranges. */
export function printExclusions(exclusions: Exclusions): string[] {
  return [...exclusions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([label, rows]) => {
      if (rows === 'all') return [ROWS_OF.test(label) || ALL_OF.test(label) ? `${label}:*` : label];
      return rows.size === 0 ? [] : [`${label}:${printRows(rows)}`];
    });
}

function printRows(rows: ReadonlySet<number>): string {
  const ranges: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** A point of a figure as its origin says; without a row a whole recording, with a last row all rows up to it. */
export interface BrushedPoint {
  readonly recording: string;
  readonly row?: number;
  /** @default row */
  readonly lastRow?: number;
}

/**
 * What brushing does: the texts of the option with these points left out, or taken back. Afterwards every point given is in the state asked for; a point of a recording that was left out whole
 * can only be taken back with all of it.
 *
 * @throws `invalid-option` where the texts cannot be read
 */
export function withExcluded(texts: readonly string[], points: readonly BrushedPoint[], excluded: boolean): string[] {
  const state = new Map<string, Set<number> | 'all'>();
  for (const [label, rows] of readExclusions(texts)) state.set(label, rows === 'all' ? rows : new Set(rows));
  for (const { recording, row, lastRow = row } of points) {
    const rows = state.get(recording) ?? new Set<number>();
    if (row === undefined || lastRow === undefined || rows === 'all') {
      if (!excluded) state.delete(recording);
      else if (row === undefined) state.set(recording, 'all');
      continue;
    }
    for (let one = row; one <= lastRow; one++) {
      if (excluded) rows.add(one);
      else rows.delete(one);
    }
    state.set(recording, rows);
  }
  return printExclusions(state);
}

/** True when this point, or without a row the whole recording, is left out. */
export function isExcluded(exclusions: Exclusions, label: string, row?: number): boolean {
  const rows = exclusions.get(label);
  return rows === 'all' || (rows !== undefined && row !== undefined && rows.has(row));
}

/** An entry of the series, as far as the option can name it. */
export interface Excludable {
  readonly label: string;
  /** First and last row of the table that belong to it, counted from 1; absent where it can only be left out whole. */
  readonly rows?: readonly [number, number];
}

/**
 * Nothing that is to be left out may be missed in silence.
 *
 * @throws `invalid-option` with path `exclude` for a label that no entry has, with the nearest one, and for rows that the
 *   entry does not have
 */
export function checkExclusions(exclusions: Exclusions, known: readonly Excludable[]): void {
  const byLabel = new Map(known.map((entry) => [entry.label, entry]));
  for (const [label, rows] of exclusions) {
    const entry = byLabel.get(label);
    if (entry === undefined) {
      const whole = [...byLabel.keys()].find((other) => other.startsWith(`${label}:`));
      throw fail(
        'invalid-option',
        `exclude "${label}": there is no recording of that label`,
        whole === undefined ? suggest(label, byLabel.keys()) : `for all of "${whole}" write "${whole}:*"`,
        { path: 'exclude' },
      );
    }
    if (rows === 'all') continue;
    if (entry.rows === undefined) {
      throw fail(
        'invalid-option',
        `exclude "${label}:${printRows(rows)}": ${label} can only be left out as a whole`,
        `write "${label}"`,
        { path: 'exclude' },
      );
    }
    const [first, last] = entry.rows;
    const beyond = new Set([...rows].filter((row) => row < first || row > last));
    if (beyond.size === 0) continue;
    throw fail(
      'invalid-option',
      `exclude "${label}:${printRows(beyond)}": ${label} has the rows ${first} to ${last}`,
      'rows are those of its table, counted from 1',
      { path: 'exclude' },
    );
  }
}

/** What is said of entries that are left out whole, with how many are analysed; nothing where there are none. */
export function leftOutWhole(labels: readonly string[], analysed: number): Finding[] {
  if (labels.length === 0) return [];
  const message = `Left out as a whole by the option exclude: ${labels.join(', ')}; ${analysed} of ${analysed + labels.length} are analysed.`;
  return [{ code: 'recordings-left-out', severity: 'info', message }];
}
