import { fail } from '../errors.js';
import type { Quantity } from './quantity.js';
import { nameDimension, parseUnit, sameDimension, type Unit } from './units.js';

/**
 * The same quantity in another unit: value, sigma and interval. Uncertainties are differences, so an offset (degC to K)
 * moves the value and leaves sigma alone.
 *
 * @throws `wrong-dimension` naming both units, `unknown-unit`
 */
export function convert(quantity: Quantity, unit: string): Quantity {
  if (quantity.unit === unit) return quantity;
  const from = parseUnit(quantity.unit);
  const to = parseUnit(unit);
  requireSameDimension(from, to);
  const { interval95 } = quantity;
  return {
    ...quantity,
    value: quantity.value === null ? null : move(quantity.value, from, to),
    sigma: quantity.sigma === null ? null : scale(quantity.sigma, from, to),
    unit,
    ...(interval95 === undefined
      ? {}
      : {
          interval95: [
            interval95[0] === null ? null : move(interval95[0], from, to),
            interval95[1] === null ? null : move(interval95[1], from, to),
          ],
        }),
  };
}

/**
 * A bare number from one unit to another.
 *
 * @example convertNumber(25, 'degC', 'K') // 298.15
 */
export function convertNumber(value: number, from: string, to: string): number {
  const source = parseUnit(from);
  const target = parseUnit(to);
  requireSameDimension(source, target);
  return from === to ? value : move(value, source, target);
}

/** A difference or an uncertainty from one unit to another: offsets do not count (2 degC is 2 K). */
export function convertDifference(value: number, from: string, to: string): number {
  const source = parseUnit(from);
  const target = parseUnit(to);
  requireSameDimension(source, target);
  return scale(value, source, target);
}

/** What a difference in `from` must be multiplied with to be in `to` (offsets do not count). */
export function unitRatio(from: string, to: string): number {
  const source = parseUnit(from);
  const target = parseUnit(to);
  requireSameDimension(source, target);
  return scale(1, source, target);
}

function requireSameDimension(from: Unit, to: Unit): void {
  if (sameDimension(from.dimension, to.dimension)) return;
  throw fail(
    'wrong-dimension',
    `${nameDimension(from.dimension)} (${from.text}) cannot be converted to ${nameDimension(to.dimension)} (${to.text})`,
    `give it in a unit of ${nameDimension(to.dimension).replace(/^an? /, '')}, such as ${to.text}`,
  );
}

function move(value: number, from: Unit, to: Unit): number {
  if (from.offset === 0 && to.offset === 0) return scale(value, from, to);
  return (value * from.factor + from.offset - to.offset) / to.factor;
}

/** Divides where the ratio is below one: factors of ten are exact then (1.18 mm is 0.118 cm to the last bit). */
function scale(value: number, from: Unit, to: Unit): number {
  return from.factor >= to.factor ? value * ratio(from.factor, to.factor) : value / ratio(to.factor, from.factor);
}

/** a / b, where a short decimal is meant and binary division missed it by a bit (1e-3 / 1e-6), that decimal. */
function ratio(a: number, b: number): number {
  const quotient = a / b;
  const short = Number(quotient.toPrecision(6));
  return Math.abs(short - quotient) <= 4 * Number.EPSILON * quotient ? short : quotient;
}
