/** What the functions of this folder need of a double's form. */

/** Exponent of 1 as it is stored. */
const EXPONENT_OF_ONE = 1023;

/** 2^(k - 1023) for k = 0 ... 2047, the last one infinite. */
const powersOfTwo = new Float64Array(2048);
powersOfTwo[EXPONENT_OF_ONE] = 1;
for (let k = EXPONENT_OF_ONE + 1; k < 2048; k++) powersOfTwo[k] = 2 * powersOfTwo[k - 1];
for (let k = EXPONENT_OF_ONE - 1; k >= 0; k--) powersOfTwo[k] = 0.5 * powersOfTwo[k + 1];

const SMALLEST_NORMAL = powersOfTwo[1];
/** From here on a number is brought down before its exponent is taken apart. */
const LARGEST_POWER = powersOfTwo[2046];

/** Adding and subtracting it rounds a double to the nearest integer. */
const ROUND_TO_INTEGER = 6755399441055744;

/** Adding and subtracting it rounds a number near 1 to a multiple of 2^-20. */
const ROUND_TO_21_BITS = ROUND_TO_INTEGER / 1048576;

/** 2^27 + 1: multiplying by it parts a double into halves whose products are exact (Veltkamp). */
const SPLITTER = 134217729;

/** A place to look at the bits of a double: write `double[0]`, read its upper half at `halves[UPPER]`. */
const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);
double[0] = 1;
const UPPER = halves[0] === 0 ? 1 : 0;

/** Take it apart in the module that uses it: V8 compiles constants of a module into its code, those imported it loads each time. */
export const doubles = {
  double,
  EXPONENT_OF_ONE,
  halves,
  LARGEST_POWER,
  powersOfTwo,
  ROUND_TO_21_BITS,
  ROUND_TO_INTEGER,
  SMALLEST_NORMAL,
  SPLITTER,
  UPPER,
};
