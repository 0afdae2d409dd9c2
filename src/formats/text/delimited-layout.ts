/** Which separator and which decimal mark a table of numbers is written with, judged by what makes numbers of it. */
import { isInterphaseError } from '../../errors.js';
import { type CellLayout, CellSpans, type Separator } from './cells.js';
import { type DecimalMark, groupedNumber, parseNumber } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

export interface DelimitedLayout extends CellLayout {
  /** Cells of nearly all rows. */
  readonly columns: number;
  /** Every number with a comma could also be a number with grouped thousands: the choice was a guess. */
  readonly decimalGuessed: boolean;
}

/** Lines looked at: the first ones, and some from the middle in case of a long header. */
const SAMPLE_LINES = 600;
const REMARKS = '#%!';

// In this order they win when two make equally many numbers.
const CANDIDATES: readonly (readonly [Separator, DecimalMark])[] = [
  ['\t', '.'],
  ['\t', ','],
  [';', '.'],
  [';', ','],
  [',', '.'],
  ['|', '.'],
  ['|', ','],
  [' ', '.'],
  [' ', ','],
];

/**
 * The layout that makes the most of the lines rows of numbers; undefined when none does.
 *
 * @throws `malformed-file` when lines have more cells than a table may have, whichever way they are read
 */
export function chooseLayout(lines: TextLines): DelimitedLayout | undefined {
  const sample = sampleLines(lines);
  let best: { layout: DelimitedLayout; score: number } | undefined;
  let tooWide: unknown;
  for (const [separator, decimal] of CANDIDATES) {
    let rated: ReturnType<typeof rate>;
    try {
      rated = rate(lines, sample, separator, decimal);
    } catch (error) {
      // Names with blanks in them make more cells than a table may have, where blanks are tried as the separator.
      if (!isInterphaseError(error, 'malformed-file')) throw error;
      tooWide ??= error;
      continue;
    }
    // A tie between `1,234` as 1.234 and as 1234 goes to the decimal comma, a certain reading beats a grouped one.
    if (rated !== undefined && (best === undefined || rated.score > best.score)) best = rated;
  }
  if (best === undefined && tooWide !== undefined) throw tooWide;
  return best?.layout;
}

/** True when the line is a row of numbers in this layout: at least half of its filled cells, and of the right width. */
export function isRow(lines: TextLines, index: number, layout: DelimitedLayout, spans: CellSpans): boolean {
  return (
    isNumeric(count(lines, index, layout.separator, layout.decimal, spans), layout.separator) &&
    spans.count === layout.columns
  );
}

export function isRemark(lines: TextLines, index: number): boolean {
  for (let at = lines.start(index); at < lines.end(index); at++) {
    const code = lines.text.charCodeAt(at);
    if (code > 32) return REMARKS.includes(lines.text.charAt(at));
  }
  return false;
}

export { REMARKS };

function sampleLines(lines: TextLines): number[] {
  const wanted: number[] = [];
  const take = (from: number, most: number): void => {
    for (let line = from; line < lines.count && wanted.length < most; line++) {
      if (!lines.isBlank(line) && !isRemark(lines, line)) wanted.push(line);
    }
  };
  take(0, SAMPLE_LINES);
  if (lines.count > 2 * SAMPLE_LINES) take(Math.floor(lines.count / 2), SAMPLE_LINES + SAMPLE_LINES / 2);
  return wanted;
}

/** Half of the cells may be text (dates, states); where blanks separate, prose would pass with so few numbers. */
function isNumeric({ numbers, filled }: Counted, separator: Separator): boolean {
  return separator === ' ' ? numbers * 2 > filled : numbers > 0 && numbers * 2 >= filled;
}

interface Counted {
  readonly filled: number;
  readonly numbers: number;
  readonly grouped: number;
  readonly withComma: number;
  readonly likeGrouped: number;
}

function rate(
  lines: TextLines,
  sample: readonly number[],
  separator: Separator,
  decimal: DecimalMark,
): { layout: DelimitedLayout; score: number } | undefined {
  const spans = new CellSpans();
  const byWidth = new Map<number, number>();
  let withComma = 0;
  let likeGrouped = 0;
  for (const line of sample) {
    const counted = count(lines, line, separator, decimal, spans);
    if (spans.count < 2 || !isNumeric(counted, separator)) continue;
    const score = counted.numbers - 0.5 * counted.grouped - 0.5 * (counted.filled - counted.numbers);
    byWidth.set(spans.count, (byWidth.get(spans.count) ?? 0) + score);
    withComma += counted.withComma;
    likeGrouped += counted.likeGrouped;
  }
  let columns = 0;
  let score = 0;
  for (const [width, sum] of byWidth) {
    if (sum <= score) continue;
    columns = width;
    score = sum;
  }
  if (columns === 0) return undefined;
  const decimalGuessed = decimal === ',' && withComma > 0 && likeGrouped === withComma;
  return { layout: { separator, decimal, columns, decimalGuessed }, score };
}

function count(lines: TextLines, index: number, separator: Separator, decimal: DecimalMark, spans: CellSpans): Counted {
  spans.split(lines, index, separator);
  const { text } = lines;
  let filled = 0;
  let numbers = 0;
  let grouped = 0;
  let withComma = 0;
  let likeGrouped = 0;
  for (let cell = 0; cell < spans.count; cell++) {
    const start = spans.starts[cell]!;
    const end = spans.ends[cell]!;
    if (start === end) continue;
    filled += 1;
    if (!Number.isNaN(parseNumber(text, start, end, decimal))) {
      numbers += 1;
      if (decimal !== ',') continue;
      const raw = text.slice(start, end);
      if (!raw.includes(',')) continue;
      withComma += 1;
      if (!Number.isNaN(groupedNumber(raw, '.'))) likeGrouped += 1;
    } else if (end - start < 40 && !Number.isNaN(groupedNumber(text.slice(start, end), decimal))) {
      numbers += 1;
      grouped += 1;
    }
  }
  return { filled, numbers, grouped, withComma, likeGrouped };
}
