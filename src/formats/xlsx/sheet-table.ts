import { splitNameAndUnit } from '../column-names.js';
import { spectrumMeanings } from '../photoemission/sheet-meanings.js';
import { spectrumEntries } from '../photoemission/spectrum-settings.js';
import { type Column, type Diagnostic, isNumberColumn, type Table } from '../recording.js';
import type { SettingsBuilder } from '../settings.js';
import { type NamedHeader, namedTable } from '../text/named-table.js';
import { newareMeanings } from '../text/neware-csv.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TableProblem } from '../text/text-table.js';
import type { CellValue, Sheet } from './sheet.js';

/** Names are not searched further down than this. */
const ROWS_SEARCHED = 60;

/**
 * The table of a sheet: names in the first row that is all words and as wide as the rows below, what stands above it as
 * settings. A column is of numbers where at least half of its cells are.
 */
export function tableOfSheet(
  name: string,
  sheet: Sheet,
  settings: SettingsBuilder,
  dayZero: string,
): { table: Table; diagnostics: Diagnostic[] } | undefined {
  const namesRow = rowOfNames(sheet.rows);
  for (const row of sheet.rows.slice(0, namesRow === -1 ? 0 : namesRow)) addSettings(settings, name, row);
  const rows = sheet.rows.slice(namesRow + 1);
  const width = sheet.rows[0]?.length ?? 0;
  if (rows.length === 0 && namesRow === -1) return undefined;
  const titles = Array.from({ length: width }, (_, column) => String(sheet.rows[namesRow]?.[column] ?? ''));
  const spectrum = spectrumMeanings(titles);
  const meanings = newareMeanings(titles) ?? spectrum;
  const headers = titles.map((title, column): NamedHeader => {
    const { name: plain, unit } = splitNameAndUnit(title);
    const days = sheet.dayColumns.has(column) && unit === '' ? 'd' : unit;
    return { name: plain, unit: days, ...meanings?.get(plain) };
  });
  const problems: TableProblem[] = [];
  // Below the values of a fit stand its constraints, in words.
  const mayBeMixed = (column: number): boolean => spectrum !== undefined && column > 1;
  const columns = titles.map((_, column) => columnOf(rows, column, namesRow + 1, problems, mayBeMixed(column)));
  const text = { rows: rows.length, columns, end: rows.length, widest: width, problems };
  const { table: whole, diagnostics } = namedTable(name, headers, text);
  const table: Table = {
    ...whole,
    ...(spectrum === undefined ? {} : { settings: spectrumEntries({ regionName: name }) }),
    // In such a sheet a column without title and without a number parts the spectrum from its fit.
    columns: whole.columns.filter(
      (column, index) => spectrum === undefined || titles[index] !== '' || !isEmpty(column),
    ),
  };
  for (const column of sheet.dayColumns) {
    if (!(columns[column] instanceof Float64Array)) continue;
    const message = `column "${whole.columns[column]!.name}" of sheet "${name}" is shown as dates or times: its numbers are days, those of dates since ${dayZero}`;
    diagnostics.push({ code: 'dates-as-numbers', severity: 'info', message });
  }
  return { table, diagnostics };
}

function isEmpty(column: Column): boolean {
  return isNumberColumn(column) && column.values.every(Number.isNaN);
}

/** The first row of nothing but words that is not narrower than what follows it; -1 when there is none. */
function rowOfNames(rows: Sheet['rows']): number {
  const widths = rows.map((row) => row.filter((cell) => cell !== undefined).length);
  for (let row = 0; row < rows.length && row < ROWS_SEARCHED; row++) {
    const cells = rows[row]!.filter((cell) => cell !== undefined);
    if (cells.length < 2 || cells.some((cell) => typeof cell === 'number')) continue;
    const below = widths.slice(row + 1, row + 4);
    if (spectrumMeanings(rows[row]!.map((cell) => String(cell ?? ''))) !== undefined) return row;
    if (below.every((width) => width * 2 > cells.length && width <= 2 * cells.length)) return row;
  }
  return -1;
}

function addSettings(settings: SettingsBuilder, sheet: string, row: readonly CellValue[]): void {
  const cells = row.filter((cell) => cell !== undefined);
  // Names and values stand in turn: `Start step ID | 1 | Cycle count | 0`.
  for (let at = 0; at < cells.length; at += 2) {
    const key = String(cells[at]).replace(/[:：]\s*$/, '');
    const value = cells[at + 1] ?? '';
    if (typeof value === 'number') settings.add(`${sheet}: ${key}`, value);
    else settings.addText(`${sheet}: ${key}`, value);
  }
}

function columnOf(
  rows: Sheet['rows'],
  column: number,
  firstRow: number,
  problems: TableProblem[],
  mixed: boolean,
): Float64Array | readonly string[] {
  const values = new Float64Array(rows.length).fill(Number.NaN);
  let numbers = 0;
  let words = 0;
  let firstWord = -1;
  for (let row = 0; row < rows.length; row++) {
    const cell = rows[row]![column];
    if (cell === undefined) continue;
    // Exports store many numbers as text.
    values[row] = typeof cell === 'number' ? cell : numberFromText(cell);
    if (!Number.isNaN(values[row]!)) numbers += 1;
    else {
      if (words === 0) firstWord = row;
      words += 1;
    }
  }
  if (words > (mixed ? 0 : numbers)) return rows.map((row) => String(row[column] ?? ''));
  if (words > 0) {
    const text = String(rows[firstWord]![column]).slice(0, 40);
    problems.push({ code: 'unreadable-cell', column, count: words, line: firstRow + firstWord, text });
  }
  return values;
}
