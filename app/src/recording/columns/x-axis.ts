import { type Domain, fromLinear, type Scale, toLinear } from '../../../../src/figure/layout/scale.js';
import type { NumberArray } from '../../../../src/formats/recording.js';
import type { RowOrder } from './column-facts.js';

/** What lies along x: a column, or the number of the row (from 1) where `values` is absent. */
export interface XColumn {
  readonly values?: NumberArray;
  readonly rows: number;
  readonly order: RowOrder;
}

/** A visible stretch of an axis, ascending, in data units. */
export interface VisibleAxis {
  readonly type: Scale['type'];
  readonly domain: Domain;
}

/** x of a row. */
export function xOf(x: XColumn, row: number): number {
  return x.values === undefined ? row + 1 : x.values[row]!;
}

/**
 * First row (not before `from`) whose x is at or past `edge` in the direction of the rows: at least `edge` in ascending
 * order, below it in descending order. `rows` where there is none. Near rows are found fastest.
 */
export function firstRowPast(x: XColumn, edge: number, from = 0): number {
  const descending = x.order === 'descending';
  const past = (row: number) => (descending ? xOf(x, row) < edge : xOf(x, row) >= edge);
  let stride = 1;
  let low = from;
  while (low + stride <= x.rows && !past(low + stride - 1)) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(x.rows, low + stride);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (past(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Edges of bins of equal width that cover the visible stretch, in the order of the rows. The bins stay where they are
 * while the view is moved, so that the picture does not flicker.
 */
export function binEdges({ type, domain }: VisibleAxis, columns: number, order: RowOrder): Float64Array {
  const low = toLinear(type, domain[0]);
  const width = (toLinear(type, domain[1]) - low) / columns;
  const first = Math.floor(low / width);
  const edges = Float64Array.from({ length: columns + 2 }, (_, i) => fromLinear(type, (first + i) * width));
  return order === 'descending' ? edges.reverse() : edges;
}
