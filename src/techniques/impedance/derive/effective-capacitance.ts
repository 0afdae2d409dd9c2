/**
 * The capacitance behind a constant phase element, whose Q (S s^n) is none: two readings, each with the error that the
 * correlated errors of R, Q and n leave. Taking those errors as independent overstates it by a third and more.
 */

import { fail } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { logNormalQuantity } from './log-normal.js';

/** A parallel resistance and constant phase element, Z_CPE = 1/(Q (j w)^n). */
export interface DepressedArc {
  readonly resistanceOhm: number;
  /** S s^n. */
  readonly q: number;
  /** n, 0 < n <= 1. */
  readonly exponent: number;
}

export interface EffectiveCapacitance {
  /** F; sigma null when no covariance was given. */
  readonly capacitance: Quantity;
  /** Variance of ln C, null when no covariance was given. */
  readonly lnVariance: number | null;
  /** d ln C by each parameter, in the order of the covariance asked for. */
  readonly gradient: readonly number[];
  readonly formula: 'Hsu-Mansfeld' | 'Brug' | 'Brug (blocking)';
}

/**
 * Hsu and Mansfeld's capacitance `C = Q^(1/n) R^((1-n)/n) = 1/(R w_apex)`, for a distribution through the thickness of a
 * layer (Corrosion 57 (2001) 747, DOI 10.5006/1.3280607).
 *
 * @param covariance of (ln R, ln Q, n), row-major; see `logCovariance`.
 */
export function hsuMansfeldCapacitance(arc: DepressedArc, covariance?: ArrayLike<number>): EffectiveCapacitance {
  const { resistanceOhm: r, q, exponent: n } = arc;
  needPositive({ R: r, Q: q });
  needExponent(n);
  const lnRQ = log(r * q);
  const lnC = (log(q) + (1 - n) * log(r)) / n;
  return collect('Hsu-Mansfeld', lnC, [(1 - n) / n, 1 / n, -lnRQ / (n * n)], covariance);
}

/**
 * Brug's capacitance `C = Q^(1/n) (1/R0 + 1/R1)^((n-1)/n)`, for a distribution along a surface (J. Electroanal. Chem. 176
 * (1984) 275, DOI 10.1016/S0022-0728(84)80324-1).
 *
 * @param seriesResistanceOhm R0: all that stands in series at higher frequency (electrolyte, leads, faster arcs).
 * @param covariance of (ln R0, ln R1, ln Q, n), row-major.
 */
export function brugCapacitance(
  seriesResistanceOhm: number,
  arc: DepressedArc,
  covariance?: ArrayLike<number>,
): EffectiveCapacitance {
  const { resistanceOhm: r, q, exponent: n } = arc;
  needPositive({ R0: seriesResistanceOhm, R: r, Q: q });
  needExponent(n);
  const conductance = 1 / seriesResistanceOhm + 1 / r;
  const share = (1 - n) / n / conductance;
  const lnC = (log(q) + (n - 1) * log(conductance)) / n;
  return collect(
    'Brug',
    lnC,
    [share / seriesResistanceOhm, share / r, 1 / n, log(conductance / q) / (n * n)],
    covariance,
  );
}

/**
 * Brug's capacitance of a blocking electrode: no resistance beside the constant phase element, `C = Q^(1/n) R0^((1-n)/n)`.
 *
 * @param covariance of (ln R0, ln Q, n), row-major.
 */
export function brugBlockingCapacitance(
  seriesResistanceOhm: number,
  element: { readonly q: number; readonly exponent: number },
  covariance?: ArrayLike<number>,
): EffectiveCapacitance {
  const arc = { resistanceOhm: seriesResistanceOhm, q: element.q, exponent: element.exponent };
  return { ...hsuMansfeldCapacitance(arc, covariance), formula: 'Brug (blocking)' };
}

/**
 * Covariance after taking the logarithm of some parameters, to first order: `cov(ln a, b) = cov(a, b)/a`.
 *
 * @param covariance row-major, same order as `values`.
 * @param logarithmic which parameters become logarithms.
 */
export function logCovariance(
  values: readonly number[],
  covariance: ArrayLike<number>,
  logarithmic: readonly boolean[],
): number[] {
  const p = values.length;
  const scale = values.map((value, i) => (logarithmic[i] ? 1 / value : 1));
  return Array.from({ length: p * p }, (_, at) => covariance[at] * scale[Math.floor(at / p)] * scale[at % p]);
}

function collect(
  formula: EffectiveCapacitance['formula'],
  lnC: number,
  gradient: readonly number[],
  covariance: ArrayLike<number> | undefined,
): EffectiveCapacitance {
  const value = exp(lnC);
  if (covariance === undefined) {
    return { capacitance: { value, sigma: null, unit: 'F' }, lnVariance: null, gradient, formula };
  }
  if (covariance.length !== gradient.length ** 2) {
    throw fail(
      'invalid-option',
      `${formula} needs a covariance of ${gradient.length ** 2} numbers, got ${covariance.length}`,
      'pass the covariance of the logarithms of the resistances and of Q, and of n, in the order of the description',
    );
  }
  const lnVariance = Math.max(0, quadraticForm(gradient, covariance));
  return {
    capacitance: logNormalQuantity(value, Math.sqrt(lnVariance), 'F'),
    lnVariance,
    gradient,
    formula,
  };
}

function needPositive(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw fail('invalid-option', `${name} = ${value} gives no capacitance`, 'the fit must give it a positive value');
    }
  }
}

function needExponent(n: number): void {
  if (!(n > 0 && n <= 1)) {
    throw fail(
      'invalid-option',
      `a constant phase exponent of ${n} gives no capacitance`,
      'it must lie between 0 and 1',
    );
  }
}
