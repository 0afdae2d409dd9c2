/**
 * Quantiles and distribution functions of the normal, chi-square, F and Student t distributions, and the regularised
 * incomplete gamma function. The hard work is done by single @stdlib packages; this file gives them one spelling, keeps
 * upper tails accurate where `1 - cdf` would lose all digits, and turns a question without an answer (p = 1.2, a negative
 * number of degrees of freedom) into an error, where the packages would let NaN run into a printed result.
 */

import gammainc from '@stdlib/math-base-special-gammainc';
import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import stdlibFCdf from '@stdlib/stats-base-dists-f-cdf';
import stdlibFQuantile from '@stdlib/stats-base-dists-f-quantile';
import stdlibNormalCdf from '@stdlib/stats-base-dists-normal-cdf';
import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import stdlibTQuantile from '@stdlib/stats-base-dists-t-quantile';
import { fail } from '../../errors.js';
import { exp } from '../elementary/exp.js';
import { log, log1p } from '../elementary/log.js';

function answered(value: number, question: string): number {
  if (Number.isNaN(value)) {
    throw fail(
      'invalid-option',
      `${question} has no answer`,
      'a probability must lie between 0 and 1 and degrees of freedom must be above 0: check how many points and parameters went in',
    );
  }
  return value;
}

/** Value that a standard normal variable stays below with probability `p`. */
export function normalQuantile(p: number): number {
  return answered(stdlibNormalQuantile(p, 0, 1), `the normal quantile at p = ${p}`);
}

/** Probability that a standard normal variable stays below `x`. */
export function normalCdf(x: number): number {
  return answered(stdlibNormalCdf(x, 0, 1), `the normal distribution at ${x}`);
}

/** Value that a Student t variable with `dof` degrees of freedom stays below with probability `p`. */
export function studentTQuantile(p: number, dof: number): number {
  return answered(stdlibTQuantile(p, dof), `the t quantile at p = ${p} with ${dof} degrees of freedom`);
}

/** Probability that a Student t variable is further from 0 than `t`, either side. */
export function studentTTwoSidedP(t: number, dof: number): number {
  return fSurvival(t * t, 1, dof);
}

/** Probability that an F variable with `d1` and `d2` degrees of freedom stays below `x`. */
export function fCdf(x: number, d1: number, d2: number): number {
  return answered(stdlibFCdf(x, d1, d2), `the F(${d1}, ${d2}) distribution at ${x}`);
}

/**
 * Probability that an F variable exceeds `x`, to full relative accuracy however small: for `x` above about d2/d1 from the
 * series of positive terms `I_y(a, b) = y^a (1-y)^b / (a B(a, b)) * sum y^k (a+b)_k/(a+1)_k` (DLMF 8.17.8),
 * y = d2/(d2 + d1 x), because the library's branch rounds y to 1 first.
 */
export function fSurvival(x: number, d1: number, d2: number): number {
  const question = `the F(${d1}, ${d2}) distribution at ${x}`;
  if (!(x >= 0 && d1 > 0 && d2 > 0)) return answered(Number.NaN, question);
  const y = d2 / (d2 + d1 * x);
  if (y > 0.5) return 1 - fCdf(x, d1, d2);
  if (y === 0) return 0;
  const a = d2 / 2;
  const b = d1 / 2;
  let sum = 0;
  let term = 1;
  for (let k = 0; term > sum * 1e-17 && k < 100_000; k++) {
    sum += term;
    term *= (y * (a + b + k)) / (a + 1 + k);
  }
  const logBeta = logGammaOnePlus(a) + logGammaOnePlus(b) - logGammaOnePlus(a + b) + log((a + b) / (a * b));
  return exp(a * log(y) + b * log1p(-y) - logBeta) * (sum / a);
}

/** Value that an F variable with `d1` and `d2` degrees of freedom stays below with probability `p`. */
export function fQuantile(p: number, d1: number, d2: number): number {
  return answered(stdlibFQuantile(p, d1, d2), `the F(${d1}, ${d2}) quantile at p = ${p}`);
}

/** Probability that a chi-square variable with `dof` degrees of freedom stays below `x`. */
export function chiSquareCdf(x: number, dof: number): number {
  return answered(chisquareCdf(x, dof), `the chi-square distribution (${dof} degrees of freedom) at ${x}`);
}

/** Probability that a chi-square variable exceeds `x`; accurate also where it is tiny. */
export function chiSquareSurvival(x: number, dof: number): number {
  return gammaQ(dof / 2, x / 2);
}

/**
 * Value that a chi-square variable with `dof` degrees of freedom stays below with probability `p`.
 * Wilson and Hilferty's cube root (DOI 10.1073/pnas.17.12.684) starts a bracketed Newton search.
 */
export function chiSquareQuantile(p: number, dof: number): number {
  if (!(p >= 0 && p <= 1 && dof > 0)) {
    return answered(Number.NaN, `the chi-square quantile at p = ${p} with ${dof} degrees of freedom`);
  }
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const width = 2 / (9 * dof);
  const cubeRoot = 1 - width + normalQuantile(p) * Math.sqrt(width);
  let x = Math.max(dof * cubeRoot * cubeRoot * cubeRoot, Number.MIN_VALUE);
  // In the far lower tail the cube root turns negative; there the leading term of the series is the better start.
  if (cubeRoot <= 0.1) x = 2 * exp((log(p) + logGammaOnePlus(dof / 2)) / (dof / 2));
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 200; step++) {
    // Work in the smaller tail, which keeps its digits.
    const excess = p < 0.5 ? chiSquareCdf(x, dof) - p : 1 - p - chiSquareSurvival(x, dof);
    if (excess > 0) high = x;
    else low = x;
    const half = dof / 2;
    const density = exp((half - 1) * log(x / 2) - x / 2 - logGammaOnePlus(half) + log(half)) / 2;
    let next = x - excess / density;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * x) return next;
    x = next;
  }
  return x;
}

/** Regularised lower incomplete gamma function P(a, x). */
export function gammaP(a: number, x: number): number {
  return answered(gammainc(x, a, true, false), `the incomplete gamma function P(${a}, ${x})`);
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x). */
export function gammaQ(a: number, x: number): number {
  return answered(gammainc(x, a, true, true), `the incomplete gamma function Q(${a}, ${x})`);
}

/** ln Gamma(1 + a) for a > 0: Stirling's series after moving the argument above 10. */
function logGammaOnePlus(a: number): number {
  let z = a + 1;
  let shift = 0;
  while (z < 10) {
    shift -= log(z);
    z += 1;
  }
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z;
  return shift + (z - 0.5) * log(z) - z + 0.5 * log(2 * Math.PI) + series;
}

/** 97.5 % quantile of the normal distribution: half of a 95 % interval in standard deviations. */
export const NORMAL_95 = 1.959963984540054;
