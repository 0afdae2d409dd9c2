import { describe, expect, it } from 'vitest';
import { TextLines } from './text-lines.js';
import { readTextTable, tableDiagnostics } from './text-table.js';

const comma = { separator: ',', decimal: '.' } as const;

describe('readTextTable', () => {
  it('reads numbers and text, with what is missing as NaN', () => {
    const table = readTextTable(new TextLines('1,rest,NaN\n\n2,charge,5\n3,,--\n'), comma, { first: 0 });
    expect(table.rows).toBe(3);
    expect(table.columns).toEqual([
      Float64Array.of(1, 2, 3),
      ['rest', 'charge', ''],
      Float64Array.of(Number.NaN, 5, Number.NaN),
    ]);
    expect(table.problems).toEqual([]);
  });

  it('reads an unreadable cell as missing and says where it is', () => {
    const table = readTextTable(new TextLines('1,2\n2,oops\n3,4\n'), comma, { first: 0 });
    expect(table.columns[1]).toEqual(Float64Array.of(2, Number.NaN, 4));
    expect(tableDiagnostics(table.problems, ['a', 'b'])).toEqual([
      expect.objectContaining({ code: 'unreadable-cell', line: 2, message: expect.stringContaining('"oops"') }),
    ]);
  });

  it('grows when later rows have more cells, and reports rows that have fewer', () => {
    const rows = Array.from({ length: 40 }, (_, k) => (k === 7 ? '1' : `${k},${k}`)).join('\n');
    const table = readTextTable(new TextLines(`${rows}\n`), comma, { first: 0, columns: 3 });
    expect(table.columns.length).toBe(3);
    expect(table.widest).toBe(2);
    expect(table.problems).toEqual([expect.objectContaining({ code: 'short-rows', count: 1, line: 7 })]);
  });

  it('sees a row that the end of the file has cut, whole cells or part of a number', () => {
    const rows = Array.from({ length: 9 }, (_, k) => `${k},1.2345e+0${k}`).join('\n');
    const problems = (tail: string): string[] =>
      readTextTable(new TextLines(`${rows}\n${tail}`), comma, { first: 0 }).problems.map(({ code }) => code);
    expect(problems('9')).toEqual(['truncated']);
    expect(problems('9,1.23')).toEqual(['truncated']);
    expect(problems('9,1.2345e+09')).toEqual([]);
    expect(problems('9,1.23\n')).toEqual([]);
  });

  it('sees the cut in a short table, and one at the end of a number where every row ends its line', () => {
    const problems = (text: string, rowsEndLines = false): string[] =>
      readTextTable(new TextLines(text), comma, { first: 0, rowsEndLines }).problems.map(({ code }) => code);
    expect(problems('1,2,3\n4,5,6\n7,8')).toEqual(['truncated']);
    expect(problems('1,2,3\n4,5,6\n7,8\n')).toEqual(['short-rows']);
    expect(problems('1,2,3\n4,5,6\n7,8,\n')).toEqual([]);
    expect(problems('1,2,3\n7,8')).toEqual(['truncated']);
    expect(problems('1,2,3\n4,5,6')).toEqual([]);
    expect(problems('1,2,3\n4,5,6', true)).toEqual(['truncated']);
    expect(problems('1,2,3\n4,5,6\n', true)).toEqual([]);
  });

  it('ends at a line of text, but not at a row of missing values', () => {
    const lines = new TextLines('1,2\nNaN,NaN\n3,4\nend of data\n5,6\n');
    const table = readTextTable(lines, comma, { first: 0, stopAtText: true });
    expect(table.rows).toBe(3);
    expect(table.end).toBe(3);
  });

  it('refuses a table that would be mostly holes', () => {
    const text = `${'1\n'.repeat(20_000)}${'1,'.repeat(10_000)}\n`;
    expect(() => readTextTable(new TextLines(text.repeat(2)), comma, { first: 0 })).toThrow(/mostly holes/);
  });
});
