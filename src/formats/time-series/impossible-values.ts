/** Numbers that no cell has: a wrong column or a wrong unit. */
import { fail } from '../../errors.js';
import type { TimeSeries } from './time-series.js';

/** Far above what any instrument for cells measures. */
const LARGEST_V = 1000;
const LARGEST_A = 1e5;

/** @throws `malformed-file` with column, unit and row in the message when a potential or a current is impossible */
export function refuseImpossible(
  { potentialV, currentA }: Pick<TimeSeries, 'potentialV' | 'currentA'>,
  file: string,
): void {
  check('potential', 'V', potentialV, LARGEST_V, file);
  check('current', 'A', currentA, LARGEST_A, file);
}

function check(column: string, unit: string, values: Float64Array, most: number, file: string): void {
  // A loop, for `findIndex` calls a function for each of what may be ten million rows.
  let row = 0;
  while (row < values.length && !(Math.abs(values[row]!) > most)) row += 1;
  if (row === values.length) return;
  throw fail(
    'malformed-file',
    `a ${column} of ${values[row]!.toPrecision(3)} ${unit} in row ${row + 1} is impossible (the limit is ${most} ${unit})`,
    `check the unit in the name of the ${column} column (V or mV, A or mA), and that it is the ${column}`,
    { file },
  );
}
