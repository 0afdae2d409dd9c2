/** The tables of a file for people: each in full where there are a few, a line for each where there are many. */
import { type Column, isNumberColumn, type NumberArray, type NumberColumn, type Table } from '../formats/recording.js';
import { printNumber } from '../quantity/print.js';
import { textTable } from './text-table.js';

/** Columns of a table shown to people. */
const mostColumns = 50;
/** Tables shown with all their columns. */
const mostTables = 6;
/** Settings shown of those that differ between tables: below a table, and beside its line in an overview. */
const mostBelow = 8;
const mostBeside = 4;
const widestBeside = 24;
const columnsBeside = 2;
const mostLines = 400;

/** @param oneLine makes a value short enough for a line */
export function tablesText(
  tables: readonly Table[],
  mostSettings: number,
  oneLine: (text: string) => string,
): string[] {
  const { count, shared, differing } = splitSettings(tables);
  const blocks =
    tables.length > mostTables
      ? [overview(tables, differing)]
      : tables.map((table) => `${tableText(table, oneLine)}${settingsBelow(table, differing, oneLine)}`);
  if (shared.length > 0) {
    const rows = shared.slice(0, mostSettings).map(([name, value]) => [name, oneLine(value)]);
    const more = shared.length > rows.length ? `  and ${shared.length - rows.length} more; see --json\n` : '';
    const of = tables.length === 1 ? 'this table' : count === tables.length ? `all ${count} tables` : `${count} tables`;
    blocks.push(`settings of ${of}\n${textTable(rows)}${more}`);
  }
  return blocks;
}

/** Smallest and largest number of a column; undefined when it holds none. */
export function range(values: NumberArray): readonly [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** Settings with one value for all tables that have any, and the names of those that differ, in the order of the file. */
function splitSettings(all: readonly Table[]): {
  count: number;
  shared: readonly (readonly [string, string])[];
  differing: readonly string[];
} {
  const tables = all.filter(({ settings }) => settings !== undefined);
  const first = tables[0]?.settings ?? {};
  const names = new Set(tables.flatMap(({ settings }) => Object.keys(settings ?? {})));
  const isShared = (name: string): boolean => tables.every(({ settings }) => settings?.[name] === first[name]);
  const shared: [string, string][] = [];
  const differing: string[] = [];
  for (const name of names) {
    if (isShared(name)) shared.push([name, String(first[name])]);
    else differing.push(name);
  }
  return { count: tables.length, shared, differing };
}

function tableText(table: Table, oneLine: (text: string) => string): string {
  const rows = table.columns.slice(0, mostColumns).map((column) => {
    if (!isNumberColumn(column)) return [column.name, '', 'text', oneLine(column.text[0] ?? ''), ''];
    const [low, high] = printedRange(column);
    return [column.name, column.unit, column.kind ?? '', low, high];
  });
  const head = ['column', 'unit', 'meaning', 'from', 'to'];
  const hidden = table.columns.length - mostColumns;
  const more = hidden > 0 ? `  and ${hidden} more columns; see --json\n` : '';
  return `table "${table.name}", ${table.rows} row${table.rows === 1 ? '' : 's'}\n${textTable([head, ...rows])}${more}`;
}

function settingsBelow(table: Table, differing: readonly string[], oneLine: (text: string) => string): string {
  const own = differing.filter((name) => table.settings?.[name] !== undefined);
  if (own.length === 0) return '';
  const rows = own.slice(0, mostBelow).map((name) => [name, oneLine(String(table.settings?.[name]))]);
  const more = own.length > mostBelow ? `    and ${own.length - mostBelow} more settings; see --json\n` : '';
  return `${textTable(rows, 4)}${more}`;
}

/** Name, rows, the ranges of two columns and the settings that tell tables apart, one line for each table. */
function overview(tables: readonly Table[], differing: readonly string[]): string {
  const shown = tables.map(({ columns }) => telling(columns));
  const titles = Array.from({ length: columnsBeside }, (_, place) =>
    mostFrequent(shown.map((found) => title(found[place]))),
  );
  const beside = differing.filter((name) => isShort(tables, name)).slice(0, mostBeside);
  const rows = tables.slice(0, mostLines).map((table, index) => {
    const ranges = titles.map((wanted, place) => {
      const column = shown[index]![place];
      if (column === undefined) return '';
      const [low, high] = printedRange(column);
      const text = high === '' ? low : `${low} to ${high}`;
      return title(column) === wanted ? text : `${title(column)}: ${text}`;
    });
    return [table.name, String(table.rows), ...ranges, ...beside.map((name) => String(table.settings?.[name] ?? ''))];
  });
  const more = tables.length > mostLines ? `  and ${tables.length - mostLines} more tables; see --json\n` : '';
  return `${tables.length} tables\n${textTable([['table', 'rows', ...titles, ...beside], ...rows])}${more}`;
}

/** Columns of known meaning, or the first ones where none has any. */
function telling(columns: readonly Column[]): NumberColumn[] {
  const numbers = columns.filter(isNumberColumn);
  const known = numbers.filter(({ kind }) => kind !== undefined);
  return (known.length > 0 ? known : numbers).slice(0, columnsBeside);
}

function title(column: NumberColumn | undefined): string {
  if (column === undefined) return '';
  return column.unit === '' ? column.name : `${column.name} (${column.unit})`;
}

function mostFrequent(words: readonly string[]): string {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as [string, number])[0];
}

/** Short in every table, and not said by the names of the tables already. */
function isShort(tables: readonly Table[], name: string): boolean {
  const values = tables.map(({ settings }) => String(settings?.[name] ?? ''));
  if (!values.every((value) => value.length <= widestBeside && !/\s{2}|[\r\n]/.test(value))) return false;
  return values.some((value, index) => !tables[index]!.name.includes(value));
}

function printedRange(column: NumberColumn): readonly [string, string] {
  const ends = range(column.values);
  if (ends === undefined) return ['no number', ''];
  return [printNumber(ends[0], 6, true), printNumber(ends[1], 6, true)];
}
