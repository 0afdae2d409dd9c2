/** Argument reduction of the trigonometric functions. */
import { asTwoDoubles, FIXED_BITS, FIXED_PI, nearestDouble, piTo, splitAtBit } from './fixed-point.js';
import { doubles } from './powers-of-two.js';

const { ROUND_TO_INTEGER } = doubles;

/** pi/2 in four parts; a product of one of the first three with an integer below 2^20 is exact (Cody and Waite). */
const [FIRST, afterFirst] = splitAtBit(FIXED_PI / 2n, 32);
const [SECOND, afterSecond] = splitAtBit(afterFirst, 64);
const [THIRD, afterThird] = splitAtBit(afterSecond, 96);
const FOURTH = nearestDouble(afterThird);
const PER_HALF_PI = 2 / nearestDouble(FIXED_PI);

/** Beyond it the quarters are counted with integers of any length. */
const FAR = 1e6;

/** The rest of the last angle reduced, below pi/4, as the sum of two doubles. */
export const remainder = new Float64Array(2);

/** Leaves x - n pi/2 in `remainder` and returns n, or another integer with the same last two bits. */
export function reducedAngle(x: number): number {
  if (!(x > -FAR && x < FAR)) return reducedFarAngle(x);
  const n = x * PER_HALF_PI + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const first = x - n * FIRST;
  const byTwo = n * SECOND;
  const second = first - byTwo;
  const ofFirst = second + byTwo;
  const lostAtSecond = first - ofFirst - (byTwo - (ofFirst - second));
  const byThree = n * THIRD;
  const third = second - byThree;
  const ofSecond = third + byThree;
  const lostAtThird = second - ofSecond - (byThree - (ofSecond - third));
  const low = lostAtSecond + lostAtThird - n * FOURTH;
  remainder[0] = third + low;
  remainder[1] = third - remainder[0] + low;
  return n | 0;
}

/** Bits of pi behind the point: 1024 for the integer part of the largest double, the others for what is left of it. */
const FAR_BITS = 1400;
const FAR_DOWN = BigInt(FAR_BITS - FIXED_BITS);
/** Computed when first needed. */
let halfPi = 0n;

/** Fractional bits that a double beyond 10^6 can have. */
const FRACTION_BITS = 33;
const FRACTIONS = 8589934592;
const ALL_ARE_INTEGERS = 9007199254740992;

function reducedFarAngle(x: number): number {
  if (!Number.isFinite(x)) {
    remainder.fill(Number.NaN);
    return 0;
  }
  if (halfPi === 0n) halfPi = piTo(FAR_BITS) / 2n;
  const angle =
    Math.abs(x) < ALL_ARE_INTEGERS
      ? BigInt(x * FRACTIONS) << BigInt(FAR_BITS - FRACTION_BITS)
      : BigInt(x) << BigInt(FAR_BITS);
  let n = angle / halfPi;
  let rest = angle - n * halfPi;
  if (2n * rest > halfPi) {
    n += 1n;
    rest -= halfPi;
  } else if (2n * rest < -halfPi) {
    n -= 1n;
    rest += halfPi;
  }
  remainder.set(asTwoDoubles(rest >> FAR_DOWN));
  return Number(n & 3n);
}
