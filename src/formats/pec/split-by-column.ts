import { type Column, isNumberColumn, type Table } from '../recording.js';

/** More parts than any export has. */
const MOST_PARTS = 1000;

/**
 * One table for each number in a column (the cells of a test that are exported together), in the order they appear; the
 * table itself where there is just one.
 */
export function splitByColumn(table: Table, columnName: string, label: string): Table[] {
  const key = table.columns.filter(isNumberColumn).find(({ name }) => name === columnName);
  if (key === undefined) return [table];
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < table.rows; row++) {
    const value = key.values[row]!;
    const rows = rowsOf.get(value);
    if (rows) rows.push(row);
    else rowsOf.set(value, [row]);
    if (rowsOf.size > MOST_PARTS) return [table];
  }
  if (rowsOf.size < 2) return [table];
  return [...rowsOf].map(([value, rows]) => ({
    name: `${label} ${value}`,
    rows: rows.length,
    columns: table.columns.map((column) => picked(column, rows)),
  }));
}

function picked(column: Column, rows: readonly number[]): Column {
  if (!isNumberColumn(column)) return { ...column, text: rows.map((row) => column.text[row]!) };
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
}
