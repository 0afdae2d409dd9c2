import { parseNumber } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import type { LineSource } from './line-source.js';

export interface BlockData {
  /** One for each variable, all of the same length. */
  readonly columns: readonly Float64Array[];
  /** Values of all variables together that the block declares, and those that are there as a whole. */
  readonly declared: number;
  readonly held: number;
  /** Lines among the values that are no number; each stands as NaN. */
  readonly unreadable: number;
  /** First of them, from 1. */
  readonly unreadableLine: number;
}

const MISSING = 1e37;
/** So many lines in a row that are no numbers are no damage, but what follows the data. */
const STOP_AFTER = 2;

/**
 * Reads the values of a block. Fewer than declared are all that the file holds: the rest of it, or the lines up to the
 * next text.
 *
 * @throws `truncated-file`, `malformed-file` when there is no number of values
 */
export function readBlockData(source: LineSource, variables: number): BlockData {
  const declared = source.integer('the number of values');
  if (declared < 0) throw source.malformed(`line ${source.at} gives ${declared} as the number of values`);
  // Least and greatest value of each variable: dummies in many files, and of no use.
  source.take(2 * variables, 'least and greatest value of a variable');
  const { lines } = source;
  const room = Math.min(declared, source.left);
  const columns = Array.from({ length: variables }, () => new Float64Array(Math.ceil(room / variables)));
  let held = 0;
  let inRow = 0;
  let unreadable = 0;
  let unreadableLine = 0;
  for (; held < room; held++) {
    const value = numberAt(lines, source.at + held);
    columns[held % variables]![Math.floor(held / variables)] = Math.abs(value) >= MISSING ? Number.NaN : value;
    if (!Number.isNaN(value)) {
      inRow = 0;
      continue;
    }
    if (isEnd(lines, source.at + held)) break;
    inRow += 1;
    if (unreadable === 0) unreadableLine = source.at + held + 1;
    unreadable += 1;
    if (inRow === STOP_AFTER) {
      held -= STOP_AFTER - 1;
      unreadable -= STOP_AFTER;
      break;
    }
  }
  source.at += held;
  // Where the file ends without a line end its last number may be cut.
  const mayBeCut = source.left === 0 && held > 0 && !lines.endsWithLineEnd;
  const points = Math.floor((mayBeCut ? held - 1 : held) / variables);
  return {
    columns: columns.map((values) => (values.length === points ? values : values.slice(0, points))),
    declared,
    held,
    unreadable,
    unreadableLine,
  };
}

function numberAt(lines: TextLines, line: number): number {
  const { text } = lines;
  let start = lines.start(line);
  let end = lines.end(line);
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  return parseNumber(text, start, end);
}

function isEnd(lines: TextLines, line: number): boolean {
  return /^\s*end of experiment/i.test(lines.line(line).slice(0, 60));
}
