/**
 * exp by table and polynomial, for loops that take it at every point of a spectrum or a peak profile: about half the time
 * of `Math.exp`, the same bits on every JavaScript engine (theirs differ in the last one).
 */

const STEPS = 64;
const STEPS_PER_LN2 = STEPS / Math.LN2;
/** What the double nearest to ln 2 leaves out. */
const LN2_BEYOND_DOUBLE = 2.3190468138462996e-17;
/** ln 2 / 64 in two parts; the first has its last 21 bits zero, so that its product with a small integer is exact. */
const STEP_HIGH = 0x2c5c85f8 / 2 ** 36;
const STEP_LOW = Math.LN2 / STEPS - STEP_HIGH + LN2_BEYOND_DOUBLE / STEPS;
/** Adding and subtracting it rounds a double to the nearest integer. */
const ROUNDER = 6755399441055744;

const LOWEST = -708;
const HIGHEST = 709;
const POWER_OFFSET = 1023;

/** 2^(j/64), and 2^k for every k in range, both correctly rounded enough to leave one unit in the last place. */
const fractions = Float64Array.from({ length: STEPS }, (_, j) => 2 ** (j / STEPS));
const powers = Float64Array.from({ length: 2048 }, (_, k) => 2 ** (k - POWER_OFFSET));

/**
 * e^x to about one unit in the last place for -708 < x < 709; beyond that what `Math.exp` gives (0, subnormal numbers,
 * Infinity, NaN).
 */
export function exponential(x: number): number {
  if (!(x > LOWEST && x < HIGHEST)) return Math.exp(x);
  const steps = x * STEPS_PER_LN2 + ROUNDER - ROUNDER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  // |r| < 0.0055: the first term left out is below 4e-17
  const tail = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
  const whole = steps | 0;
  const fraction = fractions[whole & (STEPS - 1)];
  return (fraction + fraction * tail) * powers[(whole >> 6) + POWER_OFFSET];
}
