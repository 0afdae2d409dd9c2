/**
 * Where a value of a CIF ends and what it says, from the place where it starts. Values are kept as places and turned
 * into text when they are asked for, so that a loop of a million numbers costs four bytes a number.
 */

const TAB = 9;
const LF = 10;
const CR = 13;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SEMICOLON = 59;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;

/** Blanks between values; no-break spaces come in with pasted text. */
export function isCifBlank(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0xfeff;
}

export function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

/** True where a semicolon opens or closes a text field: the first character of a line. */
export function isTextFieldMark(text: string, at: number): boolean {
  return text.charCodeAt(at) === SEMICOLON && (at === 0 || isLineEnd(text.charCodeAt(at - 1)));
}

export interface ValueEnd {
  /** First place behind the value. */
  end: number;
  /** False when the closing quote, semicolon or bracket is missing: the value then ends with its line or the file. */
  closed: boolean;
}

/** Finds the end of the value that starts at `start`. `cif2` says that brackets, triple quotes and CIF 2 quoting count. */
export function findValueEnd(text: string, start: number, cif2: boolean, into: ValueEnd): void {
  const code = text.charCodeAt(start);
  into.closed = true;
  if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) endOfQuoted(text, start, cif2, into);
  else if (isTextFieldMark(text, start)) endOfTextField(text, start, into);
  else if (cif2 && (code === OPEN_BRACKET || code === OPEN_BRACE)) endOfBrackets(text, start, into);
  else {
    let at = start + 1;
    while (at < text.length && !isCifBlank(text.charCodeAt(at))) at += 1;
    into.end = at;
  }
}

function endOfQuoted(text: string, start: number, cif2: boolean, into: ValueEnd): void {
  const quote = text.charCodeAt(start);
  if (cif2 && isTripleQuote(text, start)) {
    const found = text.indexOf(text.slice(start, start + 3), start + 3);
    into.closed = found >= 0;
    into.end = into.closed ? found + 3 : text.length;
    return;
  }
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) break;
    // In CIF 1.1 a quote inside a word belongs to it: 'a dog's life'.
    if (code === quote && (cif2 || at + 1 >= text.length || isCifBlank(text.charCodeAt(at + 1)))) {
      into.end = at + 1;
      return;
    }
  }
  into.closed = false;
  into.end = at;
}

function isTripleQuote(text: string, start: number): boolean {
  const quote = text.charCodeAt(start);
  return text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
}

function endOfTextField(text: string, start: number, into: ValueEnd): void {
  for (let at = start + 1; ; at++) {
    const found = text.indexOf(';', at);
    if (found < 0) {
      into.closed = false;
      into.end = text.length;
      return;
    }
    if (isLineEnd(text.charCodeAt(found - 1))) {
      into.end = found + 1;
      return;
    }
    at = found;
  }
}

/** Lists and tables of CIF 2 are taken as one value; a counter of the depth is all that is needed. */
function endOfBrackets(text: string, start: number, into: ValueEnd): void {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
      endOfQuoted(text, at, true, into);
      at = into.end - 1;
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) depth += 1;
    else if (code === OPEN_BRACKET + 2 || code === OPEN_BRACE + 2) {
      depth -= 1;
      if (depth === 0) {
        into.closed = true;
        into.end = at + 1;
        return;
      }
    }
  }
  into.closed = false;
  into.end = text.length;
}

/** What the value from `start` to `end` says; the empty string for a bare `?` or `.`. Lists keep their brackets. */
export function valueText(text: string, start: number, end: number, cif2: boolean): string {
  const code = text.charCodeAt(start);
  if (end === start + 1 && (code === 63 || code === 46)) return '';
  if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
    const width = cif2 && isTripleQuote(text, start) ? 3 : 1;
    const mark = text.slice(start, start + width);
    const closed = end - start >= 2 * width && text.startsWith(mark, end - width);
    return text.slice(start + width, closed ? end - width : end);
  }
  if (isTextFieldMark(text, start)) return textField(text, start, end);
  return text.slice(start, end);
}

function textField(text: string, start: number, end: number): string {
  const closed = end - start >= 2 && isTextFieldMark(text, end - 1);
  const body = text.slice(start + 1, closed ? end - 1 : end).replace(/\r\n?/g, '\n');
  return unfold(body.endsWith('\n') ? body.slice(0, -1) : body);
}

/**
 * Undoes folded lines (a first line that is only a backslash; then a backslash at a line's end joins it to the next) and
 * the line prefix of CIF 2 (a first line `prefix\` with every line beginning with that prefix; `prefix\\` folds too).
 */
function unfold(body: string): string {
  const firstEnd = body.indexOf('\n');
  const first = /^([^\\\n]*)(\\\\?)[ \t]*$/.exec(firstEnd < 0 ? body : body.slice(0, firstEnd));
  if (first === null || firstEnd < 0) return body;
  const [, prefix, mark] = first as unknown as [string, string, string];
  const lines = body.slice(firstEnd + 1).split('\n');
  if (prefix === '' && mark === '\\') return joinFolded(lines);
  if (prefix === '' || !lines.every((line) => line.startsWith(prefix))) return body;
  const bare = lines.map((line) => line.slice(prefix.length));
  return mark === '\\' ? bare.join('\n') : joinFolded(bare);
}

function joinFolded(lines: readonly string[]): string {
  const pieces: string[] = [];
  lines.forEach((line, index) => {
    let end = line.length;
    while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === TAB)) end -= 1;
    const folds = end > 0 && line[end - 1] === '\\';
    pieces.push(folds ? line.slice(0, end - 1) : line);
    if (!folds && index < lines.length - 1) pieces.push('\n');
  });
  return pieces.join('');
}
