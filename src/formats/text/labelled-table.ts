/** The table below a line of names in the text of a cycler, with what its vendor means by the names. */
import { splitNameAndUnit } from '../column-names.js';
import { type Column, type Diagnostic, isNumberColumn, type Table } from '../recording.js';
import { type CellLayout, CellSpans, type Separator, splitCells } from './cells.js';
import { fittedTable } from './header-fit.js';
import { type NamedHeader, oneColumnPerKind } from './named-table.js';
import type { TextLines } from './text-lines.js';
import { readTextTable } from './text-table.js';

export interface LabelledTableOptions {
  /** Line of the names, from 0; the rows begin behind it. */
  readonly namesLine: number;
  /** Line before which the rows end. @default the end of the text */
  readonly end?: number;
  readonly separator: Separator;
  /** What the names say beyond their words: by the name without its unit, or by the whole title. */
  readonly meanings?: ReadonlyMap<string, Partial<NamedHeader>>;
  /** Names that keep a kind which several columns could have, best first. */
  readonly preferred?: readonly string[];
  /** First character of the line of names that is no part of them. @default '' */
  readonly mark?: string;
}

/** Lines looked at for the decimal mark. */
const DECIMAL_SAMPLE = 400;

/**
 * Reads the table whose names stand on `namesLine`: names and units split, durations in seconds, one column for each kind,
 * none for a column without a single number.
 */
export function labelledTable(
  lines: TextLines,
  options: LabelledTableOptions,
): { readonly table: Table; readonly diagnostics: Diagnostic[]; readonly decimal: '.' | ',' } {
  const { namesLine, separator, end, mark = '' } = options;
  const first = namesLine + 1;
  const decimal = decimalMark(lines, first, separator);
  const layout: CellLayout = { separator, decimal };
  const line = lines.line(namesLine);
  const titles = splitCells(mark !== '' && line.startsWith(mark) ? line.slice(mark.length) : line, separator);
  const headers = titles.map((title): NamedHeader => headerOf(title, options.meanings));
  const text = readTextTable(lines, layout, { first, columns: titles.length, ...(end === undefined ? {} : { end }) });
  const { table, diagnostics } = fittedTable('data', headers, text, namesLine);
  const columns = oneColumnPerKind(table.columns.map(withoutEmptyKind), options.preferred);
  return { table: { ...table, columns }, diagnostics, decimal };
}

function headerOf(title: string, meanings: ReadonlyMap<string, Partial<NamedHeader>> | undefined): NamedHeader {
  const split = splitNameAndUnit(title);
  return { ...split, ...(meanings?.get(title) ?? meanings?.get(split.name)) };
}

/** A comma where a number of this text has its decimals: more cells read as numbers with it than without. */
function decimalMark(lines: TextLines, first: number, separator: Separator): '.' | ',' {
  if (separator === ',') return '.';
  const spans = new CellSpans();
  let commas = 0;
  let points = 0;
  for (let line = first; line < lines.count && line < first + DECIMAL_SAMPLE; line++) {
    spans.split(lines, line, separator);
    for (let cell = 0; cell < spans.count; cell++) {
      const text = spans.text(lines.text, cell);
      if (text.length > 40) continue;
      if (/^[-+]?\d*,\d+(?:[eE][-+]?\d+)?$/.test(text)) commas += 1;
      else if (/^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?$/.test(text)) points += 1;
    }
  }
  return commas > points ? ',' : '.';
}

/** A column without a number has no meaning that anyone could use. */
function withoutEmptyKind(column: Column): Column {
  if (!isNumberColumn(column) || column.kind === undefined) return column;
  if (column.values.length === 0 || !column.values.every(Number.isNaN)) return column;
  return { name: column.name, unit: column.unit, values: column.values };
}

/** Line of the names among the first lines of a text, or -1. */
export function findLine(lines: TextLines, pattern: RegExp, within = 2000): number {
  for (let line = 0; line < lines.count && line < within; line++) {
    if (lines.end(line) - lines.start(line) < 20_000 && pattern.test(lines.line(line))) return line;
  }
  return -1;
}
