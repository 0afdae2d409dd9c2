/**
 * The impedance of a Gaussian in ln tau depends on w tau_m alone: both parts are tabulated once over ln(w tau_m) and
 * interpolated. The integrals are trapezoid sums, which converge exponentially for these integrands (L. N. Trefethen,
 * J. A. C. Weideman, SIAM Rev. 56 (2014) 385, doi:10.1137/130932132): the table is exact to rounding, the interpolation to
 * 1e-10.
 */
import { cosh } from '../../../numerics/elementary/cosh.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';

/** Step of the table in ln(w tau). */
const STEP = 0.05;

/** Writes Re and Im of the kernel at `u = w tau_m` to two places of an array. */
export type KernelWriter = (u: number, target: Float64Array, realPlace: number, imaginaryPlace: number) => void;

/**
 * @param epsilon reciprocal width of the Gaussian in ln tau
 * @param omega rad/s; with `tauS` it decides how far the table reaches
 */
export function gaussianKernel(epsilon: number, omega: Float64Array, tauS: Float64Array): KernelWriter {
  const [wLow, wHigh] = range(omega);
  const [tLow, tHigh] = range(tauS);
  // A fraction of the width resolves a narrow Gaussian, the table's own step a wide one.
  const fine = Math.max(1, Math.ceil((STEP * epsilon) / 0.25));
  const h = STEP / fine;
  const reach = Math.ceil(8 / epsilon / h);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, j) => h * exp(-((epsilon * (j - reach) * h) ** 2)));
  const first = Math.floor(log(wLow * tLow) / STEP) - 3;
  const last = Math.ceil(log(wHigh * tHigh) / STEP) + 3;
  const real = new Float64Array(last - first + 1);
  const imaginary = new Float64Array(last - first + 1);
  const rcReal = new Float64Array((last - first) * fine + 2 * reach + 1);
  const rcImaginary = new Float64Array(rcReal.length);
  for (let k = 0; k < rcReal.length; k++) {
    const y = first * STEP + (k - reach) * h;
    rcReal[k] = 1 / (1 + exp(2 * y));
    rcImaginary[k] = -0.5 / cosh(y);
  }
  for (let k = 0; k < real.length; k++) {
    const from = k * fine;
    let re = 0;
    let im = 0;
    for (let j = 0; j < weights.length; j++) {
      re += weights[j] * rcReal[from + j];
      im += weights[j] * rcImaginary[from + j];
    }
    real[k] = re;
    imaginary[k] = im;
  }
  return (u, target, realPlace, imaginaryPlace) => {
    const place = log(u) / STEP - first;
    const k = Math.floor(place);
    const t = place - k;
    // Lagrange polynomial through six table points, two intervals to either side.
    const a = t + 2;
    const b = t + 1;
    const c = t - 1;
    const d = t - 2;
    const e = t - 3;
    const w0 = (-b * t * c * d * e) / 120;
    const w1 = (a * t * c * d * e) / 24;
    const w2 = (-a * b * c * d * e) / 12;
    const w3 = (a * b * t * d * e) / 12;
    const w4 = (-a * b * t * c * e) / 24;
    const w5 = (a * b * t * c * d) / 120;
    target[realPlace] =
      w0 * real[k - 2] + w1 * real[k - 1] + w2 * real[k] + w3 * real[k + 1] + w4 * real[k + 2] + w5 * real[k + 3];
    target[imaginaryPlace] =
      w0 * imaginary[k - 2] +
      w1 * imaginary[k - 1] +
      w2 * imaginary[k] +
      w3 * imaginary[k + 1] +
      w4 * imaginary[k + 2] +
      w5 * imaginary[k + 3];
  };
}

function range(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
