import { asTwoDoubles, FIXED_PI, fixedArctangent } from './fixed-point.js';

/**
 * Centres of intervals between 1/16 and 16, eight to each power of two, and their arctangents: within an interval
 * atan x = atan c + atan t with t = (x - c)/(1 + c x), where x - c is exact and |t| < 1/31.
 */
const INTERVALS = 64;
const ROW = 4;

/** c, and atan c as the sum of two doubles. */
const arctangents = new Float64Array(INTERVALS * ROW);

let [top, bottom] = [0n, 1n];
let angle = 0n;
for (let row = 0; row < INTERVALS; row++) {
  // c = (17 + 2 j) 2^octave/256
  const p = BigInt(17 + 2 * (row & 7)) << BigInt(row >> 3);
  const q = 256n;
  // atan c - atan of the centre before
  angle += fixedArctangent(p * bottom - q * top, q * bottom + p * top);
  [top, bottom] = [p, q];
  arctangents.set([Number(p) / Number(q), ...asTwoDoubles(angle)], row * ROW);
}

const [PI, PI_LOW] = asTwoDoubles(FIXED_PI);

/** To be taken apart where it is used, as `doubles` is. */
export const arctangentTable = { arctangents, PI, PI_LOW, ROW };
