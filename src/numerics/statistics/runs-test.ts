import { exp } from '../elementary/exp.js';
import { log } from '../elementary/log.js';
import { normalCdf } from './distributions.js';

export interface RunsTest {
  /** Number of unbroken stretches of one sign. */
  readonly runs: number;
  /** Number expected if signs come in random order. */
  readonly expected: number;
  /** (runs - expected) / its standard deviation; negative when neighbours resemble each other. 0 if all signs agree. */
  readonly z: number;
  /** Exact two-sided probability (twice the smaller tail, at most 1) of a count this far from the expected one. */
  readonly pValue: number;
  /** Exact probability of this few runs or fewer: small when the model misses the shape of the data. */
  readonly pValueTooFew: number;
}

/**
 * Wald-Wolfowitz runs test on the signs of residuals in measured order (Ann. Math. Stat. 11 (1940) 147,
 * DOI 10.1214/aoms/1177731909). Zeros have no sign and are left out. The probabilities are exact, from the counts of
 * arrangements, given the numbers of both signs; when all residuals have one sign the test says nothing (p = 1).
 */
export function runsTest(residuals: ArrayLike<number>): RunsTest {
  let positive = 0;
  let negative = 0;
  let runs = 0;
  let last = 0;
  for (let i = 0; i < residuals.length; i++) {
    const sign = Math.sign(residuals[i]);
    if (sign === 0 || Number.isNaN(sign)) continue;
    if (sign > 0) positive++;
    else negative++;
    if (sign !== last) runs++;
    last = sign;
  }
  const total = positive + negative;
  if (positive === 0 || negative === 0) return { runs, expected: runs, z: 0, pValue: 1, pValueTooFew: 1 };
  const product = 2 * positive * negative;
  const expected = product / total + 1;
  const variance = (product * (product - total)) / (total * total * (total - 1));
  const z = variance > 0 ? (runs - expected) / Math.sqrt(variance) : 0;
  const { atMost, atLeast } = runsTails(runs, positive, negative);
  return { runs, expected, z, pValue: Math.min(1, 2 * Math.min(atMost, atLeast)), pValueTooFew: atMost };
}

/** Exact tails of the number of runs in random arrangements of `positive` and `negative` signs. */
function runsTails(runs: number, positive: number, negative: number): { atMost: number; atLeast: number } {
  const total = positive + negative;
  const logFactorial = new Float64Array(total + 1);
  for (let i = 2; i <= total; i++) logFactorial[i] = logFactorial[i - 1] + log(i);
  const logChoose = (n: number, k: number): number =>
    k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial[n] - logFactorial[k] - logFactorial[n - k];
  const all = logChoose(total, positive);
  let atMost = 0;
  let atLeast = 0;
  for (let r = 2; r <= total; r++) {
    const half = r >> 1;
    const probability =
      r % 2 === 0
        ? 2 * exp(logChoose(positive - 1, half - 1) + logChoose(negative - 1, half - 1) - all)
        : exp(logChoose(positive - 1, half) + logChoose(negative - 1, half - 1) - all) +
          exp(logChoose(positive - 1, half - 1) + logChoose(negative - 1, half) - all);
    if (r <= runs) atMost += probability;
    if (r >= runs) atLeast += probability;
  }
  return { atMost: Math.min(1, atMost), atLeast: Math.min(1, atLeast) };
}

export interface DurbinWatson {
  /** 2 for independent neighbours, towards 0 when they resemble each other, towards 4 when they alternate. */
  readonly statistic: number;
  /** 1 - statistic/2. */
  readonly neighbourCorrelation: number;
  /** Two-sided probability by the normal approximation var(d) = 4/n; neglects the pull of the fitted parameters. */
  readonly pValue: number;
}

/**
 * Durbin-Watson statistic of residuals in measured order, `sum (r_i - r_{i-1})^2 / sum r_i^2`
 * (Biometrika 37 (1950) 409, DOI 10.1093/biomet/37.3-4.409). All residuals zero: statistic 2, p = 1.
 */
export function durbinWatson(residuals: ArrayLike<number>): DurbinWatson {
  let steps = 0;
  let squares = 0;
  for (let i = 0; i < residuals.length; i++) {
    const here = residuals[i];
    squares += here * here;
    if (i > 0) steps += (here - residuals[i - 1]) ** 2;
  }
  if (squares === 0) return { statistic: 2, neighbourCorrelation: 0, pValue: 1 };
  const statistic = steps / squares;
  const z = ((statistic - 2) * Math.sqrt(residuals.length)) / 2;
  return { statistic, neighbourCorrelation: 1 - statistic / 2, pValue: 2 * normalCdf(-Math.abs(z)) };
}
