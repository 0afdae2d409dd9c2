import { printNumber, printQuantity } from '../../../../src/quantity/print.js';
import { isQuantity } from '../../../../src/report/csv.js';
import { printBare, printInterval } from '../../../../src/report/quantity-text.js';
import type { ResultTable } from '../../../../src/techniques/technique.js';
import type { Cell } from './sorted-table.js';

export interface ShownColumn {
  readonly name: string;
  /** Of the head; cells in another unit carry their own. */
  readonly unit: string;
  readonly numeric: boolean;
  /** Holds sentences, which need room and several lines. */
  readonly long: boolean;
}

/** How the columns of a table are shown; one that names no unit takes that of its quantities, where they agree. */
export function shownColumns(table: ResultTable): ShownColumn[] {
  return table.columns.map(({ name, unit }, i) => {
    const cells = table.rows.map((row) => row[i] ?? null);
    const units = new Set(cells.filter(isQuantity).map((cell) => cell.unit));
    return {
      name,
      unit: unit === '' && units.size === 1 ? [...units][0]! : unit,
      numeric: cells.some((cell) => cell !== null && typeof cell !== 'string'),
      long: cells.some((cell) => typeof cell === 'string' && cell.length > 28),
    };
  });
}

/** What stands in a cell of a column with this unit; empty for nothing. */
export function cellText(cell: Cell, unit: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  // A count is written out, whatever its size.
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 1e9 ? String(cell) : printNumber(cell, 6);
  const text = cell.unit === unit ? printBare(cell) : printQuantity(cell);
  // What is known of it stands in the remark and in notes; a column of bounds in words would be as wide as the page.
  return cell.value === null ? text.replace(/^(not identifiable|none) \(.*\)$/, '$1') : text;
}

/** What is known of a cell beyond its number: interval and note. */
export function cellRemark(cell: Cell): string | undefined {
  if (!isQuantity(cell)) return undefined;
  const interval = printInterval(cell);
  const parts = [interval === '' ? '' : `95 %: ${interval}`, cell.note ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join('. ');
}
