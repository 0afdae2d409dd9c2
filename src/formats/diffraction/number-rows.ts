/** Rows of a known number of numbers, as programs write them: nothing of a line beyond its columns takes any memory. */
import { parseNumber } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import type { TableProblem, TextTable } from '../text/text-table.js';
import { isGap } from './number-list.js';

export interface NumberRowsOptions {
  /** First line, from 0, and the one before which the rows end. */
  readonly first: number;
  readonly end: number;
  /** Numbers of a row. */
  readonly width: number;
  /** Columns at the end that a row need not have. @default 0 */
  readonly optional?: number;
  /** End at the first line without any number. @default false */
  readonly stopAtText?: boolean;
  /** Lines that begin with this character are remarks. @default none */
  readonly remark?: string;
  /** The program ends every row with a line end: a last row without one is cut. @default false */
  readonly rowsEndLines?: boolean;
}

/** Reads lines as rows of numbers with blanks, tabs or commas between them; what is none is NaN and told. */
export function readNumberRows(lines: TextLines, options: NumberRowsOptions): TextTable {
  const { first, width, optional = 0 } = options;
  const end = Math.min(options.end, lines.count);
  const { text } = lines;
  const remark = options.remark === undefined ? -1 : options.remark.charCodeAt(0);
  const room = Math.max(0, end - first);
  const columns = Array.from({ length: width }, () => new Float64Array(room));
  const trouble = new Trouble(width);
  let rows = 0;
  let widest = 0;
  let lastLength = Number.POSITIVE_INFINITY;
  let leastLength = Number.POSITIVE_INFINITY;
  let lastCells = 0;
  let lastLine = -1;
  let line = first;
  for (; line < end; line++) {
    const stop = lines.end(line);
    let at = lines.start(line);
    let cells = 0;
    let numbers = 0;
    let length = 0;
    for (;;) {
      while (at < stop && isGap(text.charCodeAt(at))) at += 1;
      if (at >= stop || (cells === 0 && text.charCodeAt(at) === remark)) break;
      const from = at;
      while (at < stop && !isGap(text.charCodeAt(at))) at += 1;
      if (cells < width) {
        const value = parseNumber(text, from, at);
        columns[cells]![rows] = value;
        if (Number.isNaN(value)) trouble.unreadable(cells, line, text.slice(from, Math.min(at, from + 40)));
        else numbers += 1;
      }
      length = at - from;
      cells += 1;
    }
    if (cells === 0) continue;
    if (numbers === 0 && options.stopAtText === true) {
      trouble.forget(Math.min(cells, width));
      break;
    }
    for (let cell = cells; cell < width; cell++) columns[cell]![rows] = Number.NaN;
    if (cells < width - optional) trouble.short(line);
    if (cells > width) trouble.long(line);
    widest = Math.max(widest, Math.min(cells, width));
    leastLength = Math.min(leastLength, lastLength);
    lastLength = length;
    lastCells = cells;
    lastLine = line;
    rows += 1;
  }
  const openEnd = lastLine === lines.count - 1 && lastLine >= 0 && !lines.endsWithLineEnd;
  const lastCut = lastCells < width - optional || (rows > 5 && lastLength + 2 <= leastLength);
  const cut = openEnd && (lastCut || options.rowsEndLines === true);
  const held = Math.max(widest, width - optional);
  return {
    rows,
    columns: columns.slice(0, held).map((values) => values.slice(0, rows)),
    end: line,
    widest,
    problems: trouble.list(cut ? lines.count - 1 : undefined),
  };
}

class Trouble {
  readonly #unreadable: { count: number; line: number; text: string }[];
  #short = 0;
  #shortLine = 0;
  #long = 0;
  #longLine = 0;

  constructor(width: number) {
    this.#unreadable = Array.from({ length: width }, () => ({ count: 0, line: 0, text: '' }));
  }

  unreadable(column: number, line: number, text: string): void {
    const found = this.#unreadable[column]!;
    if (found.count === 0) {
      found.line = line;
      found.text = text;
    }
    found.count += 1;
  }

  /** The cells of the last line were no row after all. */
  forget(cells: number): void {
    for (let column = 0; column < cells; column++) this.#unreadable[column]!.count -= 1;
  }

  short(line: number): void {
    if (this.#short === 0) this.#shortLine = line;
    this.#short += 1;
  }

  long(line: number): void {
    if (this.#long === 0) this.#longLine = line;
    this.#long += 1;
  }

  /** @param cutLine the last row, when the file ends within it; it is then told only once */
  list(cutLine: number | undefined): TableProblem[] {
    const problems: TableProblem[] = [];
    const shortAlone = this.#short === 1 && this.#shortLine === cutLine;
    if (this.#short > 0 && !shortAlone) {
      problems.push({ code: 'short-rows', count: this.#short, line: this.#shortLine, text: '' });
    }
    if (this.#long > 0) problems.push({ code: 'long-rows', count: this.#long, line: this.#longLine, text: '' });
    if (cutLine !== undefined) problems.push({ code: 'truncated', count: 1, line: cutLine, text: '' });
    for (const [column, { count, line, text }] of this.#unreadable.entries()) {
      if (count > 0) problems.push({ code: 'unreadable-cell', column, count, line, text });
    }
    return problems;
  }
}
