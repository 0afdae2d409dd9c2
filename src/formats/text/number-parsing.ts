/**
 * Numbers as instruments print them. The common case is read character by character without making a string; it is
 * exact because up to 2^53 the digits are an integer without rounding and one multiplication or division by a power of
 * ten up to 1e22 rounds once (Clinger, PLDI 1990, doi:10.1145/93542.93557). Everything else goes through `Number`.
 */

/** Which character separates the fraction. `either` is for formats that never group thousands. */
export type DecimalMark = '.' | ',' | 'either';

export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Digits up to here are an integer without rounding. */
export const LARGEST_EXACT = 2 ** 53;

const GROUPED_WITH_COMMA = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const GROUPED_WITH_DOT = /^[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const GROUPED_WITH_SPACE = /^[-+]?[1-9]\d{0,2}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;
const MISSING = /^(?:nan|-nan|[-+]?1\.#\w+|n\/?a|null|none|-{1,3}|\*+|#+[\w/]*[!?]?)$/i;
const NOT_MEASURED =
  /^[-+]?(?:ovld?|ofl|o\.?l\.?|over ?load(?:ed)?|over ?flow|over ?range|out of range|err(?:or)?|invalid|saturated|clipped|fail(?:ed)?)$/i;

/** The number in `text[start, end)` (no blanks around it), or NaN when it is none. */
export function parseNumber(text: string, start: number, end: number, decimal: DecimalMark = '.'): number {
  let at = start;
  let negative = false;
  const sign = text.charCodeAt(at);
  if (sign === 45 || sign === 0x2212) {
    negative = true;
    at += 1;
  } else if (sign === 43) at += 1;

  let mantissa = 0;
  let digits = 0;
  let fractionDigits = -1;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48);
      digits += 1;
      if (fractionDigits >= 0) fractionDigits += 1;
    } else if (fractionDigits < 0 && ((code === 46 && decimal !== ',') || (code === 44 && decimal !== '.'))) {
      // `1,` is a number and a separator, `1.` is a number.
      if (code === 44 && (at + 1 >= end || !isDigit(text.charCodeAt(at + 1)))) return Number.NaN;
      fractionDigits = 0;
    } else break;
  }
  if (digits === 0) return Number.NaN;

  let exponent = 0;
  if (at < end) {
    const letter = text.charCodeAt(at) | 32;
    if (letter !== 101 && letter !== 100) return Number.NaN;
    at += 1;
    let negativeExponent = false;
    const exponentSign = text.charCodeAt(at);
    if (exponentSign === 45 || exponentSign === 43) {
      negativeExponent = exponentSign === 45;
      at += 1;
    }
    if (at >= end) return Number.NaN;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code < 48 || code > 57) return Number.NaN;
      if (exponent < 100_000) exponent = exponent * 10 + (code - 48);
    }
    if (negativeExponent) exponent = -exponent;
  }

  const scale = exponent - Math.max(0, fractionDigits);
  if (mantissa <= LARGEST_EXACT && scale >= -22 && scale <= 22) {
    const value = scale < 0 ? mantissa / POWERS_OF_TEN[-scale]! : mantissa * POWERS_OF_TEN[scale]!;
    return negative ? -value : value;
  }
  return slowNumber(text.slice(start, end));
}

/** The number in a text with blanks around it, or NaN. */
export function numberFromText(text: string, decimal: DecimalMark = '.'): number {
  const trimmed = text.trim();
  return parseNumber(trimmed, 0, trimmed.length, decimal);
}

/**
 * The number in a cell that groups its thousands (`1,234.5`, `1.234,5`, `1 234,5`), or NaN. Only shapes that cannot be
 * anything else given the decimal mark.
 */
export function groupedNumber(cell: string, decimal: DecimalMark): number {
  if (decimal === '.' && GROUPED_WITH_COMMA.test(cell)) return Number(cell.replaceAll(',', ''));
  if (decimal === ',' && GROUPED_WITH_DOT.test(cell)) return Number(cell.replaceAll('.', '').replace(',', '.'));
  if (GROUPED_WITH_SPACE.test(cell)) {
    const bare = cell.replace(/[ '’\u00a0\u202f]/g, '');
    return parseNumber(bare, 0, bare.length, decimal);
  }
  return Number.NaN;
}

/** Signed infinity for `inf` and `Infinity`, else NaN. */
export function infinityFromText(cell: string): number {
  const match = /^([-+]?)inf(?:inity)?$/i.exec(cell);
  if (match === null) return Number.NaN;
  return match[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** True for what programs write where there is no value: nothing, `NaN`, `--`, `n/a`, `1.#QNAN`. */
export function isMissingValue(cell: string): boolean {
  return cell === '' || MISSING.test(cell);
}

/** True for the words that instruments write in place of a number that they could not measure: `OVERLOAD`, `OVL`. */
export function isNotMeasured(cell: string): boolean {
  return NOT_MEASURED.test(cell);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function slowNumber(text: string): number {
  return Number(text.replace(',', '.').replace('\u2212', '-').replace(/[dD]/, 'e'));
}
