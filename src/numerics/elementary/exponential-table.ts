import {
  asTwoDoubles,
  FIXED_LN2,
  FIXED_ONE,
  fixedExponential,
  fixedProduct,
  nearestDouble,
  splitAtBit,
} from './fixed-point.js';

/** e^x = 2^k 2^(j/64) e^r with |r| <= ln 2/128, after Tang (ACM TOMS 15, 144, 1989). */
const STEPS = 64;

/** 2^(j/64), and what the double leaves of it, as a share. */
const fractions = new Float64Array(STEPS);
const fractionRests = new Float64Array(STEPS);
let power = FIXED_ONE;
const factor = fixedExponential(FIXED_LN2 / BigInt(STEPS));
for (let j = 0; j < STEPS; j++) {
  const [high, low] = asTwoDoubles(power);
  fractions[j] = high;
  fractionRests[j] = low / high;
  power = fixedProduct(power, factor);
}

/** ln 2/64 in two parts: the first has so few bits that its product with an integer below 2^17 is exact. */
const [high, rest] = splitAtBit(FIXED_LN2 / BigInt(STEPS), 36);
const STEP_HIGH = high;
const STEP_LOW = nearestDouble(rest);
const STEPS_PER_UNIT = STEPS / nearestDouble(FIXED_LN2);

/** To be taken apart where it is used, as `doubles` is. */
export const exponentialTable = { STEPS, fractionRests, fractions, STEP_HIGH, STEP_LOW, STEPS_PER_UNIT };
