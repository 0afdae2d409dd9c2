import { type Column, type Diagnostic, isNumberColumn, type NumberColumn, type Table } from '../recording.js';

/** Sign of the current by the letter of the mode: charge, discharge, and those in which none flows. */
const SIGNS: Readonly<Record<string, number>> = { C: 1, D: -1, R: 0, P: 0, S: 0, O: 0 };
/** Share of the largest current up to which a resting cell's current is the noise of the instrument. */
const REST_NOISE = 0.01;

/**
 * Many exports print the amount of the current and its direction beside it as a letter. Such a table gets a column more,
 * the current with its sign; the amount stays as stored and loses its meaning, so that nobody takes it for the current.
 */
export function withSignedCurrent(table: Table, diagnostics: Diagnostic[]): Table {
  const current = table.columns.filter(isNumberColumn).find(({ kind }) => kind === 'current');
  if (current === undefined) return table;
  let largest = 0;
  for (const value of current.values) {
    if (value < 0) return table;
    if (value > largest) largest = value;
  }
  const modes = table.columns.find((column) => !isNumberColumn(column) && column.kind === 'state');
  if (modes === undefined || isNumberColumn(modes)) {
    if (largest > 0) diagnostics.push(unsigned(current));
    return table;
  }
  const { values, unknown, resting } = signed(current.values, modes.text, largest);
  if (unknown.rows > 0) {
    const message = `${unknown.rows} row(s) have a current in mode ${[...unknown.modes].join(', ')}, which tells no direction: there it is missing`;
    diagnostics.push({ code: 'current-direction-unknown', severity: 'warning', message });
  }
  const note = `"${current.name}" is an amount; "${current.name} (signed)" is made from it and "${modes.name}", positive for charge${resting === 0 ? '' : `; in ${resting} row(s) at rest, where no direction is known, it is set to zero`}`;
  diagnostics.push({ code: 'current-signed', severity: 'info', message: note });
  const columns = table.columns.flatMap((column): Column[] => {
    if (column !== current) return [column];
    const { name, unit } = current;
    return [
      { name, unit, values: current.values },
      { name: `${name} (signed)`, unit, kind: 'current', values },
    ];
  });
  return { ...table, columns };
}

function signed(
  amounts: NumberColumn['values'],
  modes: readonly string[],
  largest: number,
): { values: Float64Array; unknown: { rows: number; modes: Set<string> }; resting: number } {
  const values = new Float64Array(amounts.length);
  const unknown = { rows: 0, modes: new Set<string>() };
  let resting = 0;
  for (let row = 0; row < values.length; row++) {
    const amount = amounts[row]!;
    const sign = SIGNS[modes[row]!];
    if (amount === 0) values[row] = 0;
    else if (Number.isNaN(amount)) values[row] = Number.NaN;
    else if (sign === 1 || sign === -1) values[row] = sign * amount;
    else if (sign === 0 && amount <= REST_NOISE * largest) resting += 1;
    else {
      values[row] = Number.NaN;
      unknown.rows += 1;
      if (unknown.modes.size < 20) unknown.modes.add(`"${modes[row]!.slice(0, 20)}"`);
    }
  }
  return { values, unknown, resting };
}

function unsigned(current: NumberColumn): Diagnostic {
  const message = `no row of "${current.name}" is negative and the file holds no column of modes (C, D): it cannot be told whether these are amounts; export it again with the mode`;
  return { code: 'current-sign-unknown', severity: 'warning', message };
}
