import { fail } from '../../errors.js';
import type { FileContent, FileHead } from '../reader.js';
import { type Column, type Diagnostic, isNumberColumn } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { findLine, labelledTable } from '../text/labelled-table.js';
import type { NamedHeader } from '../text/named-table.js';
import { isMissingValue, numberFromText } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';

/** The table of results of CasaXPS: a row for each component or region. What follows it are the same numbers again. */
export const casaResultsReader = textReader({
  id: 'casaxps-results',
  label: 'CasaXPS table of results',
  extensions: ['.csv', '.txt'],
  recognise: ({ lines }: FileHead) => (lines.slice(0, 20).some((line) => NAMES.test(line)) ? 1 : 0),
  parse: parseResults,
});

const NAMES = /^"?Name"?[\t,]"?Position"?[\t,].*Area.*%At Conc/;

/** Energies are in eV and areas in counts per second times eV, which the file does not say. */
const MEANINGS: ReadonlyMap<string, Partial<NamedHeader>> = new Map([
  ['Position', { unit: 'eV', kind: null }],
  ['FWHM', { unit: 'eV', kind: null }],
  ['%At Conc', { name: 'At Conc', unit: '%', kind: null }],
] satisfies [string, Partial<NamedHeader>][]);

function parseResults(lines: TextLines): FileContent {
  const namesLine = findLine(lines, NAMES, 200);
  if (namesLine === -1)
    throw fail('malformed-file', 'the names of the columns are damaged', 'export the results again');
  let end = namesLine + 1;
  while (end < lines.count && !lines.isBlank(end)) end += 1;
  const separator = lines.line(namesLine).includes('\t') ? '\t' : ',';
  const { table, diagnostics } = labelledTable(lines, { namesLine, end, separator, meanings: MEANINGS });
  if (table.rows === 0) {
    throw fail('truncated-file', 'the file ends before its first result', 'export the results again from CasaXPS');
  }
  const settings = new SettingsBuilder();
  const note = (line: number): void => {
    if (!lines.isBlank(line)) settings.add(`line ${line + 1}`, lines.line(line).trim().slice(0, 10_000));
  };
  for (let line = 0; line < namesLine; line++) note(line);
  for (let line = end; line < lines.count && line < end + 20_000; line++) note(line);
  return {
    instrument: 'CasaXPS',
    settings: settings.build(),
    tables: [
      { name: 'results', rows: table.rows, columns: table.columns.map((column) => asNumbers(column, diagnostics)) },
    ],
    diagnostics,
  };
}

/** All columns but the name are numbers, also where most of their cells are not (`1.#IND`). */
function asNumbers(column: Column, diagnostics: Diagnostic[]): Column {
  if (isNumberColumn(column) || column.name === 'Name') return column;
  const values = Float64Array.from(column.text, (cell) => numberFromText(cell));
  const words = column.text.filter((cell, row) => Number.isNaN(values[row]) && !isMissingValue(cell)).length;
  if (words > 0) {
    const message = `${words} cell(s) of column "${column.name}" are not numbers; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', message });
  }
  return { name: column.name, unit: column.unit, values };
}
