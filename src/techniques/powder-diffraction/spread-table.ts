import type { ResultTable } from '../technique.js';
import type { CellSpread } from './fit/profile-check.js';

/** What other descriptions of the lines make of the cells. */
export function spreadTable(spread: readonly CellSpread[], of?: string): ResultTable {
  const first = spread[0]!.others;
  return {
    id: of === undefined ? 'profile-dependence' : `profile-dependence-${of}`,
    caption: `Cell under other descriptions of the lines, each refined anew${of === undefined ? '' : `; pattern ${of}`}. A standard deviation does not include this spread.`,
    columns: [
      { name: 'parameter', unit: '' },
      { name: 'as refined', unit: '' },
      ...first.map(({ description, rwp }) => ({ name: `${description} (Rwp ${rwp.toFixed(2)} %)`, unit: '' })),
      { name: 'largest change in esds', unit: '' },
    ],
    rows: spread.map(({ name, unit, value, sigma, others, largest }) => [
      name,
      { value, sigma, unit },
      ...others.map((other) => ({ value: other.value, sigma, unit })),
      sigma === null || sigma === 0 ? null : Number((largest / sigma).toPrecision(2)),
    ]),
  };
}
