import type { FileContent, FileHead } from '../reader.js';
import { isNumberColumn, type Table } from '../recording.js';
import { type Separator, splitCells } from '../text/cells.js';
import { labelledTable } from '../text/labelled-table.js';
import type { NamedHeader } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { bdfHeader } from './bdf-header.js';

/** Which of several columns of one kind is meant. */
const PREFERRED = ['step_id', 'Step ID', 'step_index', 'Step Index', 'ambient_temperature', 'Ambient Temperature'];
const REQUIRED = ['time', 'potential', 'current'] as const;

/** Battery Data Format as csv, in either style of names; what Landt's exports are converted to, for one. */
export const bdfCsvReader = textReader({
  id: 'bdf-csv',
  label: 'Battery Data Format csv',
  extensions: ['.csv'],
  recognise: (head: FileHead) => {
    const line = head.lines[0] ?? '';
    if (line.length > 20_000) return 0;
    const titles = splitCells(line, separatorOf(line));
    const known = titles.flatMap((title) => bdfHeader(title) ?? []);
    const complete = REQUIRED.every((kind) => known.some((header) => header.kind === kind));
    return complete && known.length * 2 >= titles.length ? 0.9 : 0;
  },
  parse: parseBdf,
});

function separatorOf(line: string): Separator {
  return line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
}

function parseBdf(lines: TextLines): FileContent {
  const names = lines.line(0);
  const separator = separatorOf(names);
  const meanings = new Map<string, Partial<NamedHeader>>();
  for (const title of splitCells(names, separator)) {
    const known = bdfHeader(title);
    if (known !== undefined) meanings.set(title, { ...known, kind: known.kind ?? null });
  }
  const { table, diagnostics } = labelledTable(lines, { namesLine: 0, separator, meanings, preferred: PREFERRED });
  const startTime = startOf(table);
  return { ...(startTime === undefined ? {} : { startTime }), settings: {}, tables: [table], diagnostics };
}

/** Unix time of the first row less the time of the test by then. */
function startOf(table: Table): string | undefined {
  const columns = table.columns.filter(isNumberColumn);
  const unix = columns.find(({ name, unit }) => /^unix[_ ]time$/i.test(name) && unit === 's')?.values[0];
  const time = columns.find(({ kind, unit }) => kind === 'time' && unit === 's')?.values[0];
  if (unix === undefined || time === undefined) return undefined;
  const began = new Date(Math.round((unix - time) * 1000));
  return Number.isNaN(began.getTime()) ? undefined : began.toISOString();
}
