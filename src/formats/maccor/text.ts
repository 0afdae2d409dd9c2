import { fail } from '../../errors.js';
import type { FileContent, FileHead } from '../reader.js';
import { type Column, type Diagnostic, isNumberColumn, type Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import type { Separator } from '../text/cells.js';
import { findLine, labelledTable } from '../text/labelled-table.js';
import type { NamedHeader } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { maccorClock } from './clock.js';
import { addHeaderLine } from './header.js';
import { withSignedCurrent } from './signed-current.js';

/** The names: a record number, a cycle and soon a time. */
const NAMES = /^"?Rec(?:#|ord)?"?[\t,;]"?(?:Cyc|Step)/i;
const HEADER_LINES = 80;

const MEANINGS: ReadonlyMap<string, Partial<NamedHeader>> = new Map([
  // The cycle that the program counts, and the one that the operator sees.
  ['Cycle C', { kind: 'cycle' }],
  ['Cycle P', { kind: null }],
  ['Cap.', { kind: 'capacity' }],
  ['Amp-hr', { unit: 'Ah', kind: 'capacity' }],
  ['Watt-hr', { unit: 'Wh' }],
  ['Amps', { unit: 'A', kind: 'current' }],
  ['Volts', { unit: 'V', kind: 'potential' }],
  // Beside the number of the step there would be two columns called "Step".
  ['Test (Sec)', { name: 'Test (Sec)', unit: 's', kind: 'time' }],
  ['Step (Sec)', { name: 'Step (Sec)', unit: 's', kind: 'step-time' }],
  ['Test (Min)', { name: 'Test (Min)', unit: 'min', kind: 'time' }],
  ['Step (Min)', { name: 'Step (Min)', unit: 'min', kind: 'step-time' }],
  ['Temp 1', { kind: 'temperature', unit: '°C' }],
] satisfies [string, Partial<NamedHeader>][]);

/** Units of columns in exports that do not print them. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['Capacity', 'Ah'],
  ['Energy', 'Wh'],
  ['Current', 'A'],
  ['Voltage', 'V'],
]);

/** Maccor text: the export with a block of names and values on top, the native one (.001 to .999) and the csv. */
export const maccorReader = textReader({
  id: 'maccor-text',
  label: 'Maccor text',
  extensions: ['.txt', '.csv'],
  recognise: (head: FileHead) => {
    const line = head.lines.slice(0, HEADER_LINES).findIndex((text) => NAMES.test(text));
    if (line === -1) return /^Today's Date\b/.test(head.lines[0] ?? '') ? 0.6 : 0;
    return /\b(?:DPT Time|Test ?Time|Test \(Sec\))/i.test(head.lines[line]!) ? 1 : 0;
  },
  parse: parseMaccor,
});

function parseMaccor(lines: TextLines): FileContent {
  const namesLine = findLine(lines, NAMES, HEADER_LINES);
  if (namesLine === -1) {
    const hint = 'copy the file again, or export the test again from the Maccor program';
    throw fail('truncated-file', 'this Maccor file ends before the line with the names of the columns', hint);
  }
  const separator = separatorOf(lines.line(namesLine));
  const { table: read, diagnostics, decimal } = labelledTable(lines, { namesLine, separator, meanings: MEANINGS });
  const settings = new SettingsBuilder(decimal === ',');
  for (let line = 0; line < namesLine; line++) addHeaderLine(settings, lines.line(line), line, separator);
  const built = settings.build();
  const found: Diagnostic[] = [...diagnostics];
  const clock = maccorClock(read, built, decimal === ',', found);
  const named = withAssumedUnits({ ...read, columns: clock.columns }, found);
  const tester = typeof built.Tester === 'string' && built.Tester !== '' ? built.Tester : 'Maccor';
  return {
    instrument: tester.includes('Maccor') ? tester : `Maccor ${tester}`,
    ...(clock.startTime === undefined ? {} : { startTime: clock.startTime }),
    settings: built,
    tables: [withSignedCurrent(named, found)],
    diagnostics: found,
  };
}

function separatorOf(names: string): Separator {
  return names.includes('\t') ? '\t' : names.includes(';') ? ';' : ',';
}

function withAssumedUnits(table: Table, diagnostics: Diagnostic[]): Table {
  const assumed: string[] = [];
  const columns = table.columns.map((column): Column => {
    const unit = UNITS.get(column.name);
    if (!isNumberColumn(column) || column.unit !== '' || unit === undefined) return column;
    assumed.push(`${column.name} in ${unit}`);
    return { ...column, unit };
  });
  if (assumed.length === 0) return table;
  const message = `the file prints no units; those of Maccor's exports are taken: ${assumed.join(', ')}`;
  diagnostics.push({ code: 'units-assumed', severity: 'info', message });
  return { ...table, columns };
}
