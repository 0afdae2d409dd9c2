import { exponentOf, placePoint, roundAt } from '../../quantity/decimal.js';

/**
 * A number as CIFs have it. With a standard uncertainty it ends where that has one or two digits, between 2 and 19:
 * `9.3728(2)`, `0.250(15)`, `5540(160)`. Without one it has up to `digits` significant digits, zeros at its end dropped.
 *
 * @returns `?` for a value that is missing or not finite
 */
export function printCifNumber(value: number | null | undefined, sigma?: number | null, digits = 9): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '?';
  if (sigma === null || sigma === undefined || !(sigma > 0) || !Number.isFinite(sigma)) return plain(value, digits);
  const exponent = exponentOf(sigma);
  const two = Number(roundAt(sigma, exponent - 1));
  // Nobody reads more than twelve digits: a smaller uncertainty stands for none.
  const place = two <= 19 ? exponent - 1 : exponent;
  if (value !== 0 && exponentOf(value) - place > 12) return plain(value, Math.max(digits, 12));
  const body = placePoint(roundAt(value, place), place);
  const uncertainty = roundAt(sigma, place) + '0'.repeat(Math.max(0, place));
  const sign = value < 0 && /[1-9]/.test(body) ? '-' : '';
  return `${sign}${body}(${uncertainty})`;
}

function plain(value: number, digits: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const text = String(rounded);
  return text.includes('e') && Math.abs(rounded) < 1 ? rounded.toFixed(20).replace(/0+$/, '').slice(0, 24) : text;
}
