import { exp, expInTwo } from './exp.js';

/** (e^x - 1 - x - x^2/2)/x^3 for |x| <= 1/4: minimax, error 7e-19 of e^x - 1. */
const P0 = 0.16666666666666666;
const P1 = 0.04166666666666323;
const P2 = 0.008333333333332282;
const P3 = 0.0013888888893354937;
const P4 = 0.00019841269848724512;
const P5 = 2.480156806783565e-5;
const P6 = 2.755729650348818e-6;
const P7 = 2.7591103019958824e-7;
const P8 = 2.508342254688559e-8;

const parts = new Float64Array(2);

/** e^x - 1 without the loss of digits near zero, within 0.63 units of the last place. */
export function expm1(x: number): number {
  if (x > -0.25 && x < 0.25) {
    if (x === 0) return x; // keeps -0
    const square = x * x;
    const cubic = P0 + x * P1 + square * (P2 + x * P3 + square * (P4 + x * P5 + square * (P6 + x * P7 + square * P8)));
    return x + (0.5 * square + square * x * cubic);
  }
  if (!(x > -40 && x < 60)) return x <= -40 ? -1 : exp(x);
  expInTwo(x, parts);
  const high = parts[0] - 1;
  // whichever of the two is larger gives the rounding of the difference
  const lost = x > 0 ? parts[0] - high - 1 : parts[0] - (high + 1);
  return high + (lost + parts[1]);
}
