import { type ScannedNumber, scanCifNumber } from './cif-number.js';
import { findValueEnd, type ValueEnd, valueText } from './cif-value.js';

/** The text of a whole file, and whether it is CIF 2. */
export interface CifSource {
  readonly text: string;
  readonly cif2: boolean;
}

/** A column of numbers. */
export interface CifNumbers {
  /** NaN where the file has `?`, `.` or no number. */
  readonly values: Float64Array;
  /** Standard uncertainties, NaN where a value has none; null where no value has one. */
  readonly sigmas: Float64Array | null;
  /** Rows (from 0) that hold something which is neither a number nor `?` nor `.`: how many, and the first. */
  readonly badCount: number;
  readonly firstBad: number;
}

/**
 * A tag as one spelling: lower case, and the dot of CIF 2 names as the underscore of older ones, so that
 * `_Cell.length_a` is `_cell_length_a`.
 */
export function normaliseTag(tag: string): string {
  return tag.toLowerCase().replaceAll('.', '_');
}

/** A table of a CIF: one column for each tag. */
export class CifLoop {
  /** Tags of the columns, normalised. */
  readonly tags: readonly string[];
  readonly rowCount: number;
  readonly #source: CifSource;
  readonly #starts: Uint32Array;
  readonly #columns: ReadonlyMap<string, number>;

  /** `starts` holds where the values begin, row by row. A tag that comes twice means its first column. */
  constructor(source: CifSource, tags: readonly string[], starts: Uint32Array) {
    this.tags = tags;
    this.rowCount = tags.length === 0 ? 0 : Math.floor(starts.length / tags.length);
    this.#source = source;
    this.#starts = starts;
    const columns = new Map<string, number>();
    tags.forEach((tag, index) => {
      if (!columns.has(tag)) columns.set(tag, index);
    });
    this.#columns = columns;
  }

  has(tag: string): boolean {
    return this.#columns.has(normaliseTag(tag));
  }

  /** The texts of a column, `''` where the file has `?` or `.`; undefined when there is no such column. */
  column(tag: string): string[] | undefined {
    const column = this.#columns.get(normaliseTag(tag));
    if (column === undefined) return undefined;
    const found: ValueEnd = { end: 0, closed: true };
    return Array.from({ length: this.rowCount }, (_, row) => this.#text(row, column, found));
  }

  /** One text of a column; undefined for a missing row or column. */
  value(tag: string, row: number): string | undefined {
    const column = this.#columns.get(normaliseTag(tag));
    if (column === undefined || row < 0 || row >= this.rowCount) return undefined;
    return this.#text(row, column, { end: 0, closed: true });
  }

  /** The numbers of a column with their uncertainties; undefined when there is no such column. */
  numbers(tag: string): CifNumbers | undefined {
    const column = this.#columns.get(normaliseTag(tag));
    if (column === undefined) return undefined;
    const { text, cif2 } = this.#source;
    const width = this.tags.length;
    const values = new Float64Array(this.rowCount);
    let sigmas: Float64Array | null = null;
    let badCount = 0;
    let firstBad = -1;
    const found: ValueEnd = { end: 0, closed: true };
    const scanned: ScannedNumber = { value: 0, sigma: 0 };
    for (let row = 0, place = column; row < values.length; row++, place += width) {
      const start = this.#starts[place]!;
      findValueEnd(text, start, cif2, found);
      if (scanCifNumber(text, start, found.end, scanned)) {
        values[row] = scanned.value;
        if (!Number.isNaN(scanned.sigma)) {
          sigmas ??= new Float64Array(values.length).fill(Number.NaN);
          sigmas[row] = scanned.sigma;
        }
        continue;
      }
      const inner = valueText(text, start, found.end, cif2).trim();
      if (scanCifNumber(inner, 0, inner.length, scanned)) values[row] = scanned.value;
      else {
        values[row] = Number.NaN;
        if (inner !== '' && inner !== '?' && inner !== '.') {
          if (badCount === 0) firstBad = row;
          badCount += 1;
        }
      }
    }
    return { values, sigmas, badCount, firstBad };
  }

  /** Line of the file (from 1) on which a row begins. */
  lineOf(row: number): number {
    return lineAt(this.#source.text, this.#starts[row * this.tags.length] ?? 0);
  }

  /** Line of the file (from 1) on which one value stands; that of the table's beginning when there is none. */
  lineOfValue(tag: string, row: number): number {
    const column = this.#columns.get(normaliseTag(tag)) ?? 0;
    return lineAt(this.#source.text, this.#starts[row * this.tags.length + column] ?? this.#starts[0] ?? 0);
  }

  #text(row: number, column: number, found: ValueEnd): string {
    const { text, cif2 } = this.#source;
    const start = this.#starts[row * this.tags.length + column]!;
    findValueEnd(text, start, cif2, found);
    return valueText(text, start, found.end, cif2);
  }
}

/** A data block: single items and tables. */
export class CifBlock {
  /** What stands behind `data_`. */
  readonly name: string;
  /** Line of its `data_`, from 1. */
  readonly line: number;
  /** The single items as a table of one row. */
  readonly items: CifLoop;
  readonly loops: readonly CifLoop[];
  readonly #loopOf: ReadonlyMap<string, CifLoop>;

  constructor(name: string, line: number, items: CifLoop, loops: readonly CifLoop[]) {
    this.name = name;
    this.line = line;
    this.items = items;
    this.loops = loops;
    const loopOf = new Map<string, CifLoop>();
    for (const loop of [items, ...loops]) {
      for (const tag of loop.tags) if (!loopOf.has(tag)) loopOf.set(tag, loop);
    }
    this.#loopOf = loopOf;
  }

  /** What an item says (of a table only when it has a single row); undefined when it is absent or says `?` or `.`. */
  item(tag: string): string | undefined {
    const loop = this.loop(tag);
    if (loop === undefined || loop.rowCount !== 1) return undefined;
    const text = loop.value(tag, 0);
    return text === '' ? undefined : text;
  }

  /** The table with that tag; single items are a table of one row. */
  loop(tag: string): CifLoop | undefined {
    return this.#loopOf.get(normaliseTag(tag));
  }

  has(tag: string): boolean {
    return this.#loopOf.has(normaliseTag(tag));
  }

  /** Line of the file (from 1) on which the (first) value of a tag stands; that of the block when it is absent. */
  lineOf(tag: string): number {
    const loop = this.loop(tag);
    return loop === undefined || loop.rowCount === 0 ? this.line : loop.lineOfValue(tag, 0);
  }
}

/** Line (from 1) on which the character at `offset` stands; line ends are LF, CR LF or, in a file without LF, CR. */
export function lineAt(text: string, offset: number): number {
  const mark = text.includes('\n') ? '\n' : '\r';
  let line = 1;
  for (let at = text.indexOf(mark); at >= 0 && at < offset; at = text.indexOf(mark, at + 1)) line += 1;
  return line;
}
