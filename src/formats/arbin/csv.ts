import { isoFromOleDays } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import { type Column, type Diagnostic, isNumberColumn, type NumberColumn, type Table } from '../recording.js';
import { labelledTable } from '../text/labelled-table.js';
import type { NamedHeader } from '../text/named-table.js';
import { startOfRows } from '../text/row-clock.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';

/** Data point and test time among the first columns, with underscores or without. */
const NAMES = /^"?Data[_ ]Point"?,(?:[^,]*,){0,6}"?Test[_ ]Time/i;

/** Units of the columns in exports that do not print them: Arbin's programs know no others. */
const UNITS: Readonly<Record<string, string>> = {
  Test_Time: 's',
  Step_Time: 's',
  Current: 'A',
  Voltage: 'V',
  Power: 'W',
  Charge_Capacity: 'Ah',
  Discharge_Capacity: 'Ah',
  Charge_Energy: 'Wh',
  Discharge_Energy: 'Wh',
  'dV/dt': 'V/s',
  Internal_Resistance: 'Ohm',
  AC_Impedance: 'Ohm',
  ACI_Phase_Angle: 'deg',
  Temperature: '°C',
};

/** Arbin csv exports: of MITS Pro with units in the names, and of Data Watcher without. */
export const arbinCsvReader = textReader({
  id: 'arbin-csv',
  label: 'Arbin csv',
  extensions: ['.csv'],
  recognise: (head: FileHead) => (NAMES.test(head.lines[0] ?? '') ? 1 : 0),
  parse: parseArbin,
});

function parseArbin(lines: TextLines): FileContent {
  const { table, diagnostics } = labelledTable(lines, { namesLine: 0, separator: ',', meanings: meaningsOf(lines) });
  const assumed = table.columns
    .filter(isNumberColumn)
    .filter(({ name, unit }) => unit !== '' && !lines.line(0).includes(`${name} (`) && name in UNITS);
  if (assumed.length > 0) diagnostics.push(unitsAssumed(assumed));
  const columns = table.columns.map((column) => celsius(column));
  const startTime = startOf({ ...table, columns });
  return {
    instrument: 'Arbin',
    ...(startTime === undefined ? {} : { startTime }),
    settings: {},
    tables: [{ ...table, columns }],
    diagnostics,
  };
}

/** The first line as it is, plus the units it leaves out and the first of the auxiliary temperatures as the temperature. */
function meaningsOf(lines: TextLines): ReadonlyMap<string, Partial<NamedHeader>> {
  const meanings = new Map<string, Partial<NamedHeader>>(Object.entries(UNITS).map(([name, unit]) => [name, { unit }]));
  meanings.set('Aux_Temperature_1', { kind: 'temperature' });
  if (/,"?Temperature/i.test(lines.line(0))) meanings.delete('Aux_Temperature_1');
  return meanings;
}

/** Arbin writes `C` for degrees Celsius, which elsewhere is the coulomb. */
function celsius(column: Column): Column {
  if (!isNumberColumn(column) || !/temperature/i.test(column.name) || column.unit !== 'C') return column;
  return { ...column, unit: '°C' };
}

function unitsAssumed(columns: readonly NumberColumn[]): Diagnostic {
  const list = columns.map(({ name, unit }) => `${name} in ${unit}`).join(', ');
  const message = `the file prints no units; those of Arbin's programs are taken: ${list}`;
  return { code: 'units-assumed', severity: 'info', message };
}

function startOf(table: Table): string | undefined {
  const date = table.columns.find(({ name }) => /^Date_?Time$/i.test(name));
  if (date === undefined || table.rows === 0) return startOfRows(table, 'Date Time', 'month-first');
  if (!isNumberColumn(date)) return startOfRows(table, date.name, 'month-first');
  const time = table.columns.filter(isNumberColumn).find(({ kind }) => kind === 'time');
  const elapsed = time?.values[0] ?? Number.NaN;
  const value = date.values[0]!;
  // Seconds since 1970, or days since 1899 as a spreadsheet counts; nothing else is of either size.
  if (value > 5e8 && value < 5e9) return unixTime(value - elapsed);
  return value > 30_000 && value < 80_000 ? isoFromOleDays(value - elapsed / 86_400) : undefined;
}

function unixTime(seconds: number): string | undefined {
  return Number.isNaN(seconds) ? undefined : new Date(Math.round(seconds * 1000)).toISOString();
}
