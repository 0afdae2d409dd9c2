/** The points of one bank of GSAS powder data. */

import { readNumberRows } from '../diffraction/number-rows.js';
import {
  areCounts,
  countsColumn,
  numberColumn,
  pointsMismatch,
  steppedAngles,
} from '../diffraction/pattern-columns.js';
import type { Column, Diagnostic, Table } from '../recording.js';
import { namedTable } from '../text/named-table.js';
import { parseNumber } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';

export interface Bank {
  /** Line of its BANK record, from 0. */
  readonly line: number;
  readonly number: number;
  /** Points that the record announces. */
  readonly points: number;
  readonly startCentideg: number;
  readonly stepCentideg: number;
  readonly type: 'STD' | 'ESD' | 'FXYE' | 'FXY';
}

interface Made {
  readonly table: Table;
  readonly diagnostics: Diagnostic[];
}

const FIELD = 8;
/** Characters of a field that hold the number of counters. */
const COUNTERS = 2;
const LINE = 80;

/** @param end line before which the points end */
export function bankTable(lines: TextLines, bank: Bank, end: number, name: string): Made {
  if (bank.type === 'FXYE' || bank.type === 'FXY') return freeTable(lines, bank, end, name);
  const fields = readFields(lines, bank, end, bank.type === 'STD' ? 1 : 2);
  const twoTheta = anglesOf(bank, fields.rows);
  const { columns, diagnostics } =
    bank.type === 'STD'
      ? standardColumns(fields)
      : {
          columns: [
            numberColumn('intensity', '', 'intensity', fields.first),
            numberColumn('esd', '', 'intensity-sigma', fields.second),
          ],
          diagnostics: [],
        };
  return {
    table: { name, rows: fields.rows, columns: [twoTheta, ...columns] },
    diagnostics: [
      ...fields.diagnostics,
      ...diagnostics,
      ...pointsMismatch(bank.points, fields.rows, `bank ${bank.number}`),
    ],
  };
}

function anglesOf({ startCentideg, stepCentideg }: Bank, rows: number): Column {
  const angles = steppedAngles(startCentideg, stepCentideg, rows);
  for (let row = 0; row < rows; row++) angles[row]! /= 100;
  return numberColumn('2theta', 'deg', 'two-theta', angles);
}

interface Fields {
  readonly rows: number;
  readonly first: Float64Array;
  /** Number of counters (STD) or uncertainty (ESD). */
  readonly second: Float64Array;
  readonly diagnostics: Diagnostic[];
}

/**
 * Fields of eight characters, ten to a line: blanks between numbers may be missing, so a line cannot be split at them.
 *
 * @param width fields of one point
 */
function readFields(lines: TextLines, bank: Bank, end: number, width: 1 | 2): Fields {
  const { text } = lines;
  const perLine = LINE / FIELD / width;
  // A line holds at most ten points, however many the file announces.
  const room = Math.min(bank.points, Math.max(0, end - bank.line - 1) * perLine);
  const first = new Float64Array(room);
  const second = new Float64Array(room);
  const trouble = { unreadable: 0, unreadableLine: 0, shifted: 0, shiftedLine: 0 };
  let rows = 0;
  let line = bank.line + 1;
  for (; line < end && rows < room; line++) {
    const start = lines.start(line);
    const stop = trimmedEnd(text, start, lines.end(line));
    if (stop === start || text.charCodeAt(start) === 35) continue;
    const length = stop - start;
    // Numbers stand at the right of their fields, so a line that was not damaged ends with one.
    if (length > LINE || length % FIELD !== 0) {
      if (trouble.shifted === 0) trouble.shiftedLine = line;
      trouble.shifted += 1;
    }
    const points = Math.min(perLine, Math.ceil(length / (FIELD * width)), room - rows);
    for (let k = 0; k < points; k++, rows++) {
      const at = start + k * FIELD * width;
      const cell = Math.min(stop, at + FIELD);
      if (width === 1) {
        const counters = fieldNumber(text, at, Math.min(cell, at + COUNTERS));
        first[rows] = fieldNumber(text, Math.min(cell, at + COUNTERS), cell);
        second[rows] = Number.isNaN(counters) ? 1 : counters;
      } else {
        first[rows] = fieldNumber(text, at, cell);
        second[rows] = fieldNumber(text, cell, Math.min(stop, cell + FIELD));
      }
      if (Number.isNaN(first[rows]!) || Number.isNaN(second[rows]!)) {
        if (trouble.unreadable === 0) trouble.unreadableLine = line;
        trouble.unreadable += 1;
      }
    }
  }
  return {
    rows,
    first: first.slice(0, rows),
    second: second.slice(0, rows),
    diagnostics: told(lines, line, end, trouble),
  };
}

function told(
  lines: TextLines,
  line: number,
  end: number,
  trouble: { unreadable: number; unreadableLine: number; shifted: number; shiftedLine: number },
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (trouble.unreadable > 0) {
    const message = `${trouble.unreadable} field(s) hold no number, first on line ${trouble.unreadableLine + 1}; they are read as missing`;
    found.push({ code: 'unreadable-cell', severity: 'warning', line: trouble.unreadableLine + 1, message });
  }
  if (trouble.shifted > 0) {
    const message = `${trouble.shifted} line(s) are not made of fields of ${FIELD} characters, first line ${trouble.shiftedLine + 1}: numbers there may be shifted into each other`;
    found.push({ code: 'long-rows', severity: 'warning', line: trouble.shiftedLine + 1, message });
  }
  let left = 0;
  for (let rest = line; rest < end; rest++) if (!lines.isBlank(rest)) left += 1;
  if (left > 0) {
    const message = `${left} line(s) behind the last announced point are not read`;
    found.push({ code: 'stray-lines', severity: 'info', line: line + 1, message });
  }
  return found;
}

/** Several counters at one angle: the mean of what they counted, known better by the root of their number. */
function standardColumns({ first, second, rows }: Fields): { columns: Column[]; diagnostics: Diagnostic[] } {
  if (second.every((counters) => counters === 1)) {
    const { column, diagnostics } = countsColumn('counts', first);
    return { columns: [column], diagnostics };
  }
  const sigma = new Float64Array(rows);
  for (let row = 0; row < rows; row++) sigma[row] = Math.sqrt(Math.max(first[row]!, 1) / Math.max(second[row]!, 1));
  const diagnostics: Diagnostic[] = areCounts(second)
    ? []
    : [{ code: 'unreadable-cell', severity: 'warning', message: 'some numbers of counters are no whole numbers' }];
  return {
    columns: [
      numberColumn('intensity', 'counts', 'intensity', first),
      numberColumn('intensity sigma', 'counts', 'intensity-sigma', sigma),
      numberColumn('counters', '', undefined, second),
    ],
    diagnostics,
  };
}

/** Lines of angle in centidegrees, intensity and uncertainty; the announced number is often wrong by one. */
function freeTable(lines: TextLines, bank: Bank, end: number, name: string): Made {
  const width = bank.type === 'FXYE' ? 3 : 2;
  const text = readNumberRows(lines, { first: bank.line + 1, end, width, stopAtText: true, remark: '#' });
  const { table, diagnostics } = namedTable(
    name,
    [
      { name: '2theta', unit: 'deg', kind: 'two-theta' },
      { name: 'intensity', unit: '', kind: 'intensity' },
      { name: 'esd', unit: '', kind: 'intensity-sigma' },
    ],
    text,
  );
  const [angles, ...others] = table.columns;
  const columns =
    angles !== undefined && 'values' in angles
      ? [{ ...angles, values: inDegrees(angles.values) }, ...others]
      : table.columns;
  if (text.rows < bank.points) diagnostics.push(...pointsMismatch(bank.points, text.rows, `bank ${bank.number}`));
  else if (text.rows > bank.points) {
    const message = `bank ${bank.number} announces ${bank.points} points and holds ${text.rows}: all are read`;
    diagnostics.push({ code: 'length-mismatch', severity: 'info', message });
  }
  return { table: { ...table, columns }, diagnostics };
}

function inDegrees(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value) => value / 100);
}

function fieldNumber(text: string, from: number, to: number): number {
  let start = from;
  while (start < to && text.charCodeAt(start) <= 32) start += 1;
  const end = trimmedEnd(text, start, to);
  return parseNumber(text, start, end);
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) <= 32) at -= 1;
  return at;
}
