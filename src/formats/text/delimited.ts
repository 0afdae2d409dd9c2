import { fail } from '../../errors.js';
import { needsUnit } from '../column-kinds.js';
import type { FileContent, FileHead } from '../reader.js';
import { type Column, type ColumnKind, type Diagnostic, isNumberColumn, type Table, toFloat64 } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { CellSpans } from './cells.js';
import { addSetting, bare, type DelimitedHeader, resolveHeader } from './delimited-header.js';
import { chooseLayout, type DelimitedLayout, isRemark, isRow, REMARKS } from './delimited-layout.js';
import { guessSpectrum, imaginarySign } from './impedance-guess.js';
import { firstTableLine } from './leading-gap-rows.js';
import { type NamedHeader, namedTable } from './named-table.js';
import type { TextLines } from './text-lines.js';
import { textReader } from './text-reader.js';
import { readTextTable, type TextTable } from './text-table.js';

/**
 * Any other text with a table of numbers in it: CSV with comma, semicolon, tab, bar or blanks, decimal point or comma,
 * remarks, any number of header lines, units in the header or in a row of their own, several tables one below the other.
 */
export const delimitedReader = textReader({
  id: 'text',
  label: 'text or CSV table',
  extensions: ['.csv', '.txt', '.dat', '.tsv', '.asc'],
  recognise: (head: FileHead) => (looksLikeText(head) ? 0.2 : 0),
  parse: parseDelimited,
});

/** Headers are shorter than this. */
const FOREIGN_LINES = 300;

/** So many names are listed in one message. */
const NAMES_LISTED = 8;

interface Block {
  readonly headerFrom: number;
  /** Rows on top that hold a gap where the others hold numbers. */
  readonly gapRows: number;
  readonly first: number;
  readonly text: TextTable;
}

function parseDelimited(lines: TextLines): FileContent {
  const settings = new SettingsBuilder();
  const layout = chooseLayout(lines);
  if (layout === undefined) return notesOnly(lines, settings);
  const blocks = findBlocks(lines, layout);
  refuseForeign(lines, blocks);
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  let previous: DelimitedHeader | undefined;
  for (const [index, block] of blocks.entries()) {
    let header = resolveHeader(lines, block.headerFrom, block.first, block.text.columns.length, layout, settings);
    // A remark in the middle of a table does not take its names away.
    const understood = header.notUnderstood.length === 0;
    if (header.headers === undefined && understood && previous?.headers?.length === block.text.columns.length) {
      header = { ...previous, notUnderstood: [] };
    }
    previous = header;
    const name = blocks.length === 1 ? 'data' : `data ${index + 1}`;
    const { table, diagnostics: found } = interpret(name, header, block.text);
    tables.push(table);
    diagnostics.push(...header.notUnderstood.map((line) => notUnderstood(lines, line)), ...found);
    if (block.gapRows > 0) diagnostics.push(gapsOnTop(block.first, block.gapRows));
  }
  const lastLine = blocks.at(-1)?.text.end ?? 0;
  for (let line = lastLine; line < lines.count; line++) addSetting(settings, bare(lines.line(line)), line);
  if (layout.decimalGuessed) {
    const message = 'every number with a comma has three digits after it: the comma is read as the decimal mark';
    diagnostics.push({ code: 'decimal-guessed', severity: 'warning', message });
  }
  return { settings: settings.build(), tables, diagnostics };
}

function findBlocks(lines: TextLines, layout: DelimitedLayout): Block[] {
  const spans = new CellSpans();
  const blocks: Block[] = [];
  let headerFrom = 0;
  let line = 0;
  while (line < lines.count) {
    if (lines.isBlank(line) || isRemark(lines, line) || !isRow(lines, line, layout, spans)) {
      line += 1;
      continue;
    }
    const minCells = Math.ceil(layout.columns / 2);
    const first = firstTableLine(lines, headerFrom, line, layout);
    const gapRows = line - first;
    const text = readTextTable(lines, layout, {
      first,
      rowsBefore: line,
      stopAtText: true,
      minCells,
      remarks: REMARKS,
    });
    blocks.push({ headerFrom, gapRows, first, text });
    headerFrom = text.end;
    line = Math.max(text.end, line + 1);
  }
  return blocks;
}

/** A few rows among thousands of other lines are a format of its own that happens to hold some numbers side by side. */
function refuseForeign(lines: TextLines, blocks: readonly Block[]): void {
  const rows = blocks.reduce((sum, { text }) => sum + text.rows, 0);
  let others = -rows;
  for (let line = 0; line < lines.count; line++) if (!lines.isBlank(line)) others += 1;
  const shreds = blocks.length > FOREIGN_LINES && rows < 2 * blocks.length;
  if (!shreds && (others < FOREIGN_LINES || rows * 20 > others)) return;
  throw fail(
    'unknown-format',
    `only ${rows} of ${rows + others} lines are rows of numbers, in ${blocks.length} places`,
    'export the data as a table: one point per line, names and units of the columns in the first line',
  );
}

function notUnderstood(lines: TextLines, index: number): Diagnostic {
  const text = lines.line(index).trim();
  const quote = text.length > 120 ? `${text.slice(0, 120)}… (${text.length} characters)` : text;
  const message = `line ${index + 1} looks like names or units of columns and is not used; write one line with name and unit of each column directly above the numbers. It reads: ${quote}`;
  return { code: 'header-not-understood', severity: 'warning', line: index + 1, message };
}

function gapsOnTop(first: number, rows: number): Diagnostic {
  const message = `the first ${rows} row(s), from line ${first + 1}, hold no number in some or all columns: they are read as rows with gaps`;
  return { code: 'missing-cells', severity: 'warning', line: first + 1, message };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_LISTED).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** Names, units and meanings of one block, with everything that was assumed said. */
function interpret(
  name: string,
  header: DelimitedHeader,
  text: TextTable,
): { table: Table; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  if (header.headers === undefined) return unnamed(name, header, text);
  const { table, diagnostics: found } = namedTable(name, header.headers, text);
  const columns = table.columns.map((column): Column => {
    if (!isNumberColumn(column) || column.kind !== 'impedance-imaginary') return column;
    const sign = imaginarySign(column.name, toFloat64(column.values), ofKind(table.columns, 'impedance-phase'));
    if (sign.diagnostic) diagnostics.push(sign.diagnostic);
    return { ...column, kind: sign.kind };
  });
  diagnostics.push(...ambiguities(columns), ...missingUnits(columns));
  return { table: { ...table, columns }, diagnostics: [...found, ...diagnostics] };
}

function unnamed(name: string, header: DelimitedHeader, text: TextTable): { table: Table; diagnostics: Diagnostic[] } {
  // Names that are there and not understood may say another unit or order: then nothing is guessed.
  const unread = header.misfit !== undefined || header.notUnderstood.length > 0;
  const kinds = unread ? undefined : guessSpectrum(text.columns);
  const headers = text.columns.map((_, index): NamedHeader => {
    const kind = kinds?.[index];
    return { name: '', unit: unitOfGuess(kind), kind: kind ?? null };
  });
  const { table, diagnostics } = namedTable(name, headers, text);
  if (header.misfit !== undefined) {
    const { line, names } = header.misfit;
    const message = `line ${line} names ${names} columns and the rows have ${text.columns.length} cells; the columns are numbered`;
    diagnostics.push({ code: 'header-mismatch', severity: 'error', line, message });
    return { table, diagnostics };
  }
  if (kinds === undefined) {
    const message = 'the file does not name its columns; give them names with units in a first line';
    diagnostics.push({ code: 'columns-unknown', severity: 'warning', message });
    return { table, diagnostics };
  }
  const message = 'the file does not name its columns: they are taken for frequency / Hz, Re Z / Ohm and Im Z / Ohm';
  diagnostics.push({ code: 'columns-guessed', severity: 'info', message });
  const columns = table.columns.map((column): Column => {
    if (!isNumberColumn(column) || column.kind !== 'impedance-imaginary') return column;
    const sign = imaginarySign('', toFloat64(column.values), undefined);
    if (sign.diagnostic) diagnostics.push(sign.diagnostic);
    return { ...column, kind: sign.kind };
  });
  return { table: { ...table, columns }, diagnostics };
}

function unitOfGuess(kind: ColumnKind | undefined): string {
  return kind === undefined ? '' : kind === 'frequency' ? 'Hz' : 'Ohm';
}

function ofKind(columns: readonly Column[], kind: ColumnKind): Float64Array | undefined {
  const found = columns.filter(isNumberColumn).find((column) => column.kind === kind);
  return found && toFloat64(found.values);
}

/** Several columns of one meaning: all keep it, and whoever needs the quantity must ask which is meant. */
function ambiguities(columns: readonly Column[]): Diagnostic[] {
  const byKind = new Map<ColumnKind, string[]>();
  for (const column of columns.filter(isNumberColumn)) {
    if (column.kind !== undefined) byKind.set(column.kind, [...(byKind.get(column.kind) ?? []), column.name]);
  }
  return [...byKind].flatMap(([kind, names]): Diagnostic[] => {
    if (names.length < 2) return [];
    const message = `${names.length} columns could be the ${kind.replaceAll('-', ' ')}: ${listed(names)}; rename all but one`;
    return [{ code: 'ambiguous-column', severity: 'warning', message }];
  });
}

function missingUnits(columns: readonly Column[]): Diagnostic[] {
  const without = columns
    .filter(isNumberColumn)
    .filter(({ kind, unit }) => kind !== undefined && unit === '' && needsUnit(kind));
  if (without.length === 0) return [];
  const message = `no unit is given for ${listed(without.map(({ name }) => name))}; write it in the header, as in "Current / mA"`;
  return [{ code: 'no-unit', severity: 'warning', message }];
}

/** Text without a table: notes are kept if they are pairs of name and value, anything else is not a measurement. */
function notesOnly(lines: TextLines, settings: SettingsBuilder): FileContent {
  for (let line = 0; line < lines.count && line < 10_000; line++) addSetting(settings, bare(lines.line(line)), line);
  const built = settings.build();
  const pairs = Object.keys(built).filter((name) => !/^line \d+$/.test(name)).length;
  if (pairs * 2 <= Object.keys(built).length) {
    throw fail(
      'unknown-format',
      'no line holds two numbers or more',
      'a table has one point per line, at least two columns, and the names and units of the columns in its first line',
    );
  }
  const message = 'the file holds notes and no table of numbers';
  return { settings: built, tables: [], diagnostics: [{ code: 'no-table', severity: 'warning', message }] };
}

/** No JSON or XML, and at most one control character in two hundred: binary files have many, NUL most of all. */
function looksLikeText(head: FileHead): boolean {
  const start = head.text.trimStart();
  if (start === '' || /^(?:\{|<[?!\w])/.test(start)) return false;
  let controls = 0;
  for (let at = 0; at < head.text.length; at++) {
    const code = head.text.charCodeAt(at);
    if (code === 0 || code === 0xfffd) controls += 10;
    else if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) controls += 1;
    else if (code >= 0x7f && code < 0xa0) controls += 1;
  }
  return controls * 200 <= head.text.length;
}
