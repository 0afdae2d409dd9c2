import { type Diagnostic, isNumberColumn, type NumberArray, type Table } from '../recording.js';

/**
 * The rows of a channel sorted by test and data point, one table for each test. A single test keeps the name of the table;
 * of several, each name ends in its `Test_ID`.
 */
export function splitByTest(table: Table, diagnostics: Diagnostic[]): Table[] {
  const numbers = (wanted: string): NumberArray | undefined =>
    table.columns.filter(isNumberColumn).find(({ name }) => name === wanted)?.values;
  const tests = numbers('Test_ID') ?? new Uint8Array(table.rows);
  const points = numbers('Data_Point');
  if (points === undefined) {
    const message = `table "${table.name}" has no column "Data_Point": its rows stand as the file has them`;
    diagnostics.push({ code: 'unsorted', severity: 'warning', message });
  }
  const order = sortedRows(tests, points);
  warnOfRepeats(table.name, order, tests, points, diagnostics);
  const names = new Map<number, number[]>();
  for (const row of order) {
    const rows = names.get(tests[row]!);
    if (rows === undefined) names.set(tests[row]!, [row]);
    else rows.push(row);
  }
  if (names.size <= 1) return [taken(table, table.name, order)];
  return [...names].map(([test, rows]) => taken(table, `${table.name} Test_ID ${test}`, Uint32Array.from(rows)));
}

function sortedRows(tests: NumberArray, points: NumberArray | undefined): Uint32Array {
  const order = Uint32Array.from({ length: tests.length }, (_, row) => row);
  const before = (a: number, b: number): number =>
    tests[a]! - tests[b]! || (points === undefined ? 0 : points[a]! - points[b]!) || a - b;
  for (let row = 1; row < order.length; row++) {
    if (before(row - 1, row) > 0) return order.sort(before);
  }
  return order;
}

function warnOfRepeats(
  name: string,
  order: Uint32Array,
  tests: NumberArray,
  points: NumberArray | undefined,
  diagnostics: Diagnostic[],
): void {
  if (points === undefined) return;
  let repeats = 0;
  for (let k = 1; k < order.length; k++) {
    const [a, b] = [order[k - 1]!, order[k]!];
    if (tests[a] === tests[b] && points[a] === points[b]) repeats += 1;
  }
  if (repeats === 0) return;
  const message = `${repeats} row(s) of table "${name}" repeat the number of the data point before; all are kept`;
  diagnostics.push({ code: 'repeated-points', severity: 'warning', message });
}

function taken(table: Table, name: string, rows: Uint32Array): Table {
  const columns = table.columns.map((column) => {
    if (!isNumberColumn(column)) return { ...column, text: Array.from(rows, (row) => column.text[row]!) };
    const values = new (column.values.constructor as new (length: number) => NumberArray)(rows.length);
    for (let k = 0; k < rows.length; k++) values[k] = column.values[rows[k]!]!;
    return { ...column, values };
  });
  return { name, rows: rows.length, columns };
}
