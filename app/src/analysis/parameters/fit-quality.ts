/** How good a fit is, as its technique puts it: what stands behind the parameters in the table that lists them. */

import { printNumber } from '../../../../src/quantity/print.js';
import type { ResultTable } from '../../../../src/techniques/technique.js';
import type { Cell } from '../tables/sorted-table.js';
import { cellText } from '../tables/table-cells.js';

export interface QualityFact {
  readonly name: string;
  readonly text: string;
}

/**
 * The columns after the parameters of the model in the table that has a row for each recording and a column for each
 * parameter: reduced chi-square, degrees of freedom, starts that agree. Empty where the result has no such table.
 *
 * @param names of the parameters
 * @param recording label of the entry
 */
export function fitQuality(
  tables: readonly ResultTable[],
  names: readonly string[],
  recording: string,
): readonly QualityFact[] {
  for (const { columns, rows } of tables) {
    const places = names.map((name) => columns.findIndex((column) => column.name === name));
    if (places.length === 0 || places.includes(-1)) continue;
    const row = rows.find(([first]) => first === recording);
    if (row === undefined) continue;
    const last = Math.max(...places);
    return columns
      .map(({ name, unit }, i) => ({ name, text: i > last ? factText(row[i] ?? null, unit) : '' }))
      .filter(({ text }) => text !== '');
  }
  return [];
}

/** The table below has more digits; here a glance must be enough. */
function factText(cell: Cell, unit: string): string {
  return typeof cell === 'number' && !Number.isInteger(cell) ? printNumber(cell, 3) : cellText(cell, unit);
}
