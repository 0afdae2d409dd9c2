import { exactDigits } from '../columns/exact-digits.js';
import type { RowSlice } from '../recording-protocol.js';

/** What stands where a number is missing. */
const MISSING = '–';

/** A cell with all the digits of its type of number; nothing for a row that is not in the slice. */
export function cellText({ columns, from }: RowSlice, column: number, row: number): string {
  const cells = columns[column];
  const at = row - from;
  if (cells === undefined || at < 0 || at >= cells.length) return '';
  if (!ArrayBuffer.isView(cells)) return cells[at]!;
  return exactDigits(cells[at]!, cells) || MISSING;
}
