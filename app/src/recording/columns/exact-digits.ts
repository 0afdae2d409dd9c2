import type { NumberArray } from '../../../../src/formats/recording.js';

/**
 * A number with all the digits that its type holds and none that it does not: a single-precision 0.1 is `0.1`, not
 * `0.10000000149011612`. Empty for a missing number.
 */
export function exactDigits(value: number, column: NumberArray): string {
  if (Number.isNaN(value)) return '';
  const isSingle = column instanceof Float32Array;
  if (!isSingle || Math.abs(value) === Number.POSITIVE_INFINITY) return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
