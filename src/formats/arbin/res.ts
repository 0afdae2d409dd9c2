import { fail } from '../../errors.js';
import { isoFromOleDays } from '../calendar.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import { type ColumnKind, type Diagnostic, isNumberColumn, type Setting, type Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { openJet } from './jet-database.js';
import { isJet } from './jet-pages.js';
import { splitByTest } from './split-by-test.js';

/** Jet itself cannot hold more. */
const MOST_BYTES = 2 ** 31;
const CHANNEL_TABLE = 'Channel_Normal_Table';
/** Tables of one row that describe the test: kept as settings. */
const DESCRIPTIONS = ['Global_Table', 'Version_Table'];

/**
 * Arbin result files: Access databases, read without Access. Each test of the file (`Test_ID`) is a table of its own, sorted
 * by data point, for the database keeps them in no order. Capacities count from the start of the test or are reset by the
 * schedule.
 */
export const resReader: Reader = {
  id: 'arbin-res',
  label: 'Arbin result file',
  extensions: ['.res'],
  recognise: (head: FileHead) => (isJet(head.bytes) ? 1 : 0),
  read: readRes,
};

const UNITS: Readonly<Record<string, readonly [unit: string, kind?: ColumnKind]>> = {
  Test_Time: ['s', 'time'],
  Step_Time: ['s', 'step-time'],
  // Days since 1899-12-30, local time.
  DateTime: ['d'],
  Start_DateTime: ['d'],
  Step_Index: ['', 'step'],
  Cycle_Index: ['', 'cycle'],
  Current: ['A', 'current'],
  Voltage: ['V', 'potential'],
  Charge_Capacity: ['Ah', 'charge-capacity'],
  Discharge_Capacity: ['Ah', 'discharge-capacity'],
  Charge_Energy: ['Wh'],
  Discharge_Energy: ['Wh'],
  'dV/dt': ['V/s'],
  Internal_Resistance: ['Ohm'],
  AC_Impedance: ['Ohm'],
  ACI_Phase_Angle: ['deg'],
  ACR: ['Ohm'],
  PulseStageTime: ['s'],
  Vmax_On_Cycle: ['V'],
  Charge_Time: ['s'],
  Discharge_Time: ['s'],
};

async function readRes(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) {
    const hint = 'export the test as text from the program of the instrument';
    throw fail('malformed-file', 'the file is larger than an Access database can be', hint);
  }
  const diagnostics: Diagnostic[] = [];
  const database = openJet(await file.slice(0, file.size), diagnostics);
  const channel = database.read(CHANNEL_TABLE, diagnostics);
  if (channel === undefined) throw noChannel(database.names, diagnostics);
  const settings = new SettingsBuilder();
  const tables: Table[] = [...splitByTest(withMeanings(channel, true), diagnostics)];
  for (const name of database.names) {
    if (name === CHANNEL_TABLE) continue;
    const table = database.read(name, diagnostics);
    if (table === undefined || table.rows === 0) continue;
    if (table.rows === 1 && DESCRIPTIONS.includes(name)) addSettings(settings, table);
    else tables.push(withMeanings(table, false));
  }
  const described = settings.build();
  const { Software_Version: version, Start_DateTime: start } = described;
  const startTime = startOf(start, tables);
  const instrument = typeof version === 'string' && version !== '' ? `Arbin ${version}` : 'Arbin';
  diagnostics.push(...tables.flatMap(emptyColumns));
  return { instrument, settings: described, tables, diagnostics, ...(startTime === undefined ? {} : { startTime }) };
}

/** Only the channel's own columns are measurements of the test: other tables repeat names with another sense. */
function withMeanings(table: Table, isChannel: boolean): Table {
  const columns = table.columns.map((column) => {
    if (!isNumberColumn(column)) return column;
    const [unit, kind] = UNITS[column.name] ?? [''];
    const meant = isChannel && kind !== undefined ? { kind } : {};
    return { ...column, unit: column.name in UNITS ? unit : '', ...meant };
  });
  return { ...table, columns };
}

function addSettings(settings: SettingsBuilder, table: Table): void {
  for (const column of table.columns) {
    const value: Setting = isNumberColumn(column) ? column.values[0]! : column.text[0]!;
    if (value === '' || Number.isNaN(value)) continue;
    settings.add(column.name, value);
  }
}

/** The start of the test; where several tests are described, that of the first. */
function startOf(days: Setting | undefined, tables: readonly Table[]): string | undefined {
  if (typeof days === 'number') return isoFromOleDays(days);
  const table = tables.find(({ name }) => name === 'Global_Table');
  const column = table?.columns.find(({ name }) => name === 'Start_DateTime');
  return column !== undefined && isNumberColumn(column) && column.values.length > 0
    ? isoFromOleDays(Math.min(...column.values))
    : undefined;
}

function noChannel(names: readonly string[], diagnostics: readonly Diagnostic[]): Error {
  const reason = diagnostics.find(({ code }) => code === 'damaged-table')?.message;
  return fail(
    'malformed-file',
    reason ?? `this Access database holds no table "${CHANNEL_TABLE}", so Arbin did not write it or it is damaged`,
    names.length === 0
      ? 'copy the file again from the instrument computer'
      : `it holds: ${names.slice(0, 12).join(', ')}`,
  );
}

/** Columns without a single number: an instrument that does not measure them, or a damaged description of the table. */
function emptyColumns({ name, rows, columns }: Table): Diagnostic[] {
  const empty = columns.filter(
    (column) => isNumberColumn(column) && rows > 0 && Array.from(column.values).every(Number.isNaN),
  );
  if (empty.length === 0) return [];
  const message = `columns of "${name}" without a single number: ${empty.map((column) => column.name).join(', ')}`;
  return [{ code: 'empty-column', severity: 'info', message }];
}
