/**
 * Decimal rounding on the digits themselves, so that no binary noise reaches print. A number is digits (a string of an
 * integer) and a place: value = digits * 10^place.
 */

/** The power of ten of the leading digit: 2 for 123, -4 for 5.3e-4. The value must not be zero. */
export function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** The digits of |value| rounded at 10^place; `'0'` when nothing is left. */
export function roundAt(value: number, place: number): string {
  if (value === 0) return '0';
  const exponent = exponentOf(value);
  const after = exponent - place;
  if (after < -1) return '0';
  if (after === -1) return Math.abs(value) >= Number(`5e${exponent}`) ? '1' : '0';
  const [mantissa, power] = Math.abs(value).toExponential(Math.min(after, 100)).split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  // Rounding up to the next power of ten (9.99 to 10.0) leaves one digit too few.
  return digits + '0'.repeat(Number(power) - exponent);
}

/**
 * Where an uncertainty ends: the place of its second digit when the leading two are below 30, else of its first.
 * 0.0042 ends at 1e-3, 0.012 at 1e-3, 0.096 (which rounds to 0.10) at 1e-2.
 */
export function decimalPlace(sigma: number): number {
  const exponent = exponentOf(sigma);
  const two = roundAt(sigma, exponent - 1);
  // '100' (from 0.996) is 10 one decade up.
  if (two.length > 2) return exponent;
  return Number(two) < 30 ? exponent - 1 : exponent;
}

/** Digits with the decimal point set so that they read digits * 10^place; zeros are filled in on both sides. */
export function placePoint(digits: string, place: number): string {
  if (place >= 0) return digits === '0' ? '0' : digits + '0'.repeat(place);
  const padded = digits.padStart(1 - place, '0');
  return `${padded.slice(0, place)}.${padded.slice(place)}`;
}
