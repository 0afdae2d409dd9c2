import { fail } from '../../errors.js';
import { type DateOrder, isoFromText } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Setting, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { findLine, labelledTable } from '../text/labelled-table.js';
import { dateOrder } from '../text/row-clock.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { splitByColumn } from './split-by-column.js';

const NAMES = /^Test,Cell,Rack,Shelf,Position,/;

/** PEC csv exports: names with values, then one table with the rows of one or several cells. */
export const pecReader = textReader({
  id: 'pec-csv',
  label: 'PEC csv',
  extensions: ['.csv'],
  recognise: (head: FileHead) => {
    if (head.lines.some((line) => NAMES.test(line))) return 1;
    return head.lines.slice(0, 8).some((line) => /^TestRegime Name:,/.test(line)) ? 0.6 : 0;
  },
  parse: parsePec,
});

function parsePec(lines: TextLines): FileContent {
  const namesLine = findLine(lines, NAMES);
  if (namesLine === -1) {
    const hint = 'copy the file again, or export the test again from the PEC program';
    throw fail('truncated-file', 'this PEC export ends before the line with the names of the columns', hint);
  }
  const settings = new SettingsBuilder();
  for (let line = 0; line < namesLine; line++) {
    const text = lines.line(line).trim();
    const pair = /^([^,]{1,120}?):?,(.*)$/.exec(text);
    if (pair) settings.addText(pair[1]!, pair[2]!);
    else if (text !== '') settings.add(text.replace(/:$/, ''), '');
  }
  const built = settings.build();
  const { table, diagnostics } = labelledTable(lines, { namesLine, separator: ',' });
  const startTime = startOf(built, table);
  return {
    instrument: 'PEC',
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables: splitByColumn(table, 'Cell', 'cell'),
    diagnostics,
  };
}

function startOf(settings: Readonly<Record<string, Setting>>, table: Table): string | undefined {
  const started = settings['Start Time'];
  if (typeof started !== 'string') return undefined;
  const rows = table.columns.find(({ name }) => name === 'Real Time');
  const dates = rows !== undefined && 'text' in rows ? rows.text : [];
  return isoFromText(started, dateOrder([started, ...dates]) ?? orderFromWeek(settings));
}

/** PEC prints dates as the computer is set up; the week beside the date of manufacture tells which number is the month. */
function orderFromWeek(settings: Readonly<Record<string, Setting>>): DateOrder | undefined {
  const made = /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(String(settings['Date Made'] ?? ''));
  const week = settings['Manufacturing Week'];
  if (made === null || typeof week !== 'number') return undefined;
  const fits = (month: number): boolean => Math.abs((month - 0.5) * 4.35 - week) <= 4.35;
  const [first, second] = [fits(Number(made[1])), fits(Number(made[2]))];
  return first === second ? undefined : first ? 'month-first' : 'day-first';
}
