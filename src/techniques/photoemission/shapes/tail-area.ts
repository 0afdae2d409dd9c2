/** The area under one side of a Lorentzian that is raised to a power. */
import { cosh } from '../../../numerics/elementary/cosh.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';

/** From this power on the integrand is short enough for few points. */
const SHORT = 6;
const STEP = 0.12;
const POINTS = 34;

/**
 * Integral of (1 + v^2)^-a over v from 0 to infinity, a > 1/2, in `out`, and the derivative of its logarithm by a. It is
 * sqrt(pi)/2 Gamma(a - 1/2)/Gamma(a): the power is raised by the recurrence of the Gamma function, and the rest integrated
 * after v = sinh t, where the trapezoidal rule is exact to rounding.
 */
export function tailArea(power: number, out: Float64Array): void {
  let a = power;
  let factor = 1;
  let slope = 0;
  while (a < SHORT) {
    factor *= a / (a - 0.5);
    slope += 1 / a - 1 / (a - 0.5);
    a += 1;
  }
  let sum = 0.5;
  let moment = 0;
  for (let k = 1; k < POINTS; k++) {
    const logarithm = log(cosh(k * STEP));
    const term = exp((1 - 2 * a) * logarithm);
    sum += term;
    moment += term * logarithm;
  }
  out[0] = factor * STEP * sum;
  out[1] = slope - (2 * moment) / sum;
}
