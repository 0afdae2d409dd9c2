import type { CellLayout, CellSpans } from './cells.js';
import { groupedNumber, infinityFromText, isMissingValue, parseNumber } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

/** Rows a column has room for at first: few, because a table may have ten thousand columns. */
const FIRST_ROWS = 8;
/** A column that has filled so many rows without many gaps gets room for all lines of the text at once. */
const ESTABLISHED_ROWS = 4096;

/** A column of numbers that grows as its cells come, and knows how many of them were none. */
export class ColumnBuilder {
  #values: Float64Array = new Float64Array(0);
  numbers = 0;
  unreadable = 0;
  unreadableLine = 0;
  unreadableText = '';

  get isText(): boolean {
    return this.unreadable > this.numbers;
  }

  get capacity(): number {
    return this.#values.length;
  }

  /** @param most rows the table can have */
  putNumber(row: number, value: number, most: number): void {
    if (row >= this.#values.length) {
      const dense = row >= ESTABLISHED_ROWS && this.numbers * 2 > row;
      this.#values = grown(this.#values, Math.max(FIRST_ROWS, row + 1, dense ? most : this.#values.length * 2));
    }
    this.#values[row] = value;
    this.numbers += 1;
  }

  put(row: number, line: number, text: string, start: number, end: number, layout: CellLayout): void {
    if (row >= this.#values.length)
      this.#values = grown(this.#values, Math.max(FIRST_ROWS, row + 1, this.#values.length * 2));
    const value = parseNumber(text, start, end, layout.decimal);
    if (!Number.isNaN(value)) {
      this.#values[row] = value;
      this.numbers += 1;
      return;
    }
    if (start === end) return;
    // Dates and times: no number, and nothing that stands for one, has a colon.
    if (hasColon(text, start, end)) {
      this.#countUnreadable(line, text.slice(start, Math.min(end, start + 41)));
      return;
    }
    const cell = text.slice(start, end);
    const infinity = infinityFromText(cell);
    const rare = Number.isNaN(infinity) ? groupedNumber(cell, layout.decimal) : infinity;
    if (!Number.isNaN(rare)) {
      this.#values[row] = rare;
      this.numbers += 1;
    } else if (!isMissingValue(cell)) this.#countUnreadable(line, cell);
  }

  #countUnreadable(line: number, cell: string): void {
    if (this.unreadable === 0) {
      this.unreadableLine = line;
      this.unreadableText = cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
    }
    this.unreadable += 1;
  }

  finish(rows: number): Float64Array {
    if (this.#values.length === rows) return this.#values;
    return this.#values.length > rows ? this.#values.slice(0, rows) : grown(this.#values, rows);
  }
}

function hasColon(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 58) return true;
  return false;
}

function grown(values: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length).fill(Number.NaN, values.length);
  longer.set(values);
  return longer;
}

/** The texts of some columns, in one pass over the rows. */
export function textColumns(
  lines: TextLines,
  layout: CellLayout,
  rowLines: readonly number[],
  columns: readonly number[],
  skip: number,
  spans: CellSpans,
): ReadonlyMap<number, string[]> {
  const texts = columns.map((): string[] => []);
  if (columns.length === 0) return new Map();
  for (const [row, line] of rowLines.entries()) {
    spans.split(lines, line, layout.separator);
    for (const [index, column] of columns.entries()) {
      const cell = column + skip;
      const before = texts[index]![row - 1];
      // States repeat for thousands of rows: one string for all of them.
      const same =
        before !== undefined &&
        cell < spans.count &&
        spans.ends[cell]! - spans.starts[cell]! === before.length &&
        lines.text.startsWith(before, spans.starts[cell]!) &&
        !before.includes('""');
      texts[index]!.push(same ? before : spans.text(lines.text, cell));
    }
  }
  return new Map(columns.map((column, index) => [column, texts[index]!]));
}
