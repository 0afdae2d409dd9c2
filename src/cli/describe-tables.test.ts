import { describe, expect, it } from 'vitest';
import type { Setting, Table } from '../formats/recording.js';
import { tablesText } from './describe-tables.js';

const oneLine = (text: string): string => text;

function table(index: number, settings?: Record<string, Setting>, kind: 'counts' | null = 'counts'): Table {
  const values = Float64Array.of(index, 10 * index);
  return {
    name: `region ${index}`,
    rows: 2,
    columns: [
      { name: 'row', unit: '', values: Float64Array.of(0, 1) },
      kind === null ? { name: 'x', unit: 'V', values } : { name: 'signal', unit: 'counts', kind, values },
    ],
    ...(settings === undefined ? {} : { settings }),
  };
}

describe('tablesText', () => {
  it('one table: its columns and its settings', () => {
    const text = tablesText([table(1, { passEnergyEv: 20 })], 40, oneLine).join('\n');
    expect(text).toMatch(/^table "region 1", 2 rows$/m);
    expect(text).toMatch(/^settings of this table\n {2}passEnergyEv {2}20$/m);
  });

  it('a few tables: what they share once, what differs below each', () => {
    const text = tablesText([table(1, { a: 1, b: 'x' }), table(2, { a: 2, b: 'x' })], 40, oneLine).join('\n');
    expect(text).toMatch(/^ {4}a {2}1$/m);
    expect(text).toMatch(/^ {4}a {2}2$/m);
    expect(text).toMatch(/^settings of all 2 tables\n {2}b {2}x$/m);
  });

  it('many tables: a line for each, with the ranges of what is known and the settings that tell them apart', () => {
    const many = Array.from({ length: 68 }, (_, index) =>
      table(index + 1, {
        regionName: `region ${index + 1}`,
        etchTimeS: 30 * index,
        source: 'Al',
        note: 'long '.repeat(9 + index),
      }),
    );
    const [overview, shared] = tablesText([...many, table(69, undefined, null)], 40, oneLine);
    const lines = overview!.trimEnd().split('\n');
    expect(lines[0]).toBe('69 tables');
    expect(lines[1]!.trim().split(/\s{2,}/)).toEqual(['table', 'rows', 'signal (counts)', 'etchTimeS']);
    expect(lines[3]!.trim().split(/\s{2,}/)).toEqual(['region 2', '2', '2 to 20', '30']);
    expect(
      lines
        .at(-1)!
        .trim()
        .split(/\s{2,}/),
    ).toEqual(['region 69', '2', 'row: 0 to 1', 'x (V): 69 to 690']);
    expect(lines).toHaveLength(71);
    expect(shared).toMatch(/^settings of 68 tables\n {2}source {2}Al$/m);
  });

  it('so many tables that nobody would read on are counted', () => {
    const text = tablesText(
      Array.from({ length: 500 }, (_, index) => table(index)),
      40,
      oneLine,
    )[0]!;
    expect(text).toContain('and 100 more tables; see --json');
    expect(text.split('\n').length).toBeLessThan(410);
  });
});
