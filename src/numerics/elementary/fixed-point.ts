/**
 * Constants to far more digits than a double holds, as integers in units of 2^-FIXED_BITS. Integers are exact, so the tables made
 * of them are the same on every engine.
 */

import { doubles } from './powers-of-two.js';

export const FIXED_BITS = 192;
const ONE = 1n << BigInt(FIXED_BITS);

const UNIT = doubles.powersOfTwo[doubles.EXPONENT_OF_ONE - FIXED_BITS];

/** atan(p/q) for p < q by its series, in units of 1/one; with `sign` 1 artanh(p/q). */
function arcSeries(p: bigint, q: bigint, sign: 1n | -1n, one = ONE): bigint {
  let power = (one * p) / q;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = (sign * power * p * p) / (q * q);
    sum += power / k;
  }
  return sum;
}

/** The angle p/q is the tangent of. */
export function fixedArctangent(p: bigint, q: bigint): bigint {
  return arcSeries(p, q, -1n);
}

/** ln(p/q) = 2 artanh((p - q)/(p + q)). */
export function fixedLogarithm(p: bigint, q: bigint): bigint {
  return 2n * arcSeries(p - q, p + q, 1n);
}

/** e^x for a small x in units of 2^-FIXED_BITS. */
export function fixedExponential(x: bigint): bigint {
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n; k++) {
    term = fixedProduct(term, x) / k;
    sum += term;
  }
  return sum;
}

export function fixedProduct(a: bigint, b: bigint): bigint {
  return (a * b) >> BigInt(FIXED_BITS);
}

export function fixedQuotient(a: bigint, b: bigint): bigint {
  return (a << BigInt(FIXED_BITS)) / b;
}

/** pi in units of 2^-bits, by Machin's formula; its last three or four bits are uncertain. */
export function piTo(bits: number): bigint {
  const one = 1n << BigInt(bits);
  return 16n * arcSeries(1n, 5n, -1n, one) - 4n * arcSeries(1n, 239n, -1n, one);
}

export const FIXED_PI = piTo(FIXED_BITS);
export const FIXED_LN2 = fixedLogarithm(2n, 1n);
export const FIXED_LN10 = fixedLogarithm(10n, 8n) + 3n * FIXED_LN2;
export const FIXED_ONE = ONE;

/** The double nearest to a fixed-point number. */
export function nearestDouble(x: bigint): number {
  return Number(x) * UNIT;
}

/** The sum of two doubles nearest to a fixed-point number: 107 bits. */
export function asTwoDoubles(x: bigint): [high: number, low: number] {
  const high = Number(x);
  return [high * UNIT, Number(x - BigInt(high)) * UNIT];
}

/** A double of at most `bits` fractional bits, whose products with small integers are exact, and what it leaves. */
export function splitAtBit(x: bigint, bits: number): [high: number, rest: bigint] {
  const unit = 1n << BigInt(FIXED_BITS - bits);
  const steps = (x + unit / 2n) / unit;
  return [Number(steps) * doubles.powersOfTwo[doubles.EXPONENT_OF_ONE - bits], x - steps * unit];
}
