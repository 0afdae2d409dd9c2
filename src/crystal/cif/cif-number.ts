/** A number of a CIF with the standard uncertainty in parentheses behind it, where there is one. */
export interface CifNumber {
  readonly value: number;
  readonly sigma: number | null;
}

/** What the last scan found; one such object serves a whole column. `sigma` is NaN where none is given. */
export interface ScannedNumber {
  value: number;
  sigma: number;
}

const POWERS_OF_TEN = Float64Array.of(
  ...[1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
  ...[1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22],
);
/** Digits that a double always holds exactly. */
const EXACT_DIGITS = 15;
const ZERO = 48;
const NINE = 57;

/**
 * Reads `9.372(2)`, `-.5`, `5.`, `1.2E3(4)`, `5540(160)` and the unusual `12.3(1.2)`.
 *
 * @returns null for anything else, `?` and `.` included
 * @example cifNumber('9.372(2)') // { value: 9.372, sigma: 0.002 }
 */
export function cifNumber(text: string): CifNumber | null {
  const found: ScannedNumber = { value: 0, sigma: 0 };
  if (!scanCifNumber(text, 0, text.length, found)) return null;
  return { value: found.value, sigma: Number.isNaN(found.sigma) ? null : found.sigma };
}

/**
 * The number that fills `text` from `start` to `end`, without making a string of it where that is exact (at most 15
 * digits and a power of ten up to 22: then one rounded operation gives the nearest double).
 *
 * @returns false when it is no number
 */
export function scanCifNumber(text: string, start: number, end: number, into: ScannedNumber): boolean {
  let at = start;
  let code = at < end ? text.charCodeAt(at) : 0;
  const negative = code === 45;
  if (negative || code === 43) code = ++at < end ? text.charCodeAt(at) : 0;
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let decimals = -1;
  for (; at < end; code = text.charCodeAt(++at)) {
    if (code >= ZERO && code <= NINE) {
      mantissa = mantissa * 10 + (code - ZERO);
      digits += 1;
      if (mantissa > 0) significant += 1;
      if (decimals >= 0) decimals += 1;
    } else if (code === 46 && decimals < 0) decimals = 0;
    else break;
  }
  if (digits === 0) return false;
  let scale = decimals < 0 ? 0 : -decimals;
  if (at < end && (code === 69 || code === 101)) {
    let power = 0;
    let powerDigits = 0;
    code = ++at < end ? text.charCodeAt(at) : 0;
    const down = code === 45;
    if (down || code === 43) at += 1;
    for (; at < end; at++) {
      code = text.charCodeAt(at);
      if (code < ZERO || code > NINE) break;
      power = Math.min(power * 10 + (code - ZERO), 9999);
      powerDigits += 1;
    }
    if (powerDigits === 0) return false;
    scale += down ? -power : power;
  }
  const magnitude =
    significant <= EXACT_DIGITS && Math.abs(scale) <= 22
      ? shift(mantissa, scale)
      : Math.abs(Number(text.slice(start, at)));
  if (!Number.isFinite(magnitude)) return false;
  // A negative zero is a rounded coordinate, and zero.
  into.value = negative && magnitude !== 0 ? -magnitude : magnitude;
  into.sigma = Number.NaN;
  return at === end || scanUncertainty(text, at, end, scale, into);
}

function scanUncertainty(text: string, start: number, end: number, scale: number, into: ScannedNumber): boolean {
  if (text.charCodeAt(start) !== 40 || text.charCodeAt(end - 1) !== 41 || end - start < 2) return false;
  let sigma = 0;
  let decimals = -1;
  for (let at = start + 1; at < end - 1; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      sigma = sigma * 10 + (code - ZERO);
      if (decimals >= 0) decimals += 1;
    } else if (code === 46 && decimals < 0) decimals = 0;
    else return false;
  }
  // With a point of its own (`12.3(1.2)`) the uncertainty is written out; otherwise it counts in the last digit.
  const place = decimals >= 0 ? -decimals : scale;
  const value = Math.abs(place) <= 22 ? shift(sigma, place) : Number(`${sigma}e${place}`);
  if (!Number.isFinite(value)) return false;
  if (end - start > 2) into.sigma = value;
  return true;
}

function shift(whole: number, power: number): number {
  return power < 0 ? whole / POWERS_OF_TEN[-power]! : whole * POWERS_OF_TEN[power]!;
}
