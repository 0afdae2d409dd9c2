/** Do the names of a header stand above the cells they belong to? */
import type { Diagnostic, Table } from '../recording.js';
import { type NamedHeader, namedTable } from './named-table.js';
import type { TextTable } from './text-table.js';

/**
 * The headers as they may be believed: with more cells than names nobody can tell which name is missing, so the columns are
 * numbered and the reader says so; with fewer cells the last columns are empty, which is said too.
 *
 * @param line of the names, from 0
 */
export function fitHeaders(
  headers: readonly NamedHeader[],
  text: TextTable,
  line: number,
): { headers: readonly NamedHeader[]; diagnostics: Diagnostic[] } {
  if (text.rows === 0 || text.widest === headers.length) return { headers, diagnostics: [] };
  if (text.widest < headers.length) {
    const message = `the header names ${headers.length} columns and the rows have ${text.widest} cells; the last columns are empty`;
    return {
      headers,
      diagnostics: [{ code: 'missing-cells', severity: 'warning', line: line + 1, message }],
    };
  }
  const message = `the rows have ${text.widest} cells and the header names ${headers.length} columns: a name is missing and it cannot be told which, so the columns are numbered`;
  return { headers: [], diagnostics: [{ code: 'header-mismatch', severity: 'error', line: line + 1, message }] };
}

/** The table under the headers as far as they may be believed, with what does not fit told. */
export function fittedTable(
  name: string,
  headers: readonly NamedHeader[],
  text: TextTable,
  line: number,
): { table: Table; diagnostics: Diagnostic[] } {
  const fit = fitHeaders(headers, text, line);
  const { table, diagnostics } = namedTable(name, fit.headers, text);
  return { table, diagnostics: [...fit.diagnostics, ...diagnostics] };
}
