import { fail } from '../../errors.js';
import type { FileContent, FileHead } from '../reader.js';
import { isNumberColumn } from '../recording.js';
import { findLine, labelledTable } from './labelled-table.js';
import type { NamedHeader } from './named-table.js';
import { startOfRows } from './row-clock.js';
import type { TextLines } from './text-lines.js';
import { textReader } from './text-reader.js';

/** Record number, then cycle and step: the first columns of every version, in English and in Chinese. */
const NAMES =
  /^"?(?:DataPoint|Record(?: ?(?:ID|number|Index))?|数据序号)"?[,\t]"?(?:Cycle ?(?:Index|ID)|Step ?(?:Index|ID|Type)|循环号|工步号)/i;

const MEANINGS: ReadonlyMap<string, Partial<NamedHeader>> = new Map([
  // The time of the row within its step; the time of the test has its own column.
  ['Time', { kind: 'step-time' }],
  ['时间', { kind: 'step-time' }],
  ['总时间', { kind: 'time' }],
  ['循环号', { kind: 'cycle' }],
  ['工步号', { kind: 'step' }],
  ['电流', { kind: 'current' }],
  ['电压', { kind: 'potential' }],
  ['容量', { kind: 'capacity' }],
  ['充电容量', { kind: 'charge-capacity' }],
  ['放电容量', { kind: 'discharge-capacity' }],
  ['Contact resistance(mO)', { name: 'Contact resistance', unit: 'mOhm' }],
] satisfies [string, Partial<NamedHeader>][]);

/** What the names mean if they are those of a record sheet of Neware: there `Time` is the time within a step. */
export function newareMeanings(titles: readonly string[]): ReadonlyMap<string, Partial<NamedHeader>> | undefined {
  return NAMES.test(titles.slice(0, 2).join(',')) ? MEANINGS : undefined;
}

/** Csv exports of Neware's BTSDA with one row for each record. */
export const newareCsvReader = textReader({
  id: 'neware-csv',
  label: 'Neware BTSDA csv',
  extensions: ['.csv'],
  recognise: (head: FileHead) => (NAMES.test(head.lines[0] ?? '') ? 1 : 0),
  parse: parseNeware,
});

function parseNeware(lines: TextLines): FileContent {
  const namesLine = findLine(lines, NAMES, 1);
  if (namesLine === -1) {
    throw fail('malformed-file', 'the names of the columns are damaged', 'export the test again from BTSDA');
  }
  const separator = lines.line(namesLine).includes('\t') ? '\t' : ',';
  const { table, diagnostics } = labelledTable(lines, { namesLine, separator, meanings: MEANINGS });
  if (table.rows > 0 && !table.columns.some((column) => isNumberColumn(column) && column.kind === 'time')) {
    const message =
      'the export holds the time within each step and not that of the test; export it again with the total time';
    diagnostics.push({ code: 'no-total-time', severity: 'warning', message });
  }
  const startTime = startOfRows(table, 'Date', undefined) ?? startOfRows(table, 'Realtime', undefined);
  return {
    instrument: 'Neware',
    ...(startTime === undefined ? {} : { startTime }),
    settings: {},
    tables: [table],
    diagnostics,
  };
}
