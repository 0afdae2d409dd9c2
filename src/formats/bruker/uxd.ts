import { fail } from '../../errors.js';
import { isoFromScanDate } from '../diffraction/dates.js';
import { numberList } from '../diffraction/number-list.js';
import { readNumberRows } from '../diffraction/number-rows.js';
import {
  countsColumn,
  noTwoTheta,
  numberColumn,
  pointsMismatch,
  steppedAngles,
} from '../diffraction/pattern-columns.js';
import { type FoundSettings, scanAxisFromWord, uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Column, ColumnKind, Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { namedTable } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { numberOf, uxdFacts } from './uxd-facts.js';
import { roundingColumn } from './uxd-rounding.js';

/** Siemens and Bruker UXD: `_KEY=value` lines and blocks of counts; every block is a table. */
export const uxdReader = textReader({
  id: 'bruker-uxd',
  label: 'Bruker/Siemens UXD',
  extensions: ['.uxd'],
  recognise: ({ lines }: FileHead) => {
    const keys = lines.filter((line) => /^_(?:FILEVERSION|SAMPLE|WL1|STEPSIZE|STEPTIME|START|DRIVE)\s*=/.test(line));
    if (keys.length >= 2) return 1;
    return lines.some((line) => BLOCK.test(line)) ? 0.7 : 0;
  },
  parse: parseUxd,
});

const KEY = /^_([A-Za-z0-9_ ]+?)\s*=\s*(.*)$/;
const BLOCK = /^_([A-Z0-9]*?)(COUNTS|CPS)\s*$/;
const MOST_BLOCKS = 20_000;

/** What moved. */
interface Axis {
  readonly name: string;
  readonly kind: ColumnKind | undefined;
}

const TWO_THETA: Axis = { name: '2theta', kind: 'two-theta' };
/** By what a block calls its first column; the axis of any other is no abscissa of a pattern. */
const AXES: ReadonlyMap<string, Axis> = new Map([
  ['2THETA', TWO_THETA],
  ['THETA', { name: 'theta', kind: 'omega' }],
  ['OMEGA', { name: 'omega', kind: 'omega' }],
]);

function parseUxd(lines: TextLines): FileContent {
  /** The last value of each key so far: a range takes over what it does not say anew. */
  const keys = new Map<string, string>();
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const facts: FoundSettings[] = [];
  const diagnostics: Diagnostic[] = [];
  let line = 0;
  while (line < lines.count) {
    const text = lines.end(line) - lines.start(line) > 2000 ? '' : lines.line(line).trim();
    const block = BLOCK.exec(text);
    if (block === null) {
      takeLine(text, line, keys, settings, tables.length);
      line += 1;
      continue;
    }
    if (tables.length >= MOST_BLOCKS) throw fail('malformed-file', `more than ${MOST_BLOCKS} ranges`, 'split the file');
    const read = readBlock(lines, line + 1, block[1]!, block[2] === 'CPS', keys, `range ${tables.length + 1}`);
    tables.push(read.table);
    facts.push(uxdFacts(keys));
    diagnostics.push(...read.diagnostics);
    line = Math.max(read.end, line + 1);
  }
  if (tables.length === 0) {
    throw fail(
      'truncated-file',
      'the file ends before its first counts',
      'copy it again, or export it again as UXD or xy',
    );
  }
  const startTime = isoFromScanDate(keys.get('DATEMEASURED'));
  return {
    instrument: 'Bruker',
    ...(startTime === undefined ? {} : { startTime }),
    settings: { ...uniformSettings(facts), ...settings.build() },
    tables: tables.length === 1 ? [{ ...tables[0]!, name: 'data' }] : tables,
    diagnostics,
  };
}

function takeLine(
  text: string,
  line: number,
  keys: Map<string, string>,
  settings: SettingsBuilder,
  blocks: number,
): void {
  const match = KEY.exec(text);
  if (match !== null) {
    const name = match[1]!;
    const value = match[2]!.replace(/^'(.*)'$/, '$1').trim();
    keys.set(name, value);
    settings.addText(blocks === 0 ? name : `range ${blocks + 1}: ${name}`, value);
  } else if (text !== '') settings.add(`line ${line + 1}`, text.replace(/^;\s*/, ''));
}

interface ReadBlock {
  readonly table: Table;
  /** Line behind the block. */
  readonly end: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param title what the block calls its first column, `''` for counts alone */
function readBlock(
  lines: TextLines,
  first: number,
  title: string,
  rate: boolean,
  keys: ReadonlyMap<string, string>,
  name: string,
): ReadBlock {
  let end = first;
  while (end < lines.count && !opensKey(lines, end)) end += 1;
  const axis = axisOf(title, keys);
  const read =
    title === '' ? readCounts(lines, first, end, axis, keys, name) : readPairs(lines, first, end, axis, keys);
  const diagnostics = [...read.diagnostics];
  if (axis.kind !== 'two-theta') diagnostics.push(noTwoTheta(name, axis.name));
  const [angles, values, ...more] = read.columns;
  const made = rate ? { column: asRate(values!), diagnostics: [] } : countsOf(values!);
  diagnostics.push(...made.diagnostics);
  return { table: { name, rows: read.rows, columns: [angles!, made.column, ...more] }, end, diagnostics };
}

/** Of counts alone the drive says what moved; coupled scans and scans of the detector begin at a 2theta. */
function axisOf(title: string, keys: ReadonlyMap<string, string>): Axis {
  if (title !== '') return AXES.get(title) ?? { name: title, kind: undefined };
  const scan = scanAxisFromWord(keys.get('DRIVE')) ?? '2theta';
  if (scan.startsWith('2theta')) return TWO_THETA;
  return { name: scan, kind: scan === 'omega' ? 'omega' : undefined };
}

interface ReadColumns {
  readonly rows: number;
  /** Angles, what was counted, and what else there is. */
  readonly columns: readonly Column[];
  readonly diagnostics: readonly Diagnostic[];
}

function readPairs(
  lines: TextLines,
  first: number,
  end: number,
  axis: Axis,
  keys: ReadonlyMap<string, string>,
): ReadColumns {
  const text = readNumberRows(lines, { first, end, width: 2 });
  const headers = [
    { name: axis.name, unit: 'deg', kind: axis.kind ?? null },
    { name: 'counts', unit: 'counts', kind: null },
  ];
  const { table, diagnostics } = namedTable('', headers, text);
  const angles = text.columns[0];
  const rounding =
    angles instanceof Float64Array && axis.kind === 'two-theta'
      ? roundingColumn(angles, numberOf(keys, 'START'), numberOf(keys, 'STEPSIZE'))
      : undefined;
  return {
    rows: table.rows,
    columns: [...table.columns, ...(rounding?.columns ?? [])],
    diagnostics: [...diagnostics, ...(rounding?.diagnostics ?? [])],
  };
}

function readCounts(
  lines: TextLines,
  first: number,
  end: number,
  axis: Axis,
  keys: ReadonlyMap<string, string>,
  name: string,
): ReadColumns {
  const start = numberOf(keys, 'START');
  const step = numberOf(keys, 'STEPSIZE');
  if (start === undefined || step === undefined) {
    throw fail('malformed-file', `${name} does not say its _START and _STEPSIZE`, 'export it again with 2theta', {
      line: first,
    });
  }
  const { values, unreadable } = numberList(lines.text, lines.start(first), lines.start(end));
  const diagnostics: Diagnostic[] = [];
  if (unreadable > 0) {
    const message = `${unreadable} counts of ${name} are no numbers; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', message, line: first + 1 });
  }
  const declared = numberOf(keys, 'STEPCOUNT');
  if (declared !== undefined) diagnostics.push(...pointsMismatch(declared, values.length, name));
  const angles = numberColumn(axis.name, 'deg', axis.kind, steppedAngles(start, step, values.length));
  return {
    rows: values.length,
    columns: [angles, numberColumn('counts', 'counts', undefined, values)],
    diagnostics,
  };
}

function opensKey(lines: TextLines, line: number): boolean {
  const mark = lines.text.charAt(lines.start(line));
  return (mark === '_' || mark === ';') && lines.end(line) > lines.start(line);
}

function countsOf(column: Column): { column: Column; diagnostics: Diagnostic[] } {
  return 'values' in column ? countsColumn(column.name, column.values) : { column, diagnostics: [] };
}

function asRate(column: Column): Column {
  return 'values' in column ? numberColumn('rate', 'counts/s', 'intensity', column.values) : column;
}
