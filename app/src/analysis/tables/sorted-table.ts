import { isQuantity } from '../../../../src/report/csv.js';
import type { ResultTable } from '../../../../src/techniques/technique.js';

export type Cell = ResultTable['rows'][number][number];

export interface Sorting {
  /** Index of the column. */
  readonly column: number;
  readonly falling: boolean;
}

/** Rising, falling, then as the technique gave them. */
export function nextSorting(present: Sorting | null, column: number): Sorting | null {
  if (present?.column !== column) return { column, falling: false };
  return present.falling ? null : { column, falling: true };
}

/**
 * The table with its rows in the order of a column: numbers and quantities by value, text as people sort it (`#2` before
 * `#10`). Cells without a value stand last either way; equal ones keep their order.
 */
export function sortedTable(table: ResultTable, sorting: Sorting | null): ResultTable {
  if (sorting === null) return table;
  const { column, falling } = sorting;
  const keyed = table.rows.map((row) => ({ row, key: keyOf(row[column] ?? null) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return falling ? compare(b.key, a.key) : compare(a.key, b.key);
  });
  return { ...table, rows: keyed.map(({ row }) => row) };
}

function keyOf(cell: Cell): number | string | null {
  const key = isQuantity(cell) ? cell.value : cell;
  return key === '' || (typeof key === 'number' && Number.isNaN(key)) ? null : key;
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
