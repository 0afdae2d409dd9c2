import { fail } from '../../errors.js';
import type { Diagnostic } from '../recording.js';
import type { CellLayout, CellSpans } from './cells.js';
import { ColumnBuilder, textColumns } from './column-builder.js';
import { NumberCells } from './number-cells.js';
import { groupedNumber, isMissingValue, parseNumber } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

export interface TextTableOptions {
  /** First line of the rows, from 0. */
  readonly first: number;
  /** Line before which the rows end. @default the end of the text */
  readonly end?: number;
  /** At most so many rows. @default no limit */
  readonly maxRows?: number;
  /** Columns the table has at least, also where every row is shorter. @default 0 */
  readonly columns?: number;
  /** Leading cells of each line that are no columns (Gamry rows begin with a tab). @default 0 */
  readonly skipCells?: number;
  /** End at the first line that is not blank and holds no number. @default false */
  readonly stopAtText?: boolean;
  /** Lines before this one are rows, whatever they hold. @default 0 */
  readonly rowsBefore?: number;
  /** End at the first line with fewer cells, unless it is the last of the text, which may be cut. @default 0 */
  readonly minCells?: number;
  /** Lines that begin with one of these characters are remarks between the rows. @default '' */
  readonly remarks?: string;
  /** The program ends every row with a line end: a last row without one is cut. @default false */
  readonly rowsEndLines?: boolean;
}

export interface TextTable {
  readonly rows: number;
  /** Numbers; text where fewer than half of the filled cells of the column are numbers. */
  readonly columns: readonly (Float64Array | readonly string[])[];
  /** Line after the last row, from 0. */
  readonly end: number;
  /** Most cells seen in one row, before `columns` was applied. */
  readonly widest: number;
  /** What did not fit: unreadable cells, rows that are too short. Columns are called by their number from 1. */
  readonly problems: readonly TableProblem[];
}

export interface TableProblem {
  readonly code: 'unreadable-cell' | 'short-rows' | 'long-rows' | 'truncated';
  /** Column from 0, where the problem has one. */
  readonly column?: number;
  readonly count: number;
  /** First line of the problem, from 0. */
  readonly line: number;
  readonly text: string;
}

/** Reads consecutive lines as rows of cells, columns by columns, growing as they come. */
export function readTextTable(lines: TextLines, layout: CellLayout, options: TextTableOptions): TextTable {
  const end = Math.min(options.end ?? lines.count, lines.count);
  const maxRows = options.maxRows ?? Number.POSITIVE_INFINITY;
  const skip = options.skipCells ?? 0;
  const remarks = options.remarks ?? '';
  const spans = new NumberCells();
  const builders: ColumnBuilder[] = [];
  const rowLines: number[] = [];
  const widths: number[] = [];
  let widest = 0;
  // Length of the last cell in the last row, and the least of all rows before it: a cut number is shorter.
  let lastLength = Number.POSITIVE_INFINITY;
  let leastLength = Number.POSITIVE_INFINITY;
  let line = options.first;
  for (; line < end && rowLines.length < maxRows; line++) {
    if (lines.isBlank(line)) continue;
    if (remarks !== '' && remarks.includes(firstCharacter(lines, line))) continue;
    spans.splitNumbers(lines, line, layout);
    if (spans.count < (options.minCells ?? 0) && line < lines.count - 1) break;
    const mayStop = line >= (options.rowsBefore ?? 0);
    if (options.stopAtText && mayStop && spans.plain[0] !== 1 && isTextLine(lines.text, spans, layout)) break;
    const row = rowLines.length;
    rowLines.push(line);
    widths.push(spans.count - skip);
    if (spans.count - skip > widest) widest = spans.count - skip;
    leastLength = Math.min(leastLength, lastLength);
    if (spans.count > skip) lastLength = spans.ends[spans.count - 1]! - spans.starts[spans.count - 1]!;
    for (let cell = skip; cell < spans.count; cell++) {
      const column = cell - skip;
      if (column >= builders.length) builders.push(new ColumnBuilder());
      const builder = builders[column]!;
      if (spans.plain[cell] === 1) builder.putNumber(row, spans.values[cell]!, lines.count - options.first);
      else builder.put(row, line, lines.text, spans.starts[cell]!, spans.ends[cell]!, layout);
    }
    checkSize(builders, rowLines.length, lines.text.length);
  }

  const rows = rowLines.length;
  const problems: TableProblem[] = [
    ...shortRows(widths, widest, rowLines, (row) => endsOpen(lines, row, layout)),
    ...longRows(widths, widest, rowLines),
  ];
  const openEnd = rowLines[rows - 1] === lines.count - 1 && !lines.endsWithLineEnd;
  const lastShort = rows > 0 && widths[rows - 1]! < usualWidth(widths, Math.max(widest, 0));
  const lastCut = lastShort || (rows > 5 && lastLength + 2 <= leastLength);
  if (openEnd && (lastCut || options.rowsEndLines === true)) {
    // The cut explains the one short row, which is not told twice.
    if (problems[0]?.code === 'short-rows' && problems[0].count === 1 && lastShort) problems.shift();
    problems.push({ code: 'truncated', count: 1, line: lines.count - 1, text: '' });
  }
  while (builders.length < (options.columns ?? 0)) builders.push(new ColumnBuilder());
  const words = builders.flatMap((builder, column) => (builder.isText ? [column] : []));
  const texts = textColumns(lines, layout, rowLines, words, skip, spans);
  const columns = builders.map((builder, column) => {
    const text = texts.get(column);
    if (text !== undefined) return text;
    if (builder.unreadable > 0) {
      const { unreadable, unreadableLine, unreadableText } = builder;
      problems.push({ code: 'unreadable-cell', column, count: unreadable, line: unreadableLine, text: unreadableText });
    }
    return builder.finish(rows);
  });
  return { rows, columns, end: line, widest, problems };
}

/** The problems in words, with the names of the columns. */
export function tableDiagnostics(problems: readonly TableProblem[], names: readonly string[]): Diagnostic[] {
  return problems.map((problem) => {
    const line = problem.line + 1;
    if (problem.code === 'truncated') {
      const message = 'the file seems to end in the middle of its last row: its last number may be cut';
      return { code: 'truncated', severity: 'warning', line, message };
    }
    const many = String(problem.count);
    if (problem.code === 'short-rows') {
      const message = `${many} row(s) have fewer cells than the others, first on line ${line}; the cells that are missing are empty`;
      return { code: 'short-rows', severity: 'warning', line, message };
    }
    if (problem.code === 'long-rows') {
      const message = `${many} row(s) have more cells than the others, first on line ${line}; names may stand over the wrong columns: check the file there`;
      return { code: 'long-rows', severity: 'warning', line, message };
    }
    const name = names[problem.column ?? 0] ?? `column ${(problem.column ?? 0) + 1}`;
    const message = `${many} cell(s) of column "${name}" are not numbers, first "${problem.text}" on line ${line}; they are read as missing`;
    return { code: 'unreadable-cell', severity: 'warning', line, message };
  });
}

/** True for a line without any number, unless it is a row of missing values. */
function isTextLine(text: string, spans: CellSpans, layout: CellLayout): boolean {
  let words = false;
  for (let cell = 0; cell < spans.count; cell++) {
    const start = spans.starts[cell]!;
    const end = spans.ends[cell]!;
    if (!Number.isNaN(parseNumber(text, start, end, layout.decimal))) return false;
    if (start === end) continue;
    const content = text.slice(start, end);
    if (!Number.isNaN(groupedNumber(content, layout.decimal))) return false;
    words ||= !isMissingValue(content);
  }
  return words;
}

/** A cell takes at least one character, so honest tables never get near this; damaged ones must not eat the memory. */
function checkSize(builders: readonly ColumnBuilder[], rows: number, characters: number): void {
  if (rows % 256 !== 1) return;
  const cells = builders.reduce((sum, builder) => sum + builder.capacity, 0);
  if (cells <= 4 * characters + 100_000) return;
  throw fail(
    'malformed-file',
    `${builders.length} columns in some of ${rows} rows: the table is mostly holes`,
    'this is not a table of measured points; check the file in a text editor',
  );
}

function shortRows(
  widths: readonly number[],
  widest: number,
  rowLines: readonly number[],
  endsOpen: (line: number) => boolean,
): TableProblem[] {
  // A cell that is empty at the end of a row leaves no trace, so "short" means shorter than nearly all rows.
  const usual = usualWidth(widths, widest);
  let count = 0;
  let first = 0;
  for (let row = 0; row < widths.length; row++) {
    if (widths[row]! >= usual) continue;
    if (count === 0) first = row;
    count += 1;
  }
  // The last row alone is told even in a short table: it is where a file is cut.
  const lastAlone = count === 1 && first === widths.length - 1 && !endsOpen(rowLines[first]!);
  if (count === 0 || (count > widths.length / 10 && !lastAlone)) return [];
  return [{ code: 'short-rows', count, line: rowLines[first]!, text: '' }];
}

/** A few rows with more cells than nearly all: two rows that became one, or a separator too many. */
function longRows(widths: readonly number[], widest: number, rowLines: readonly number[]): TableProblem[] {
  const usual = usualWidth(widths, widest);
  const long = widths.flatMap((width, row) => (width > usual ? [row] : []));
  if (long.length === 0 || long.length > widths.length / 10) return [];
  return [{ code: 'long-rows', count: long.length, line: rowLines[long[0]!]!, text: '' }];
}

/** True for a line that ends with a separator: its last cells may be empty and not cut. */
function endsOpen(lines: TextLines, line: number, layout: CellLayout): boolean {
  return layout.separator !== ' ' && lines.text.charAt(lines.end(line) - 1) === layout.separator;
}

function usualWidth(widths: readonly number[], widest: number): number {
  const histogram = new Uint32Array(widest + 1);
  for (const width of widths) if (width >= 0) histogram[width]! += 1;
  let usual = 0;
  for (let width = 0; width <= widest; width++) if (histogram[width]! >= histogram[usual]!) usual = width;
  return usual;
}

function firstCharacter(lines: TextLines, line: number): string {
  let at = lines.start(line);
  while (at < lines.end(line) && lines.text.charCodeAt(at) <= 32) at += 1;
  return lines.text.charAt(at);
}
