/** A seeded stream of random numbers: the same seed gives the same numbers on every engine. */
export interface Random {
  /** Uniform in [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number;
  /** An integer in 0 ... n - 1, without bias; n from 1 to 2^32. */
  integer(n: number): number;
}

/**
 * A generator for simulations, multi-start and bootstrap; not for cryptography.
 *
 * Bits: xoshiro128** (Blackman and Vigna, doi:10.1145/3460772), 32-bit integer arithmetic only, its state filled by
 * SplitMix32 so that neighbouring seeds give unrelated streams. Normals: Marsaglia's polar method
 * (doi:10.1137/1006063), whose one transcendental function is a logarithm computed here from exactly rounded
 * operations, because `Math.log` may differ in the last digit between engines and a simulated file must not; it is not
 * the one of `elementary`, so that a seed keeps the numbers it always gave.
 *
 * @param seed any finite number; its 64 bits are all used, so 1 and 1.5 are different seeds.
 */
export function createRandom(seed: number): Random {
  const words = new Uint32Array(new Float64Array([seed === 0 ? 0 : seed]).buffer);
  let mixer = (words[0]! ^ Math.imul(words[1]!, 0x9e3779b1)) | 0;
  const nextSeedWord = (): number => {
    mixer = (mixer + 0x9e3779b9) | 0;
    let z = mixer ^ (mixer >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let s0 = nextSeedWord();
  let s1 = nextSeedWord() ^ words[1]!;
  let s2 = nextSeedWord();
  let s3 = nextSeedWord() | 1; // never the all-zero state
  let spare = 0;
  let hasSpare = false;

  const bits32 = (): number => {
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
  const uniform = (): number => {
    const high = bits32() >>> 5;
    const low = bits32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
  const normal = (): number => {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    let u: number;
    let v: number;
    let square: number;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * portableLog(square)) / square);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  };
  const integer = (n: number): number => {
    if (!(Number.isInteger(n) && n >= 1 && n <= 4294967296))
      throw new RangeError(`integer(n): n = ${n} is not 1 ... 2^32`);
    const limit = 4294967296 - (4294967296 % n); // draws above the last whole multiple of n would favour small results
    let draw = bits32();
    while (draw >= limit) draw = bits32();
    return draw % n;
  };
  return { uniform, normal, integer };
}

/**
 * Natural logarithm of a positive number below 1 from +, -, *, / alone (all exactly rounded by IEEE 754), so that every
 * engine returns the same bits; agrees with `Math.log` to a few units in the last place. The number is scaled by powers
 * of two into [sqrt(1/2), sqrt(2)), then log m = 2 artanh((m - 1) / (m + 1)).
 */
function portableLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let series = 0;
  for (let k = 23; k >= 1; k -= 2) series = series * square + 1 / k; // |t| < 0.172: the tail is below 1e-17
  return exponent * Math.LN2 + 2 * t * series;
}
