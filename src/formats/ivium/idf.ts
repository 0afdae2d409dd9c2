import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { type NamedHeader, namedTable } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const PRIMARY = 'primary_data';
const BLOCK_NAME = /^(\w+_data)\s*$/;
const COUNT = /^\s*(\d{1,8})\s*$/;
const MAX_BLOCKS = 100_000;

/** Columns of the primary data of an impedance method; the file prints neither names nor units. */
const IMPEDANCE: readonly NamedHeader[] = [
  { name: "Z'", unit: 'Ohm', kind: 'impedance-real' },
  { name: "Z''", unit: 'Ohm', kind: 'impedance-imaginary' },
  { name: 'f', unit: 'Hz', kind: 'frequency' },
];

/**
 * Ivium .idf: settings as `name=value` between binary marks, then blocks of numbers. `primary_data` of an impedance
 * method is Z', Z'' (own sign) and f; other blocks (`osc_data`: the oscillations behind each point) are kept as tables.
 */
export const idfReader = textReader({
  id: 'ivium-idf',
  label: 'Ivium data file',
  extensions: ['.idf'],
  recognise: ({ text, extension }: FileHead) => {
    if (text.includes(`\n${PRIMARY}`)) return 0.95;
    if (text.includes('\nMethod=') && text.includes('\nTechnique=')) return 0.9;
    return extension === '.idf' && /\n(?:Peaks|Corrosion|ECN|starttime|timing)=/.test(text) ? 0.7 : 0;
  },
  parse: parseIdf,
});

function parseIdf(lines: TextLines): FileContent {
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  let line = 0;
  while (line < lines.count) {
    const block = BLOCK_NAME.exec(lines.line(line));
    if (block) {
      const impedance = settings.build().Method === 'Impedance';
      const read = readBlock(lines, line, block[1]!, impedance);
      if (read.table) tables.push(read.table);
      diagnostics.push(...read.diagnostics);
      line = read.next;
      continue;
    }
    addSetting(settings, lines.line(line), tables.length === 0);
    line += 1;
  }
  if (!tables.some(({ name }) => name === PRIMARY)) {
    throw fail('truncated-file', 'the file ends before its primary data', 'copy or export the file again', {
      line: lines.count,
    });
  }
  const built = settings.build();
  const startTime = typeof built.starttime === 'string' ? isoFromText(built.starttime, 'day-first') : undefined;
  return {
    instrument: 'Ivium',
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables,
    diagnostics,
  };
}

function addSetting(settings: SettingsBuilder, text: string, header: boolean): void {
  const at = text.indexOf('=');
  // Between the settings stand counts and binary marks; they say nothing beyond the settings themselves.
  if (header && at > 0) settings.addText(withoutControls(text.slice(0, at)), withoutControls(text.slice(at + 1)));
}

/** Texts of several lines are joined by pairs of control characters. */
function withoutControls(text: string): string {
  return [...text]
    .map((char) => (char < ' ' ? '\n' : char))
    .join('')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

interface Block {
  readonly table?: Table;
  readonly diagnostics: readonly Diagnostic[];
  readonly next: number;
}

/** A block is its columns and rows, or a count of such blocks; those are joined, with the block number in front. */
function readBlock(lines: TextLines, nameLine: number, name: string, impedance: boolean): Block {
  const counts: number[] = [];
  let line = nameLine + 1;
  while (line < lines.count && counts.length < 3) {
    const count = COUNT.exec(lines.line(line));
    if (count === null) break;
    counts.push(Number(count[1]));
    line += 1;
  }
  if (counts.length < 2) return { diagnostics: [], next: line };
  if (counts.length === 2) {
    const part = readRows(lines, line, counts[0]!, counts[1]!);
    const known = name === PRIMARY && impedance && counts[0] === IMPEDANCE.length;
    const { table, diagnostics } = namedTable(name, known ? IMPEDANCE : [], part);
    if (name === PRIMARY && !known) {
      const message = 'the file does not say what its columns are; they are numbered';
      diagnostics.push({ code: 'columns-unknown', severity: 'warning', line: nameLine + 1, message });
    }
    return { table, diagnostics: [...diagnostics, ...missingRows(name, counts[1]!, part.rows)], next: part.end };
  }
  return readRepeatedBlocks(lines, nameLine + 2, name, Math.min(counts[0]!, MAX_BLOCKS));
}

function readRepeatedBlocks(lines: TextLines, first: number, name: string, blocks: number): Block {
  const values: number[][] = [];
  let line = first;
  let rows = 0;
  let read = 0;
  for (; read < blocks; read++) {
    const columns = COUNT.exec(lines.line(line));
    const declared = COUNT.exec(lines.line(line + 1));
    if (columns === null || declared === null) break;
    const part = readRows(lines, line + 2, Number(columns[1]), Number(declared[1]));
    for (let column = 0; column <= part.columns.length; column++) {
      values[column] ??= new Array<number>(rows).fill(Number.NaN);
      const source = part.columns[column - 1];
      for (let row = 0; row < part.rows; row++) {
        const value = column === 0 ? read + 1 : source instanceof Float64Array ? source[row]! : Number.NaN;
        values[column]!.push(value);
      }
    }
    rows += part.rows;
    for (const column of values) while (column.length < rows) column.push(Number.NaN);
    line = part.end;
  }
  const columns = values.map((column, index) => ({
    name: index === 0 ? 'block' : `column ${index}`,
    unit: '',
    values: Float64Array.from(column),
  }));
  return {
    table: { name, rows, columns },
    diagnostics: missingRows(name, blocks, read, 'blocks'),
    next: Math.max(line, first),
  };
}

function readRows(lines: TextLines, first: number, columns: number, rows: number): ReturnType<typeof readTextTable> {
  // The next object begins with a single number, so a row is a line with at least two.
  let end = first;
  while (end < lines.count && end - first < rows && (columns < 2 || !COUNT.test(lines.line(end)))) end += 1;
  return readTextTable(lines, { separator: ' ', decimal: '.' }, { first, end, maxRows: rows, stopAtText: true });
}

function missingRows(name: string, declared: number, read: number, what = 'rows'): Diagnostic[] {
  if (read >= declared) return [];
  const message = `${name} declares ${declared} ${what} and holds ${read}`;
  return [{ code: 'truncated', severity: 'warning', message }];
}
