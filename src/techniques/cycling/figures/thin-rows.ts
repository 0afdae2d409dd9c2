/** Rows of a long run that draw the same curve: lowest and highest of each picture column, and every event. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';

/** Four columns to a point of a double-column figure. */
const COLUMNS = 2000;

/**
 * First, lowest, highest and last row of each of `columns` equal spans of time, in order, with the rows to be kept whatever happens:
 * a short of one row is the very thing that a reader must see.
 *
 * @param from first row; @param to row after the last
 */
export function thinRows(
  { timeS, potentialV }: TimeSeries,
  from: number,
  to: number,
  keep: readonly number[] = [],
  columns = COLUMNS,
): Int32Array {
  if (to - from <= 4 * columns) return Int32Array.from({ length: to - from }, (_, k) => from + k);
  const start = timeS[from]!;
  const scale = columns / Math.max(Number.MIN_VALUE, timeS[to - 1]! - start);
  const kept = new Int32Array(4 * (columns + 1) + keep.length);
  let count = 0;
  let column = 0;
  let [first, lowest, highest] = [from, from, from];
  const close = (last: number): void => {
    // At most four numbers: sorting them by hand beats an array.
    const [a, b] = lowest < highest ? [lowest, highest] : [highest, lowest];
    kept[count++] = first;
    if (a > first) kept[count++] = a;
    if (b > a) kept[count++] = b;
    if (last > b) kept[count++] = last;
  };
  for (let row = from; row < to; row++) {
    const here = Math.min(columns - 1, Math.floor((timeS[row]! - start) * scale));
    if (here !== column && row > from) {
      close(row - 1);
      column = here;
      first = lowest = highest = row;
      continue;
    }
    const v = potentialV[row]!;
    if (v < potentialV[lowest]!) lowest = row;
    if (v > potentialV[highest]!) highest = row;
  }
  close(to - 1);
  const rows = kept.subarray(0, count);
  const events = keep.filter((row) => row >= from && row < to);
  return events.length === 0 ? rows.slice() : Int32Array.from(new Set([...rows, ...events].sort((a, b) => a - b)));
}
