import { describe, expect, it } from 'vitest';
import type { ResultTable } from '../../../../src/techniques/technique.js';
import { nextSorting, sortedTable } from './sorted-table.js';

const quantity = (value: number | null) => ({ value, sigma: null, unit: 'Ohm' });
const table: ResultTable = {
  id: 't',
  caption: '',
  columns: [
    { name: 'recording', unit: '' },
    { name: 'R1', unit: 'Ohm' },
  ],
  rows: [
    ['run#10', quantity(5)],
    ['run#2', quantity(null)],
    ['run#1', quantity(-1e6)],
    ['', 7],
  ],
};
const column = (sorted: ResultTable, index: number) => sorted.rows.map((row) => row[index]);

describe('sortedTable', () => {
  it('sorts text as people do, empty cells last', () => {
    expect(column(sortedTable(table, { column: 0, falling: false }), 0)).toEqual(['run#1', 'run#2', 'run#10', '']);
    expect(column(sortedTable(table, { column: 0, falling: true }), 0)).toEqual(['run#10', 'run#2', 'run#1', '']);
  });

  it('sorts numbers and quantities by value, missing ones last either way', () => {
    const values = (falling: boolean) =>
      column(sortedTable(table, { column: 1, falling }), 1).map((cell) =>
        typeof cell === 'object' && cell !== null ? cell.value : cell,
      );
    expect(values(false)).toEqual([-1e6, 5, 7, null]);
    expect(values(true)).toEqual([7, 5, -1e6, null]);
  });

  it('leaves the table itself alone', () => {
    const before = JSON.stringify(table);
    sortedTable(table, { column: 1, falling: true });
    expect(JSON.stringify(table)).toBe(before);
    expect(sortedTable(table, null)).toBe(table);
  });
});

describe('nextSorting', () => {
  it('goes from rising to falling to none, and starts anew with another column', () => {
    const rising = nextSorting(null, 2);
    const falling = nextSorting(rising, 2);
    expect([rising, falling, nextSorting(falling, 2), nextSorting(falling, 1)]).toEqual([
      { column: 2, falling: false },
      { column: 2, falling: true },
      null,
      { column: 1, falling: false },
    ]);
  });
});
