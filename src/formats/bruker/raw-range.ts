/** The ranges of a RAW file, whatever its version, as tables. */

import type { BinaryCursor } from '../binary-cursor.js';
import { isoFromText } from '../calendar.js';
import { countsColumn, noTwoTheta, numberColumn, steppedAngles } from '../diffraction/pattern-columns.js';
import type { FoundSettings } from '../diffraction/uniform-settings.js';
import type { Diagnostic, Setting, Table } from '../recording.js';

export interface RawRange {
  readonly start: number;
  readonly step: number;
  /** What was counted, one after the other. */
  readonly values: Float32Array;
  /** Number of points that the range announces. */
  readonly declared: number;
  /** Axis that `start` and `step` are of. */
  readonly axis: '2theta' | 'omega' | (string & {});
  readonly facts: FoundSettings;
}

export interface RawFile {
  /** `RAW1.01`. */
  readonly version: string;
  readonly startTime: string | undefined;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly ranges: readonly RawRange[];
  readonly diagnostics: readonly Diagnostic[];
}

export function rangeTables(ranges: readonly RawRange[]): { tables: Table[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const tables = ranges.map(({ start, step, values, declared, axis }, index): Table => {
    const name = ranges.length === 1 ? 'data' : `range ${index + 1}`;
    const rows = values.length;
    if (rows < declared) {
      const message = `${name} declares ${declared} points and the file ends after ${rows}`;
      diagnostics.push({ code: 'truncated', severity: 'warning', message });
    }
    const kind = axis === '2theta' ? 'two-theta' : axis === 'omega' ? 'omega' : undefined;
    if (kind !== 'two-theta') diagnostics.push(noTwoTheta(name, axis));
    const { column, diagnostics: told } = countsColumn('counts', values);
    diagnostics.push(...told);
    return { name, rows, columns: [numberColumn(axis, 'deg', kind, steppedAngles(start, step, rows)), column] };
  });
  return { tables, diagnostics };
}

/**
 * The first number of each point as far as the file reaches.
 *
 * @param size bytes of one point; its intensity is the first four
 */
export function readPoints(cursor: BinaryCursor, offset: number, declared: number, size: number): Float32Array {
  const rows = Math.min(declared, Math.max(0, Math.floor((cursor.length - offset) / size)));
  const values = new Float32Array(rows);
  for (let row = 0; row < rows; row++) values[row] = cursor.float32(offset + row * size);
  return values;
}

/** Text in a field of fixed length, up to its first zero byte. */
export function fieldText(cursor: BinaryCursor, offset: number, size: number): string {
  const bytes = cursor.bytes(offset, size);
  const end = bytes.indexOf(0);
  return new TextDecoder('windows-1252').decode(end === -1 ? bytes : bytes.subarray(0, end)).trim();
}

/** `03/04/10` and `07/11/2018` with a time: the programs write the month first. */
export function rawStartTime(date: string, time: string): string | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(date.trim());
  if (match === null) return undefined;
  const year = match[3]!.length === 4 ? match[3] : Number(match[3]) < 70 ? `20${match[3]}` : `19${match[3]}`;
  return isoFromText(`${match[1]}/${match[2]}/${year} ${time.trim()}`, 'month-first');
}

/** A number that an instrument can have stored here; a field that nobody set holds zero, -1 or 9999. */
export function setNumber(value: number): number | undefined {
  return Number.isFinite(value) && value > 0 && value !== 9999 ? value : undefined;
}

/** The decimal number of seven digits that a 32-bit number stands for: 0.15 and not 0.15000000596. */
export function roundedSingle(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : value;
}
