import { decimalPlace, exponentOf, placePoint, roundAt } from './decimal.js';
import { printUnit } from './print-unit.js';
import type { Quantity } from './quantity.js';

export interface PrintQuantityOptions {
  /** `5.30(12)e-4 S/cm` and `Ohm cm^2` in place of `5.30(12)×10⁻⁴ S/cm` and `Ω cm²`. @default false */
  readonly ascii?: boolean;
  /** Significant digits where no uncertainty says how many. @default 4 */
  readonly digits?: number;
}

/**
 * A quantity with as many digits as its uncertainty allows: `0.310(4) eV`, `5.30(12)×10⁻⁴ S/cm`, `128(3)°`.
 *
 * The uncertainty gets two digits when its leading two are below 30, else one; the value ends at the same place. A
 * power of ten is written when the number (or its uncertainty, if larger) is at least 1e5 or below 1e-3. Without
 * uncertainty the value has `digits` significant digits, trailing zeros dropped, and never fewer than its integer part.
 * A missing value reads `not identifiable`, with the bound that is known; a count that is missing reads `none` with its note. `parseQuantity` reads everything else back.
 */
export function printQuantity(quantity: Quantity, options: PrintQuantityOptions = {}): string {
  const ascii = options.ascii ?? false;
  const digits = options.digits ?? 4;
  const unit = printUnit(quantity.unit, { ascii });
  const attach = (number: string) => (unit === '' || unit === '°' ? `${number}${unit}` : `${number} ${unit}`);
  const { value, sigma } = quantity;
  if (value === null) return printMissing(quantity, digits, ascii, attach);
  if (!Number.isFinite(value))
    return attach(value > 0 ? 'infinite' : Number.isNaN(value) ? 'not a number' : '-infinite');
  if (sigma === null || !(sigma > 0) || !Number.isFinite(sigma)) return attach(printNumber(value, digits, ascii));
  return attach(printWithSigma(value, sigma, ascii));
}

/** A number with `digits` significant digits, trailing zeros dropped; `-0` is `0`. */
export function printNumber(value: number, digits = 4, ascii = false): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return String(value);
  const exponent = exponentOf(value);
  // An integer part is never rounded away (12345.6 is not 12350), nor is a whole number.
  const whole = exponent < 5 && exponent >= 0 ? exponent + 1 : 0;
  const place = exponent - Math.max(digits, whole) + 1;
  const rounded = roundAt(value, place);
  const leading = place + rounded.length - 1;
  const power = needsPower(leading) ? leading : 0;
  const text = placePoint(rounded, place - power)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  return sign(value, ascii) + text + printPower(power, ascii);
}

function printWithSigma(value: number, sigma: number, ascii: boolean): string {
  // Nobody reads more than ten digits: a smaller uncertainty (data without noise) is printed as one in the tenth.
  const finest = value === 0 ? Number.NEGATIVE_INFINITY : exponentOf(value) - 9;
  const place = Math.max(decimalPlace(sigma), finest);
  const valueDigits = roundAt(value, place);
  const rounded = roundAt(sigma, place);
  const sigmaDigits = rounded === '0' ? '1' : rounded;
  const leading = place + Math.max(valueDigits === '0' ? 0 : valueDigits.length, sigmaDigits.length) - 1;
  const power = needsPower(leading) ? leading : 0;
  const trailing = '0'.repeat(Math.max(0, place - power));
  const zero = valueDigits === '0';
  const text = placePoint(valueDigits, place - power);
  return `${zero ? '' : sign(value, ascii)}${text}(${sigmaDigits}${trailing})${printPower(power, ascii)}`;
}

function needsPower(leading: number): boolean {
  return leading >= 5 || leading < -3;
}

function sign(value: number, ascii: boolean): string {
  if (value >= 0) return '';
  return ascii ? '-' : '−';
}

function printPower(power: number, ascii: boolean): string {
  if (power === 0) return '';
  if (ascii) return `e${power}`;
  const raised = [...String(Math.abs(power))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `×10${power < 0 ? '⁻' : ''}${raised}`;
}

function printMissing(quantity: Quantity, digits: number, ascii: boolean, attach: (n: string) => string): string {
  const [lower, upper] = quantity.interval95 ?? [null, null];
  const print = (bound: number) => attach(printNumber(bound, Math.min(digits, 3), ascii));
  if (lower !== null && upper !== null) {
    return `not identifiable (between ${print(lower)} and ${print(upper)} at 95 %)`;
  }
  if (upper !== null) return `not identifiable (< ${print(upper)} at 95 %)`;
  if (lower !== null) return `not identifiable (> ${print(lower)} at 95 %)`;
  // A number that there is none of (no short was found) says so in its own words.
  return quantity.unit === '1' && quantity.note !== undefined ? `none (${quantity.note})` : 'not identifiable';
}
