import type { Quantity } from './quantity.js';

/**
 * A quantity with every digit it has, as text that `parseQuantity` reads back to the last bit:
 * `113.20123456789 +- 2.1 Ohm cm^2`. For handing a number on, where `printQuantity` is for reading; interval and note stay
 * behind.
 *
 * @throws RangeError without a finite value, since there is nothing to hand on
 */
export function printExact({ value, sigma, unit }: Quantity): string {
  if (value === null || !Number.isFinite(value)) throw new RangeError(`a quantity in ${unit} without a value`);
  const number = sigma === null || !Number.isFinite(sigma) ? String(value) : `${value} +- ${sigma}`;
  return unit === '1' ? number : `${number} ${unit}`;
}
