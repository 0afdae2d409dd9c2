import { fail } from '../../errors.js';
import type { DecimalMark } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

/** What stands between two cells of a line; `' '` is any run of blanks and tabs, ignored at both ends of the line. */
export type Separator = '\t' | ';' | ',' | '|' | ' ';

export interface CellLayout {
  readonly separator: Separator;
  readonly decimal: DecimalMark;
}

/** More cells than any table has; a line beyond it is not a table line. */
const MAX_CELLS = 16_384;
export const QUOTE = 34;

/**
 * Positions of the cells of one line, reused from line to line. Cells are trimmed; a cell in double quotes may hold the
 * separator, and its span is what is between the quotes. A quote that never closes on its line is an ordinary character.
 */
export class CellSpans {
  count = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);

  /** Finds the cells of line `index`; a separator at the end of the line does not open another cell. */
  split(lines: TextLines, index: number, separator: Separator): void {
    this.splitRange(lines.text, lines.start(index), lines.end(index), separator);
  }

  splitRange(text: string, start: number, end: number, separator: Separator): void {
    this.count = 0;
    const blanks = separator === ' ';
    const mark = separator.charCodeAt(0);
    let at = start;
    for (;;) {
      while (at < end && isBlank(text.charCodeAt(at)) && (blanks || text.charCodeAt(at) !== mark)) at += 1;
      if (at >= end) break;
      let cellStart = at;
      let cellEnd: number;
      const close = text.charCodeAt(at) === QUOTE ? closingQuote(text, at, end, mark, blanks) : -1;
      if (close !== -1) {
        cellStart = at + 1;
        cellEnd = close;
        at = close + 1;
        // Whatever follows the closing quote up to the separator belongs to nobody but must not be lost.
        const next = nextMark(text, at, end, mark, blanks);
        if (trimmedEnd(text, at, next) > at) {
          cellStart -= 1;
          cellEnd = trimmedEnd(text, cellStart, next);
        }
        at = next;
      } else {
        at = nextMark(text, at, end, mark, blanks);
        cellEnd = trimmedEnd(text, cellStart, at);
      }
      this.push(cellStart, cellEnd);
      if (at >= end) break;
      at += 1;
    }
  }

  text(source: string, cell: number): string {
    if (cell >= this.count) return '';
    const raw = source.slice(this.starts[cell], this.ends[cell]);
    return raw.includes('""') ? raw.replaceAll('""', '"') : raw;
  }

  protected push(start: number, end: number): void {
    if (this.count >= MAX_CELLS) {
      throw fail(
        'malformed-file',
        `a line has more than ${MAX_CELLS} cells`,
        'this is not a table of measured points; export the data with one point per line',
      );
    }
    if (this.count >= this.starts.length) {
      const wider = new Int32Array(this.starts.length * 2);
      wider.set(this.starts);
      this.starts = wider;
      const widerEnds = new Int32Array(wider.length);
      widerEnds.set(this.ends);
      this.ends = widerEnds;
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }
}

/** The cells of a text as strings. */
export function splitCells(line: string, separator: Separator): string[] {
  const spans = new CellSpans();
  spans.splitRange(line, 0, line.length, separator);
  return Array.from({ length: spans.count }, (_, cell) => spans.text(line, cell));
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0;
}

function nextMark(text: string, from: number, end: number, mark: number, blanks: boolean): number {
  let at = from;
  if (blanks) while (at < end && !isBlank(text.charCodeAt(at))) at += 1;
  else while (at < end && text.charCodeAt(at) !== mark) at += 1;
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/**
 * Position of the quote that closes the one at `open`; -1 when none does on this line, and the quote is a character like
 * any other. A quote that stands where a cell begins and not where one ends closes nothing. Doubled quotes are text.
 */
function closingQuote(text: string, open: number, end: number, mark: number, blanks: boolean): number {
  for (let at = open + 1; at < end; at++) {
    if (text.charCodeAt(at) !== QUOTE) continue;
    if (at + 1 < end && text.charCodeAt(at + 1) === QUOTE) at += 1;
    else return opensCell(text, open, at, end, mark, blanks) ? -1 : at;
  }
  return -1;
}

/** True for a quote with a separator before it and none behind it: `,"-Im(Z)`. */
function opensCell(text: string, open: number, at: number, end: number, mark: number, blanks: boolean): boolean {
  const before = trimmedEnd(text, open + 1, at);
  const behind = at + 1 >= end ? at + 1 : nextMark(text, at + 1, end, mark, blanks);
  if (trimmedEnd(text, at + 1, behind) === at + 1) return false;
  return blanks ? before < at : before > open + 1 && text.charCodeAt(before - 1) === mark;
}
