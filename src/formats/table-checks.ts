/** What every recording is looked at for, whatever its format. */
import { type Diagnostic, isNumberColumn, type NumberColumn, type Table } from './recording.js';

/**
 * `zero-frequency-rows`: rows without an impedance (they are kept); `no-frequency`: an impedance without frequency, which
 * no technique can use.
 */
export function tableChecks(tables: readonly Table[]): Diagnostic[] {
  return tables.flatMap((table) => {
    const columns = table.columns.filter(isNumberColumn);
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
