/** Long lists of numbers in a text: counts one after the other, with blanks, commas or line ends between them. */
import { parseNumber } from '../text/number-parsing.js';

export interface NumberList {
  readonly values: Float64Array;
  /** Words between the numbers that are none; each stands as NaN in `values`, so that what follows keeps its place. */
  readonly unreadable: number;
  readonly firstUnreadable: string;
}

/** Reads `text[start, end)`; two commas side by side are one. */
export function numberList(text: string, start = 0, end = text.length): NumberList {
  // Most numbers take five characters or so; no number takes less than two with what parts it from the next.
  let values = new Float64Array(Math.ceil((end - start) / 5) + 8);
  let count = 0;
  let unreadable = 0;
  let firstUnreadable = '';
  let at = start;
  for (;;) {
    while (at < end && isGap(text.charCodeAt(at))) at += 1;
    if (at >= end) break;
    const from = at;
    while (at < end && !isGap(text.charCodeAt(at))) at += 1;
    if (count === values.length) {
      const longer = new Float64Array(2 * count);
      longer.set(values);
      values = longer;
    }
    const value = parseNumber(text, from, at);
    if (Number.isNaN(value)) {
      if (unreadable === 0) firstUnreadable = text.slice(from, Math.min(at, from + 40));
      unreadable += 1;
    }
    values[count] = value;
    count += 1;
  }
  return { values: values.slice(0, count), unreadable, firstUnreadable };
}

/** What stands between two numbers: blanks of all kinds, line ends, commas. */
export function isGap(code: number): boolean {
  return code <= 32 || code === 44 || code === 0xa0;
}
