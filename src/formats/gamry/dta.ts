import { type DateOrder, isoFromText } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Column, Diagnostic, Setting, Table } from '../recording.js';
import { SettingsBuilder, settingFromText } from '../settings.js';
import { fittedTable } from '../text/header-fit.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const TAB = 9;
const TAGGED = /^[A-Z][A-Z0-9]*\t[A-Z]+(?:\t|$)/;
/** A thermocouple input without thermocouple reads about -327 degrees: no temperature at all. */
const ABSOLUTE_ZERO_C = -273.15;

/**
 * Gamry .DTA text: tagged settings and any number of tables (`OCVCURVE`, `ZCURVE`, `CURVE1` ...), with decimal point or
 * comma. Im Z has its own sign; drift-corrected columns stand beside the raw ones and carry no meaning, the raw do.
 */
export const dtaReader = textReader({
  id: 'gamry-dta',
  label: 'Gamry DTA',
  extensions: ['.dta'],
  recognise: (head: FileHead) => {
    if (!/^EXPLAIN\s*$/.test(head.lines[0] ?? '')) return 0;
    return /^TAG\t/.test(head.lines[1] ?? '') ? 1 : 0.7;
  },
  parse: parseDta,
});

function parseDta(lines: TextLines): FileContent {
  const settings = new SettingsBuilder(true);
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  let aborted = false;
  let line = 1;
  while (line < lines.count) {
    const cells = lines.line(line).split('\t', 64);
    const [tag = '', type = ''] = cells;
    if (type === 'TABLE') {
      const read = readTable(lines, line, tag, cells[2] ?? '');
      tables.push(read.table);
      diagnostics.push(...read.diagnostics);
      line = read.next;
      continue;
    }
    if (tag === 'EXPERIMENTABORTED' && cells[2]?.trim() === 'T') aborted = true;
    if (type === 'NOTES') {
      const declared = Number.parseInt(cells[2] ?? '', 10) || 0;
      const notes: string[] = [];
      line += 1;
      // Fewer lines than declared occur: the next tagged line ends the notes.
      while (notes.length < declared && line < lines.count && !TAGGED.test(lines.line(line))) {
        notes.push(lines.line(line).trim());
        line += 1;
      }
      settings.add(tag, notes.join('\n').trim());
      continue;
    }
    if (cells.length >= 3) addSetting(settings, tag, type, cells);
    line += 1;
  }
  if (aborted) {
    const message = 'the instrument marks this run as aborted: what was measured until then is here';
    diagnostics.push({ code: 'aborted', severity: 'warning', message });
  }
  if (tables.length === 0) {
    diagnostics.push({ code: 'no-table', severity: 'warning', message: 'the file ends before its first table' });
  }
  const built = settings.build();
  const startTime = startOf(built);
  return {
    instrument: typeof built.PSTAT === 'string' ? `Gamry ${built.PSTAT}` : 'Gamry',
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables,
    diagnostics,
  };
}

function readTable(
  lines: TextLines,
  start: number,
  name: string,
  declaredText: string,
): { table: Table; diagnostics: Diagnostic[]; next: number } {
  // Names, units and rows begin with a tab; the table ends at the first line that does not.
  let end = start + 1;
  while (end < lines.count && lines.text.charCodeAt(lines.start(end)) === TAB) end += 1;
  const names = start + 1 < end ? tabbed(lines.line(start + 1)) : [];
  const units = start + 2 < end ? tabbed(lines.line(start + 2)) : [];
  const text = readTextTable(
    lines,
    { separator: '\t', decimal: 'either' },
    { first: start + 3, end, skipCells: 1, columns: names.length, rowsEndLines: true },
  );
  const headers = names.map((column, index) => ({ name: column, unit: units[index] ?? '' }));
  const { table, diagnostics } = fittedTable(name, headers, text, start + 1);
  diagnostics.unshift(...unitsAmiss(name, names.length, units.length, start + 2));
  const declared = Number.parseInt(declaredText, 10);
  if (declared > text.rows) {
    const message = `table ${name} declares ${declared} rows and holds ${text.rows}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', line: end, message });
  }
  return {
    table: { ...table, columns: table.columns.map(withoutFalseTemperature) },
    diagnostics,
    next: Math.max(end, start + 1),
  };
}

/** Units that are more or fewer than the names may stand below the wrong ones. */
function unitsAmiss(table: string, names: number, units: number, line: number): Diagnostic[] {
  if (units === names) return [];
  const message = `table ${table} names ${names} columns and gives ${units} units: check the units`;
  return [{ code: 'header-mismatch', severity: 'warning', line: line + 1, message }];
}

function tabbed(line: string): string[] {
  const cells = line.split('\t').slice(1);
  while (cells.length > 0 && cells.at(-1)!.trim() === '') cells.pop();
  return cells.map((cell) => cell.trim());
}

function withoutFalseTemperature(column: Column): Column {
  if (!('values' in column) || column.kind !== 'temperature') return column;
  if (column.values.some((value) => value > ABSOLUTE_ZERO_C)) return column;
  return { name: column.name, unit: column.unit, values: column.values };
}

/** A tagged line: value under its tag, what the dialogue called it under `TAG.label`, further values by their names. */
function addSetting(settings: SettingsBuilder, tag: string, type: string, cells: readonly string[]): void {
  const value = (index: number): Setting => settingFromText(cells[index] ?? '', true);
  const label = (index: number): string => (cells[index] ?? '').replaceAll('&', '').trim();
  if (type === 'TOGGLE') settings.add(tag, cells[2] === 'T');
  else if (type === 'TWOPARAM') {
    settings.add(tag, cells[2] === 'T');
    settings.add(`${tag}.${label(6) || 'first'}`, value(3));
    settings.add(`${tag}.${label(7) || 'second'}`, value(4));
    settings.add(`${tag}.label`, label(5));
    return;
  } else if (type === 'LABEL' || type === 'PSTAT') settings.add(tag, (cells[2] ?? '').trim());
  else settings.add(tag, value(2));
  if (type === 'POTEN') settings.add(`${tag}.flag`, cells[3] === 'T');
  const last = label(type === 'POTEN' ? 4 : 3);
  if (last !== '') settings.add(`${tag}.label`, last);
}

/** Gamry prints dates in the order of the Windows region: only dates that can be read in one way are believed. */
function startOf(settings: Readonly<Record<string, Setting>>): string | undefined {
  const { DATE: date, TIME: time } = settings;
  if (typeof date !== 'string' || typeof time !== 'string') return undefined;
  const order: DateOrder | undefined = date.includes('/')
    ? 'month-first'
    : date.includes('.')
      ? 'day-first'
      : undefined;
  return isoFromText(`${date} ${time}`, order);
}
