/** The exponential function, with the same bits on every engine. */
import { exponentialTable } from './exponential-table.js';
import { doubles } from './powers-of-two.js';

const { fractionRests, fractions, STEP_HIGH, STEP_LOW, STEPS, STEPS_PER_UNIT } = exponentialTable;
const { EXPONENT_OF_ONE, powersOfTwo, ROUND_TO_INTEGER } = doubles;

const LOWEST = -708;
const HIGHEST = 709;
const OVERFLOW = 710;
const UNDERFLOW = -746;

/** (e^r - 1 - r)/r^2 for |r| <= ln 2/128: minimax, error 1.4e-18 in e^r. */
const P0 = 0.49999999999948497;
const P1 = 0.16666666666654245;
const P2 = 0.04166672340533515;
const P3 = 0.008333343388250772;

/** e^x, within 0.51 units of the last place (0.76 where the result is subnormal). */
export function exp(x: number): number {
  if (!(x > LOWEST && x < HIGHEST)) return scaledExp(x, 0, 0);
  const steps = x * STEPS_PER_UNIT + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const whole = steps | 0;
  const at = whole & (STEPS - 1);
  const tail = r + fractionRests[at] + r * r * (P0 + r * P1 + r * r * (P2 + r * P3));
  const fraction = fractions[at];
  return (fraction + fraction * tail) * powersOfTwo[(whole >> 6) + EXPONENT_OF_ONE];
}

/** e^(x + low) for a low part that x does not show. */
export function expOfSum(x: number, low: number): number {
  if (!(x > LOWEST && x < HIGHEST)) return scaledExp(x, low, 0);
  const steps = x * STEPS_PER_UNIT + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW + low;
  const whole = steps | 0;
  const at = whole & (STEPS - 1);
  const tail = r + fractionRests[at] + r * r * (P0 + r * P1 + r * r * (P2 + r * P3));
  const fraction = fractions[at];
  return (fraction + fraction * tail) * powersOfTwo[(whole >> 6) + EXPONENT_OF_ONE];
}

/** 2^shift e^(x + low) also where it overflows or is subnormal; a small shift. */
export function scaledExp(x: number, low: number, shift: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW + 1) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const steps = x * STEPS_PER_UNIT + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW + low;
  const whole = steps | 0;
  const at = whole & (STEPS - 1);
  const tail = r + fractionRests[at] + r * r * (P0 + r * P1 + r * r * (P2 + r * P3));
  const value = fractions[at] + fractions[at] * tail;
  const power = (whole >> 6) + shift;
  const half = power >> 1;
  return power < 0
    ? value * powersOfTwo[power + 64 + EXPONENT_OF_ONE] * powersOfTwo[EXPONENT_OF_ONE - 64]
    : value * powersOfTwo[half + EXPONENT_OF_ONE] * powersOfTwo[power - half + EXPONENT_OF_ONE];
}

/**
 * 2^k 2^(j/64) e^r of x with |x| < 700 as a sum of two doubles, of about 60 bits together; written to `out` so that
 * nothing is allocated.
 */
export function expInTwo(x: number, out: Float64Array): void {
  const steps = x * STEPS_PER_UNIT + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const whole = steps | 0;
  const at = whole & (STEPS - 1);
  const tail = r + fractionRests[at] + r * r * (P0 + r * P1 + r * r * (P2 + r * P3));
  const power = powersOfTwo[(whole >> 6) + EXPONENT_OF_ONE];
  out[0] = fractions[at] * power;
  out[1] = fractions[at] * tail * power;
}
