import { fail } from '../../errors.js';
import { columnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import { type Column, type ColumnKind, isNumberColumn, type Recording, type Table } from '../recording.js';

/** Names under which any reader understands a column whose own name does not tell its meaning. */
const PLAIN_NAMES: Readonly<Record<ColumnKind, string>> = {
  frequency: 'Frequency',
  'impedance-real': 'Re(Z)',
  'impedance-imaginary': 'Im(Z)',
  'impedance-imaginary-negated': '-Im(Z)',
  'impedance-modulus': '|Z|',
  'impedance-phase': 'Phase(Z)',
  time: 'Time',
  potential: 'Voltage',
  current: 'Current',
  charge: 'Charge',
  'charge-increment': 'dQ',
  capacity: 'Capacity',
  'charge-capacity': 'Charge capacity',
  'discharge-capacity': 'Discharge capacity',
  cycle: 'Cycle number',
  step: 'Step number',
  'step-time': 'Step time',
  'control-mode': 'mode',
  temperature: 'Temperature',
  'two-theta': '2theta',
  omega: 'omega',
  counts: 'Counts',
  intensity: 'Intensity',
  'intensity-sigma': 'Intensity sigma',
  'intensity-calculated': 'Intensity calculated',
  'intensity-background': 'Intensity background',
  'count-time': 'Count time',
  attenuation: 'Attenuation factor',
  'binding-energy': 'Binding energy',
  'kinetic-energy': 'Kinetic energy',
  transmission: 'Transmission',
};

/** Rows in one piece of text: large enough to be written in few steps, small enough not to be felt in memory. */
const PIECE_ROWS = 4096;

/**
 * One table of a recording as CSV (RFC 4180, comma, decimal point, LF): first line `name/unit`, numbers with all their
 * digits, empty cells where there is no value. A column whose name would not be understood again (or, worse, be
 * understood with the other sign) is written under a plain name; one that has no meaning but a telling name (the mean
 * current beside the current) gets `(other)`.
 *
 * @param table name of the table. @default the one with the most columns of known meaning
 * @throws `missing-column` when there is no such table
 */
export function recordingToCsv(recording: Recording, table?: string): string {
  return [...recordingCsvPieces(recording, table)].join('');
}

/**
 * The same CSV in pieces of some thousand rows, so that a table of millions of rows need not be one text in memory.
 *
 * @throws `missing-column` when there is no such table, before the first piece
 */
export function recordingCsvPieces(recording: Recording, table?: string): Iterable<string> {
  const { columns, rows } = chosenTable(recording, table);
  return csvPieces(columns, columns.map(readableHeader), rows);
}

/** Columns as CSV under the headers given, in pieces. */
export function* csvPieces(columns: readonly Column[], headers: readonly string[], rows: number): Generator<string> {
  yield `${headers.map(quoted).join(',')}\n`;
  for (let from = 0; from < rows; from += PIECE_ROWS) {
    let piece = '';
    for (let row = from; row < Math.min(rows, from + PIECE_ROWS); row++) {
      for (let k = 0; k < columns.length; k++) piece += `${k === 0 ? '' : ','}${cellOf(columns[k]!, row)}`;
      piece += '\n';
    }
    yield piece;
  }
}

/**
 * The table that is asked for by name, or else the one a person would ask for.
 *
 * @throws `missing-column` when there is no such table
 */
export function chosenTable(recording: Recording, table?: string): Table {
  const chosen = table === undefined ? mainTable(recording) : recording.tables.find(({ name }) => name === table);
  if (chosen !== undefined) return chosen;
  const names = recording.tables.map(({ name }) => name).join(', ');
  throw fail(
    'missing-column',
    table === undefined ? 'the file holds no table' : `the file holds no table "${table}"`,
    names === '' ? 'there is nothing to write' : `it holds: ${names}`,
    { file: recording.name },
  );
}

/** The table a person would ask for: most columns of known meaning, then most rows. */
export function mainTable(recording: Recording): Table | undefined {
  const meanings = (table: Table): number =>
    table.columns.filter((column) => isNumberColumn(column) && column.kind !== undefined).length;
  return recording.tables.toSorted((a, b) => meanings(b) - meanings(a) || b.rows - a.rows)[0];
}

/** `name/unit` such that a reader understands the column as what it is, and as nothing else. */
export function readableHeader(column: Column): string {
  const plain = column.unit === '' ? column.name : `${column.name}/${column.unit}`;
  const read = splitNameAndUnit(plain);
  const understood = isNumberColumn(column) ? columnKind(read.name, read.unit) : undefined;
  const meant = isNumberColumn(column) ? column.kind : undefined;
  if (understood === meant) return plain;
  const name = meant === undefined ? `${column.name} (other)` : PLAIN_NAMES[meant];
  return column.unit === '' ? name : `${name}/${column.unit}`;
}

function cellOf(column: Column, row: number): string {
  if (!isNumberColumn(column)) return quoted(column.text[row] ?? '');
  const value = column.values[row]!;
  return Number.isNaN(value) ? '' : String(value);
}

function quoted(text: string): string {
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
