import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../test/shared-data.js';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { isNumberColumn, type NumberColumn, type Table } from './recording.js';

const folder = sharedData('cycling');

interface ColumnAnswer {
  readonly unit?: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly nan?: number;
}
interface FileAnswer {
  readonly format: string;
  readonly rows?: number;
  readonly columns?: Readonly<Record<string, ColumnAnswer | null>>;
  readonly flags?: Readonly<Record<string, ColumnAnswer | null>>;
  readonly tables?: readonly { name: string; rows: number; columns: Readonly<Record<string, ColumnAnswer>> }[];
}

const answers: Readonly<Record<string, FileAnswer>> =
  folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const files = Object.keys(answers).filter((name) => /\.(?:mpr|mpt|dta)$/i.test(name));

/** Names that the answers write otherwise: an EC-Lab misprint, a column without name, names the file itself gives. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  '<Ewe/V>': ['<Ewe>/V'],
  '(empty name)': ['column 62'],
  'Ewe/V': ['Ecell/V'],
  'Analog IN 1/V': ['Force/N'],
  'Analog IN 2/V': ['Temperatur/°C'],
};

function columnOf(table: Table, title: string): NumberColumn {
  const wanted = [title, ...(OTHER_NAMES[title] ?? [])];
  const found = table.columns
    .filter(isNumberColumn)
    .find(({ name, unit }) => wanted.includes(unit === '' ? name : `${name}/${unit}`) || wanted.includes(name));
  if (found === undefined) throw new Error(`no column ${title} in ${table.name}`);
  return found;
}

function compare(column: NumberColumn, answer: ColumnAnswer | null): void {
  if (answer === null) {
    expect(column.values.length).toBe(0);
    return;
  }
  const values = [...column.values].filter((value) => !Number.isNaN(value));
  expect(column.values.length - values.length).toBe(answer.nan ?? column.values.length - values.length);
  if (values.length === 0) return;
  // Sums are taken in another order there; everything else is one printed number.
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
  const sum = values.reduce((total, value) => total + value, 0);
  expect(Math.abs(sum - answer.sum)).toBeLessThanOrEqual(1e-11 * size);
  const close = (value: number, reference: number): void =>
    expect(Math.abs(value - reference)).toBeLessThanOrEqual(1e-11 * Math.abs(reference));
  close(Math.min(...minMax(values)), answer.min);
  close(Math.max(...minMax(values)), answer.max);
  if (answer.first !== null) close(values[0]!, answer.first);
  if (answer.last !== null) close(values.at(-1)!, answer.last);
}

function minMax(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [values[0]!, values[0]!],
  );
}

describe.skipIf(folder === undefined)('BioLogic and Gamry files of ../shared/data/cycling (skipped without it)', () => {
  it('are all there', () => expect(files.length).toBeGreaterThanOrEqual(47));

  it.each(files)('%s', async (name) => {
    const answer = answers[name]!;
    const bytes = new Uint8Array(readFileSync(join(folder!, name)));
    const recording = await readRecording(fileFromBytes(name.split('/').at(-1)!, bytes));
    if (answer.tables !== undefined) {
      expect(recording.tables.map((table) => [table.name, table.rows])).toEqual(
        answer.tables.map((table) => [table.name, table.rows]),
      );
      for (const [index, table] of answer.tables.entries()) {
        for (const [title, column] of Object.entries(table.columns))
          compare(columnOf(recording.tables[index]!, title), column);
      }
      return;
    }
    const table = recording.tables[0]!;
    expect(table.rows).toBe(answer.rows);
    for (const [title, column] of Object.entries({ ...answer.columns, ...answer.flags })) {
      compare(columnOf(table, title), column);
    }
    const named = Object.keys(answer.columns ?? {}).length + Object.keys(answer.flags ?? {}).length;
    expect(table.columns.length).toBeGreaterThanOrEqual(named);
  });
});
