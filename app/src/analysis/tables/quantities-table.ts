import type { Quantity } from '../../../../src/quantity/quantity.js';
import { printInterval, readableName } from '../../../../src/report/quantity-text.js';
import type { ResultTable } from '../../../../src/techniques/technique.js';

/** Quantities of an analysis as a table: each with its own unit, its interval and what must be known of it. */
export function quantitiesTable(quantities: Readonly<Record<string, Quantity>>): ResultTable {
  const entries = Object.entries(quantities);
  const withNotes = entries.some(([, { note }]) => note !== undefined);
  return {
    id: 'quantities',
    caption: 'Quantities of the analysis.',
    columns: [
      { name: 'quantity', unit: '' },
      { name: 'value', unit: '1' },
      { name: '95 % interval', unit: '' },
      ...(withNotes ? [{ name: 'note', unit: '' }] : []),
    ],
    rows: entries.map(([name, quantity]) => [
      readableName(name),
      quantity,
      printInterval(quantity),
      ...(withNotes ? [quantity.note ?? ''] : []),
    ]),
  };
}
