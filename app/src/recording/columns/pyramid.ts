import type { NumberArray } from '../../../../src/formats/recording.js';
import { eachBlock } from './number-blocks.js';

/** Entries of one level that make one entry of the next: 16, as a shift. */
export const LEVEL_SHIFT = 4;
const FACTOR = 1 << LEVEL_SHIFT;

/**
 * Least and greatest number of every 16, 256, 4096, ... rows of a column, so that the range of any rows is found with few
 * looks. Takes about one byte a row.
 */
export interface Pyramid {
  readonly values: NumberArray;
  /** Only numbers above zero count: what a logarithmic axis can show. */
  readonly positive: boolean;
  /**
   * `low[k][b]` is the least finite number of rows `b * 16^(k+1)` up to the next block, `high` the greatest. A block
   * without numbers has low above high.
   */
  readonly low: readonly Float64Array[];
  readonly high: readonly Float64Array[];
}

/** @param positive leave out what is not above zero. @default false */
export function buildPyramid(values: NumberArray, positive = false): Pyramid {
  const floor = positive ? 0 : Number.NEGATIVE_INFINITY;
  const length = Math.ceil(values.length / FACTOR);
  const low: Float64Array[] = [new Float64Array(length)];
  const high: Float64Array[] = [new Float64Array(length)];
  eachBlock(values, (block, count, firstRow) => {
    for (let start = 0; start < count; start += FACTOR) {
      let least = Number.POSITIVE_INFINITY;
      let greatest = Number.NEGATIVE_INFINITY;
      const end = Math.min(count, start + FACTOR);
      for (let i = start; i < end; i++) {
        const value = block[i]!;
        // Infinity is no measured number; NaN fails both comparisons.
        if (!(value > floor && value < Number.POSITIVE_INFINITY)) continue;
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
      const at = (firstRow + start) >> LEVEL_SHIFT;
      low[0]![at] = least;
      high[0]![at] = greatest;
    }
  });
  while (low.at(-1)!.length > FACTOR) {
    low.push(next(low.at(-1)!, Math.min, Number.POSITIVE_INFINITY));
    high.push(next(high.at(-1)!, Math.max, Number.NEGATIVE_INFINITY));
  }
  return { values, positive, low, high };
}

function next(level: Float64Array, better: (a: number, b: number) => number, worst: number): Float64Array {
  const above = new Float64Array(Math.ceil(level.length / FACTOR)).fill(worst);
  for (let i = 0; i < level.length; i++) above[i >> LEVEL_SHIFT] = better(above[i >> LEVEL_SHIFT]!, level[i]!);
  return above;
}

/** Least and greatest number; low above high where there is none. Reused from call to call, hence not readonly. */
export interface Range {
  low: number;
  high: number;
}

/** Least and greatest number of rows `from` up to, not including, `to`. */
export function rangeOf(pyramid: Pyramid, from: number, to: number, into: Range): Range {
  into.low = Number.POSITIVE_INFINITY;
  into.high = Number.NEGATIVE_INFINITY;
  let start = from;
  let end = to;
  for (let level = 0; start < end; level++) {
    // Few entries, or no level above: look at each.
    if (end - start < 2 * FACTOR || level === pyramid.low.length) {
      scan(pyramid, level, start, end, into);
      break;
    }
    const first = (start + FACTOR - 1) >> LEVEL_SHIFT;
    const last = end >> LEVEL_SHIFT;
    scan(pyramid, level, start, first << LEVEL_SHIFT, into);
    scan(pyramid, level, last << LEVEL_SHIFT, end, into);
    start = first;
    end = last;
  }
  return into;
}

function scan({ values, positive, low, high }: Pyramid, level: number, from: number, to: number, into: Range): void {
  if (level === 0) {
    const floor = positive ? 0 : Number.NEGATIVE_INFINITY;
    for (let row = from; row < to; row++) {
      const value = values[row]!;
      if (!(value > floor && value < Number.POSITIVE_INFINITY)) continue;
      if (value < into.low) into.low = value;
      if (value > into.high) into.high = value;
    }
    return;
  }
  const least = low[level - 1]!;
  const greatest = high[level - 1]!;
  for (let i = from; i < to; i++) {
    if (least[i]! < into.low) into.low = least[i]!;
    if (greatest[i]! > into.high) into.high = greatest[i]!;
  }
}
