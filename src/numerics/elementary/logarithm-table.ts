import { FIXED_LN2, fixedLogarithm, nearestDouble, splitAtBit } from './fixed-point.js';

/**
 * ln x = k ln 2 - ln c + ln(1 + r) with x = 2^k z, 11/16 <= z < 11/8, and a factor c near 1/z of so few bits that
 * r = c z - 1 can be had exactly, after Tang (ACM TOMS 16, 378, 1990). The table has a row for each of 128 intervals of z:
 * c, -ln c to a multiple of 2^-42, and what that leaves.
 */
const INTERVALS = 128;
const ROW = 4;
/** Upper half of the double 11/16, where the first interval begins. */
const FIRST_UPPER = 0x3fe60000;

const FACTOR_UNITS = 4096;
const logarithms = new Float64Array(INTERVALS * ROW);
for (let row = 0; row < INTERVALS; row++) {
  // below 1 (the first 80 rows) an interval is 1/256 wide, above it 1/128
  const middle = row < 80 ? 11 / 16 + (row + 0.5) / 256 : 1 + (row - 80 + 0.5) / 128;
  // c = 1 on both sides of 1, so that ln x near 0 keeps all its digits
  const factor = row === 79 || row === 80 ? FACTOR_UNITS : Math.round(FACTOR_UNITS / middle);
  const [high, rest] = splitAtBit(fixedLogarithm(BigInt(FACTOR_UNITS), BigInt(factor)), 42);
  logarithms.set([factor / FACTOR_UNITS, high, nearestDouble(rest)], row * ROW);
}

/** ln 2 likewise: with the exponent times the first part a sum of first parts is exact. */
const [high, rest] = splitAtBit(FIXED_LN2, 42);
const LN2_HIGH = high;
const LN2_LOW = nearestDouble(rest);

/** To be taken apart where it is used, as `doubles` is. */
export const logarithmTable = { FIRST_UPPER, LN2_HIGH, LN2_LOW, logarithms, ROW };
