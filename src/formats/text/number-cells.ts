import { type CellLayout, CellSpans, isBlank, QUOTE } from './cells.js';
import { LARGEST_EXACT, POWERS_OF_TEN } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const LETTER_E = 101;
const INTEGER_DIGITS = 9;

/**
 * The cells of a line together with their numbers, found in one pass over its characters: most lines of a long table hold
 * nothing but plain numbers, and then no cell is looked at twice. Cells that are anything else are left to `parseNumber`,
 * so that both ways give the same values (see there why the fast one is exact).
 */
export class NumberCells extends CellSpans {
  /** Number of each cell that is `plain`. */
  values = new Float64Array(64);
  /** 1 where `values` holds the number of the cell; 0 where the cell must be parsed. */
  plain = new Uint8Array(64);

  splitNumbers(lines: TextLines, index: number, layout: CellLayout): void {
    const start = lines.start(index);
    const end = lines.end(index);
    // Behind the line stands its end, which stops every loop over digits: the last line of a text may have none.
    const open = end >= lines.text.length;
    if (open || layout.separator === ' ' || !this.#scan(lines.text, start, end, layout)) {
      this.splitRange(lines.text, start, end, layout.separator);
      this.#fit(this.count);
      this.plain.fill(0, 0, this.count);
    }
  }

  /** @returns false for a line with a quote, whose cells are found by other rules */
  #scan(text: string, start: number, end: number, layout: CellLayout): boolean {
    const mark = layout.separator.charCodeAt(0);
    const point = layout.decimal === ',' ? COMMA : 46;
    this.count = 0;
    let at = start;
    for (;;) {
      let code = 0;
      while (at < end) {
        code = text.charCodeAt(at);
        if (code === mark || !isBlank(code)) break;
        at += 1;
      }
      if (at >= end) return true;
      if (code === QUOTE) return false;
      const cellStart = at;

      const negative = code === MINUS;
      if (negative || code === PLUS) code = text.charCodeAt(++at);
      // Nine digits fit into an integer, which is several times faster than a double.
      let integer = 0;
      let digits = 0;
      let pointAfter = -1;
      for (; digits < INTEGER_DIGITS; code = text.charCodeAt(++at)) {
        if (code >= ZERO && code <= NINE) {
          integer = (Math.imul(integer, 10) + (code - ZERO)) | 0;
          digits += 1;
        } else if (code === point && pointAfter < 0 && point !== mark) pointAfter = digits;
        else break;
      }
      let mantissa = integer;
      if (digits === INTEGER_DIGITS) {
        for (; ; code = text.charCodeAt(++at)) {
          if (code >= ZERO && code <= NINE) {
            mantissa = mantissa * 10 + (code - ZERO);
            digits += 1;
          } else if (code === point && pointAfter < 0 && point !== mark) pointAfter = digits;
          else break;
        }
      }
      let scale = pointAfter < 0 ? 0 : pointAfter - digits;
      // `1,` is no number with a decimal comma.
      if (pointAfter === digits && point === COMMA) digits = 0;
      if ((code | 32) === LETTER_E && digits > 0) {
        code = text.charCodeAt(++at);
        const negativeExponent = code === MINUS;
        if (negativeExponent || code === PLUS) code = text.charCodeAt(++at);
        if (!(code >= ZERO && code <= NINE)) digits = 0;
        let exponent = 0;
        for (; code >= ZERO && code <= NINE && exponent < 1000; code = text.charCodeAt(++at)) {
          exponent = exponent * 10 + (code - ZERO);
        }
        scale += negativeExponent ? -exponent : exponent;
      }
      let plain = digits > 0 && mantissa <= LARGEST_EXACT && scale >= -22 && scale <= 22;
      let cellEnd = at;
      if (at < end && code !== mark) {
        // Blanks behind a number, or a cell that is none.
        while (at < end && text.charCodeAt(at) !== mark) {
          if (!isBlank(text.charCodeAt(at))) {
            plain = false;
            cellEnd = at + 1;
          }
          at += 1;
        }
      }
      this.push(cellStart, cellEnd);
      if (this.count > this.plain.length) this.#fit(this.count);
      const cell = this.count - 1;
      this.plain[cell] = plain ? 1 : 0;
      if (plain) {
        const value = scale < 0 ? mantissa / POWERS_OF_TEN[-scale]! : mantissa * POWERS_OF_TEN[scale]!;
        this.values[cell] = negative ? -value : value;
      }
      if (at >= end) return true;
      at += 1;
    }
  }

  #fit(count: number): void {
    if (count <= this.plain.length) return;
    const length = Math.max(count, this.plain.length * 2);
    const values = new Float64Array(length);
    values.set(this.values);
    this.values = values;
    const plain = new Uint8Array(length);
    plain.set(this.plain);
    this.plain = plain;
  }
}
