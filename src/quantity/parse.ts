import { fail } from '../errors.js';
import { convertDifference } from './convert.js';
import type { Quantity } from './quantity.js';
import { type Dimension, nameDimension, parseUnit, sameDimension } from './units.js';

export interface ParseQuantityOptions {
  /** Unit given to a number that has none. Without it a bare number is an error, unless a pure number is expected. */
  readonly bareUnit?: string;
}

/**
 * Reads a quantity as people write it: `1.18 mm`, `1.18(2) mm`, `1.18 +- 0.02 mm`, `1.18 ± 0.02 mm`, `1.18 mm ± 2 %`,
 * `5.3e-4 S/cm`, `5.3(2)e-4 S/cm`, `(5.3 +- 0.2)e-4 S/cm`, `5.30(12)×10⁻⁴ S/cm`, `93 %`. Digits in parentheses count in
 * the last place of the number (1.18(2) = 1.18 +- 0.02); with a decimal point they are the uncertainty itself
 * (12.3(1.2)). The quantity keeps the unit it was written with.
 *
 * @param expected a unit (`'mm'`) or a dimension the quantity must be convertible to; `'1'` expects a pure number
 * @throws `not-a-quantity`, `unknown-unit`, `wrong-dimension` (naming both units)
 */
export function parseQuantity(
  text: string,
  expected?: string | Dimension,
  options: ParseQuantityOptions = {},
): Quantity {
  const trimmed = text
    .replace(/[\u2212\u2012\u2013]/g, '-')
    .replace(/[\u00a0\u2009\u202f\s]+/g, ' ')
    .trim();
  if (trimmed === '') throw notAQuantity(text, 'it is empty', expected);
  const { value, sigma, unitText, relative } = readNumbers(text, trimmed, expected);
  const unit = unitText === '' ? bareUnit(text, expected, options) : unitText;
  const parsedUnit = parseUnit(unit);
  if (expected !== undefined) checkDimension(text, unit, parsedUnit.dimension, expected);
  const absolute = relative && sigma !== null ? Math.abs(value) * sigma : sigma;
  return { value, sigma: absolute, unit };
}

/** Throws `wrong-dimension`, naming both units, unless `unit` can be converted to what is expected. */
function checkDimension(text: string, unit: string, dimension: Dimension, expected: string | Dimension): void {
  const wanted = typeof expected === 'string' ? parseUnit(expected).dimension : expected;
  if (sameDimension(dimension, wanted)) return;
  const example = typeof expected === 'string' ? ` such as ${expected}` : '';
  const celsius = unit === 'C' && sameDimension(wanted, { temperature: 1 });
  throw fail(
    'wrong-dimension',
    `"${text.trim()}" is ${nameDimension(dimension)} (${unit}), but ${nameDimension(wanted)}${
      typeof expected === 'string' ? ` (${expected})` : ''
    } is needed`,
    celsius
      ? 'C is the coulomb; write degC'
      : `give it in a unit of ${nameDimension(wanted).replace(/^an? /, '')}${example}`,
  );
}

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)`;
const paren = String.raw`(?: ?\((\d+\.?\d*|\.\d+)\))?`;
const exponent = String.raw`(?:[eE]([+-]?\d+)| ?[×x*·⋅] ?10(?:\^ ?([+-]?\d+)|([⁺⁻]?[⁰¹²³⁴-⁹]+)))?`;
const plusMinus = String.raw` ?(?:±|\+\/?-|\\pm) ?`;

/** `1.18(2)e-4 unit` */
const compact = new RegExp(`^(${number})${paren}${exponent}(?![\\d.,])(.*)$`, 'u');
/** `(5.3 +- 0.2)e-4 unit` */
const grouped = new RegExp(`^\\( ?(${number})${exponent}${plusMinus}(${number})${exponent} ?\\)${exponent}(.*)$`, 'u');
/** `1.18 [unit] +- 0.02 [unit]` */
const spread = new RegExp(
  `^(${number})${exponent}([^±+\\\\]*?)${plusMinus}(${number})${exponent}(?![\\d.,])(.*)$`,
  'u',
);

interface Numbers {
  readonly value: number;
  readonly sigma: number | null;
  readonly unitText: string;
  /** The uncertainty is a share of the value. */
  readonly relative: boolean;
}

function readNumbers(text: string, trimmed: string, expected: string | Dimension | undefined): Numbers {
  const group = grouped.exec(trimmed);
  if (group !== null) {
    const scale = readExponent(group, 9);
    return {
      value: finite(text, shift(group[1]!, readExponent(group, 2) + scale)),
      sigma: positive(text, shift(group[5]!, readExponent(group, 6) + scale)),
      unitText: group[12]!.trim(),
      relative: false,
    };
  }
  const pair = spread.exec(trimmed);
  if (pair !== null) return readPair(text, pair);
  const match = compact.exec(trimmed);
  if (match === null) {
    const comma = /^[+-]?\d+,\d/.test(trimmed);
    throw notAQuantity(text, comma ? 'the decimal sign must be a point' : 'it does not begin with a number', expected);
  }
  const power = readExponent(match, 3);
  const digits = match[2];
  let sigma: number | null = null;
  if (digits !== undefined) {
    const decimals = /\.(\d*)/.exec(match[1]!)?.[1]?.length ?? 0;
    sigma = digits.includes('.') ? shift(digits, power) : shift(digits, power - decimals);
    positive(text, sigma);
  }
  const unitText = match[6]!.trim();
  if (/^[,(]/.test(unitText)) throw notAQuantity(text, `"${unitText}" after the number cannot be read`, expected);
  return { value: finite(text, shift(match[1]!, power)), sigma, unitText, relative: false };
}

function readPair(text: string, pair: RegExpExecArray): Numbers {
  const value = finite(text, shift(pair[1]!, readExponent(pair, 2)));
  const sigma = positive(text, shift(pair[6]!, readExponent(pair, 7)));
  const before = pair[5]!.trim();
  const after = pair[10]!.trim();
  if (before === '' || before === after) return { value, sigma, unitText: after, relative: false };
  if (after === '') throw notAQuantity(text, 'the uncertainty has no unit', before);
  const own = parseUnit(before);
  const other = parseUnit(after);
  if (sameDimension(own.dimension, other.dimension)) {
    return { value, sigma: convertDifference(sigma, after, before), unitText: before, relative: false };
  }
  if (sameDimension(other.dimension, {})) {
    return { value, sigma: sigma * other.factor, unitText: before, relative: true };
  }
  throw fail(
    'wrong-dimension',
    `in "${text.trim()}" the value is ${nameDimension(own.dimension)} (${before}) and its uncertainty ${nameDimension(other.dimension)} (${after})`,
    `give both in ${before}, or the uncertainty in %`,
  );
}

const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The power of ten in the three groups of `exponent` that begin at `first`. */
function readExponent(match: RegExpExecArray, first: number): number {
  const plain = match[first] ?? match[first + 1];
  if (plain !== undefined) return Number(plain);
  const raised = match[first + 2];
  if (raised === undefined) return 0;
  const digits = [...raised.replace(/[⁺⁻]/u, '')].map((c) => superscriptDigits.indexOf(c)).join('');
  return raised.startsWith('⁻') ? -Number(digits) : Number(digits);
}

/** The decimal text times a power of ten, rounded once (`1.18` and -1 is 0.118, not 0.11800000000000001). */
function shift(decimal: string, power: number): number {
  return Number(`${decimal}e${power}`);
}

function finite(text: string, value: number): number {
  if (!Number.isFinite(value)) throw notAQuantity(text, 'the number is too large', undefined);
  return value;
}

function positive(text: string, sigma: number): number {
  if (!(sigma >= 0) || !Number.isFinite(sigma)) {
    throw notAQuantity(text, 'an uncertainty cannot be negative or infinite', undefined);
  }
  return sigma;
}

function bareUnit(text: string, expected: string | Dimension | undefined, options: ParseQuantityOptions): string {
  if (options.bareUnit !== undefined) return options.bareUnit;
  if (expected !== undefined) {
    const wanted = typeof expected === 'string' ? parseUnit(expected).dimension : expected;
    if (sameDimension(wanted, {})) return '1';
  }
  const unit = typeof expected === 'string' ? expected : 'mm';
  throw fail(
    'not-a-quantity',
    `"${text.trim()}" has no unit`,
    `write the unit after the number, e.g. "${text.trim()} ${unit}"`,
  );
}

function notAQuantity(text: string, reason: string, expected: string | Dimension | undefined): Error {
  const unit = typeof expected === 'string' ? expected : 'mm';
  const example = unit === '1' ? '"1.18" or "1.18(2)"' : `"1.18 ${unit}" or "1.18(2) ${unit}"`;
  return fail(
    'not-a-quantity',
    `"${text.trim()}" is not a quantity: ${reason}`,
    `write a number, its uncertainty and its unit, e.g. ${example}`,
  );
}
