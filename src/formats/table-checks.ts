/** What every recording is looked at for, whatever its format. */
import { type Diagnostic, isNumberColumn, type NumberColumn, type Table } from './recording.js';

/**
 * `zero-frequency-rows`: rows without an impedance (they are kept); `no-frequency`: an impedance without frequency, which
 * no technique can use; `angles-not-rising`: a pattern whose 2theta falls back, as in a scan that was repeated or in a file
 * that is damaged.
 */
export function tableChecks(tables: readonly Table[]): Diagnostic[] {
  return tables.flatMap((table) => {
    const columns = table.columns.filter(isNumberColumn);
    const angles = columns.find(({ kind }) => kind === 'two-theta');
    if (angles !== undefined) return notRising(table, angles);
    const frequency = columns.find(({ kind }) => kind === 'frequency');
    const impedance = columns.find(({ kind }) => kind === 'impedance-real');
    if (frequency === undefined) return impedance === undefined ? [] : [noFrequency(table)];
    return zeroRows(table, frequency);
  });
}

function noFrequency(table: Table): Diagnostic {
  return {
    code: 'no-frequency',
    severity: 'error',
    message: `table "${table.name}" has an impedance and no frequency column; export it again with the frequency`,
  };
}

function zeroRows(table: Table, frequency: NumberColumn): Diagnostic[] {
  const { values } = frequency;
  let count = 0;
  for (let row = 0; row < values.length; row++) if (!(values[row]! > 0)) count += 1;
  if (count === 0) return [];
  const message = `${count} of ${table.rows} rows of table "${table.name}" have no positive frequency: they hold no impedance`;
  return [{ code: 'zero-frequency-rows', severity: 'info', message }];
}

function notRising(table: Table, { values }: NumberColumn): Diagnostic[] {
  let falling = 0;
  for (let row = 1; row < values.length; row++) if (!(values[row]! > values[row - 1]!)) falling += 1;
  if (falling === 0) return [];
  const whole = falling === values.length - 1;
  const message = whole
    ? `the 2theta of table "${table.name}" falls from row to row: it was measured downwards`
    : `the 2theta of table "${table.name}" does not rise at ${falling} of ${table.rows} points: rows may be repeated or damaged`;
  return [{ code: 'angles-not-rising', severity: whole ? 'info' : 'warning', message }];
}
