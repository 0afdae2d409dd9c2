import { fail, type InterphaseError } from '../../errors.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';

/** Numbers from here on stand for "not known" in a VAMAS file. */
const MISSING = 1e37;
const HINT = 'copy the file again from the instrument computer, or export it again';

/** The lines of a VAMAS file one after the other, each an item of the standard. */
export class LineSource {
  readonly lines: TextLines;
  /** Number of the next line, from 0. */
  at = 0;

  constructor(lines: TextLines) {
    this.lines = lines;
  }

  get left(): number {
    return this.lines.count - this.at;
  }

  /**
   * The next line without the blanks around it.
   *
   * @param what is due there, in words
   * @throws `truncated-file`
   */
  next(what: string): string {
    if (this.left <= 0) {
      throw fail('truncated-file', `the file ends where ${what} is due`, HINT, { line: this.lines.count });
    }
    const text = trimmed(this.lines.line(this.at));
    this.at += 1;
    return text;
  }

  /** So many lines. */
  take(count: number, what: string): string[] {
    const found: string[] = [];
    for (let line = 0; line < count; line++) found.push(this.next(what));
    return found;
  }

  /**
   * A whole number that says how many items follow.
   *
   * @param linesEach lines of one item, so that no count is believed that the file cannot hold. @default 1
   * @throws `malformed-file`
   */
  count(what: string, linesEach = 1): number {
    const count = this.integer(`the number of ${what}`);
    if (count >= 0 && count * linesEach <= this.left) return count;
    const message =
      count < 0
        ? `line ${this.at} gives ${count} as the number of ${what}`
        : `line ${this.at} says that ${count} ${what} follow, and the file has ${this.left} more lines`;
    throw this.malformed(message);
  }

  /** @throws `malformed-file` */
  integer(what: string): number {
    const text = this.next(what);
    const value = numberFromText(text);
    if (!Number.isSafeInteger(value)) throw this.unexpected(what, text);
    return value;
  }

  /** @throws `malformed-file` naming the line that was read last */
  unexpected(what: string, text: string): InterphaseError {
    const quote = text.length > 60 ? `${text.slice(0, 60)}...` : text;
    return this.malformed(
      `line ${this.at} must hold ${what} and reads "${quote}": a count above it is wrong, or lines are missing`,
    );
  }

  malformed(message: string): InterphaseError {
    return fail('malformed-file', message, HINT, { line: this.at });
  }
}

/** The number of an item; undefined where it says that it is not known, or is none. */
export function itemNumber(text: string | undefined): number | undefined {
  const value = text === undefined ? Number.NaN : numberFromText(text);
  return Number.isNaN(value) || Math.abs(value) >= MISSING ? undefined : value;
}

/** True for what programs write where there is nothing to say. */
export function isMissingItem(text: string): boolean {
  return text === '' || /^not specified$/i.test(text) || Math.abs(numberFromText(text)) >= MISSING;
}

/** Without blanks and without the NUL characters that one program leaves at the end of its texts. */
function trimmed(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).trim();
}
