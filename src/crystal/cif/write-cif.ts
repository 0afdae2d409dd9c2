import { asciiText } from './ascii-text.js';
import { printCifNumber } from './print-cif-number.js';

/** A value: text, or a number without uncertainty (`printCifNumber` makes text of one with). `?` is unknown, `.` does not apply. */
export type CifValue = string | number;

/** Longer lines are broken where that is possible; the grammar allows 2048 characters. */
const LINE_WIDTH = 80;
const VALUE_COLUMN = 35;

/**
 * Writes a CIF 1.1 file from top to bottom: blocks, items, tables. Values are quoted as they need, long texts become text
 * fields with lines of at most 80 characters, and characters beyond ASCII become the codes that CIF has for them.
 *
 * @example new CifWriter().block('fap').item('_cell_length_a', printCifNumber(9.37284, 0.0002)).toString()
 */
export class CifWriter {
  readonly #lines: string[] = ['#\\#CIF_1.1'];

  /** A comment of one or more lines. */
  comment(text: string): this {
    for (const line of wrap(asciiText(text), LINE_WIDTH - 2)) this.#lines.push(line === '' ? '#' : `# ${line}`);
    return this;
  }

  /** Begins a data block. Blanks in its name become `_`. */
  block(name: string): this {
    this.#lines.push(
      '',
      `data_${
        asciiText(name)
          .replace(/[^!-~]+/g, '_')
          .slice(0, 70) || 'I'
      }`,
    );
    return this;
  }

  /** An empty line, to set apart what belongs together. */
  gap(): this {
    if (this.#lines.at(-1) !== '') this.#lines.push('');
    return this;
  }

  item(tag: string, value: CifValue): this {
    const text = valueText(value);
    if (text.startsWith(';')) this.#lines.push(tag, text);
    else if (Math.max(tag.length + 1, VALUE_COLUMN) + text.length <= LINE_WIDTH) {
      this.#lines.push(`${tag.padEnd(VALUE_COLUMN - 1)} ${text}`);
    } else this.#lines.push(tag, ` ${text}`);
    return this;
  }

  /** A table; nothing is written where there is no row. Rows must have as many values as there are tags. */
  loop(tags: readonly string[], rows: Iterable<readonly CifValue[]>): this {
    let begun = false;
    for (const row of rows) {
      if (!begun) this.gap().#lines.push('loop_', ...tags.map((tag) => ` ${tag}`));
      begun = true;
      if (row.length !== tags.length) throw new RangeError(`${row.length} values for ${tags.length} tags`);
      this.#row(row);
    }
    if (begun) this.#lines.push('');
    return this;
  }

  #row(row: readonly CifValue[]): void {
    let line = '';
    for (const value of row) {
      const text = valueText(value);
      if (text.startsWith(';')) {
        if (line !== '') this.#lines.push(line);
        this.#lines.push(text);
        line = '';
      } else if (line !== '' && line.length + 1 + text.length > LINE_WIDTH) {
        this.#lines.push(line);
        line = ` ${text}`;
      } else line += ` ${text}`;
    }
    if (line !== '') this.#lines.push(line);
  }

  /** The whole file. */
  toString(): string {
    return `${this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`;
  }
}

function valueText(value: CifValue): string {
  if (typeof value === 'number') return printCifNumber(value);
  return quoteValue(asciiText(value));
}

/** The text as a value: bare, in quotes, or as a text field (which then begins with a semicolon). */
function quoteValue(text: string): string {
  if (text === '') return '?';
  if (text.length > LINE_WIDTH - 4 || /[\r\n]/.test(text))
    return /\s/.test(text) ? textField(text) : bareOrQuoted(text);
  return bareOrQuoted(text);
}

function bareOrQuoted(text: string): string {
  const isBare = /^[^\s_#$'";[\]][^\s]*$/.test(text) && !/^(?:data_|save_|loop_$|stop_$|global_$)/i.test(text);
  if (isBare) return text;
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  return textField(text);
}

function textField(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((line) => wrap(line, LINE_WIDTH))
    // A semicolon at the beginning of a line would end the field, a backslash at its end would join it to the next.
    .map((line) => (line.startsWith(';') ? ` ${line}` : line).replace(/\\$/, '\\ '));
  return `;\n${lines.join('\n')}\n;`;
}

/** Breaks a line at blanks so that no piece is longer than `width` where that can be. */
function wrap(text: string, width: number): string[] {
  const out: string[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    let rest = line;
    while (rest.length > width) {
      const inside = rest.lastIndexOf(' ', width);
      const at = inside > 0 ? inside : rest.indexOf(' ', width);
      if (at <= 0) break;
      out.push(rest.slice(0, at));
      rest = rest.slice(at + 1);
    }
    out.push(rest);
  }
  return out;
}
