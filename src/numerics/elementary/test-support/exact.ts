/** Elementary functions to hundreds of digits by series of integers, to judge the doubles by. Slow. */

const BITS = 1400n;
const ONE = 1n << BITS;

/** A double as an integer in units of 2^-1400: exact, since the smallest is 2^-1074. */
export function fixed(x: number): bigint {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is no number to compare with`);
  let scaled = x;
  let exponent = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent += 1;
  }
  return BigInt(scaled) << (BITS - BigInt(exponent));
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** Sum of x^k/k! with the sign and the step of the series given. */
function factorialSeries(first: bigint, factor: bigint, k: bigint, step: bigint): bigint {
  let term = first;
  let sum = first;
  for (let at = k; term !== 0n && term !== -1n; at += step) {
    term = times(term, factor) / (step === 1n ? at : at * (at + 1n));
    sum += term;
  }
  return sum;
}

/** e^x; reduced by halving, so that no constant is needed. */
export function exactExp(x: bigint): bigint {
  // Below zero the reciprocal, which keeps as many digits as it can show.
  if (x < 0n) return over(ONE, exactExp(-x));
  const halvings = 20n;
  let power = factorialSeries(ONE, x >> halvings, 1n, 1n);
  for (let k = 0n; k < halvings; k++) power = times(power, power);
  return power;
}

/** ln x by Newton's method. */
export function exactLog(x: number): bigint {
  let y = fixed(Math.log(x));
  for (let k = 0; k < 5; k++) {
    const off = times(fixed(x), exactExp(-y)) - ONE;
    y += off - times(off, off) / 2n;
  }
  return y;
}

function arcCotangent(n: bigint): bigint {
  let power = ONE / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -n * n;
    sum += power / k;
  }
  return sum;
}

/** Gauss's formula, not the one of the tables. */
export const EXACT_PI = 4n * (12n * arcCotangent(18n) + 8n * arcCotangent(57n) - 5n * arcCotangent(239n));

export function exactSin(x: bigint): bigint {
  const turns = x / (2n * EXACT_PI);
  const rest = x - turns * 2n * EXACT_PI;
  return factorialSeries(rest, -times(rest, rest), 2n, 2n);
}

export function exactCos(x: bigint): bigint {
  const turns = x / (2n * EXACT_PI);
  const rest = x - turns * 2n * EXACT_PI;
  return factorialSeries(ONE, -times(rest, rest), 1n, 2n);
}

/** The angle of (x, y), from a value near it: what is left is a small angle, its own tangent to 100 digits. */
export function exactAngle(y: bigint, x: bigint, near: number): bigint {
  const [s, c] = [exactSin(fixed(near)), exactCos(fixed(near))];
  return fixed(near) + over(times(y, c) - times(x, s), times(x, c) + times(y, s));
}

export const exactProduct = times;
export const exactQuotient = over;

/** How far a double is from the exact value, in units of its last place. */
export function unitsOff(value: number, exact: bigint): number {
  const size = Math.abs(value);
  let unit = 2 ** -1074;
  while (unit * 2 ** 53 <= size) unit *= 2;
  const off = fixed(value) - exact;
  return Number((1000n * (off < 0n ? -off : off)) / fixed(unit)) / 1000;
}

/** Numbers that look random and are the same in every run, evenly between two bounds. */
export function spread(count: number, from: number, to: number): number[] {
  // Multiples of the golden ratio leave no gaps.
  return Array.from({ length: count }, (_, k) => from + (to - from) * (((k + 1) * 0.6180339887498949) % 1));
}
