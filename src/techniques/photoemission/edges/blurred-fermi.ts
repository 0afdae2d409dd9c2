/**
 * The Fermi function convolved with a Gaussian, and its first three derivatives: from these follow the edge with any
 * sloping density of states and all derivatives by width and position.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { gaussianStep } from './gaussian-step.js';

/** Boltzmann constant, eV/K (exact in the SI). */
export const BOLTZMANN_EV_PER_K = 8.617333262145179e-5;

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Tails below 1e-11 of the step are left out: in widths of the Gaussian, and in kT. */
const GAUSSIAN_REACH = 6.8;
const THERMAL_REACH = 26;
/** Spacings at which the trapezoidal rule errs by less than 1e-11: it converges exponentially for both functions. */
const GAUSSIAN_SPACING = 0.7;
const THERMAL_SPACING = 0.65;

/**
 * Writes to `out` the blurred Fermi function of u = x - E_F and its derivatives by u: value, first, second, third. It rises
 * from 0 to 1 with binding energy. By quadrature over the narrower of the two functions, good to 1e-10 of the step.
 *
 * @param sigma standard deviation of the Gaussian, eV, positive
 * @param thermal kT, eV; 0 or more
 */
export function blurredFermi(u: number, sigma: number, thermal: number, out: Float64Array): void {
  if (thermal === 0) coldStep(u, sigma, out);
  else {
    out.fill(0, 0, 4);
    if (GAUSSIAN_REACH * sigma < THERMAL_REACH * thermal) overGaussian(u, sigma, thermal, out);
    else overThermal(u, sigma, thermal, out);
  }
}

function coldStep(u: number, sigma: number, out: Float64Array): void {
  const z = u / sigma;
  const e = exp(-0.5 * z * z);
  const density = e / (ROOT_TWO_PI * sigma);
  out[0] = gaussianStep(z, e);
  out[1] = density;
  out[2] = (-z / sigma) * density;
  out[3] = ((z * z - 1) / (sigma * sigma)) * density;
}

/** Fermi function and derivatives under the weights of a Gaussian. */
function overGaussian(u: number, sigma: number, thermal: number, out: Float64Array): void {
  const spacing = Math.min(GAUSSIAN_SPACING, (THERMAL_SPACING * thermal) / sigma);
  const reach = Math.ceil(GAUSSIAN_REACH / spacing);
  const weight = spacing / ROOT_TWO_PI;
  for (let k = -reach; k <= reach; k++) {
    const z = k * spacing;
    const w = weight * exp(-0.5 * z * z);
    const t = (u - sigma * z) / thermal;
    const e = exp(-Math.abs(t));
    const small = e / (1 + e);
    const f = t > 0 ? 1 - small : small;
    // f' = f (1 - f)/kT, and so on from it.
    const slope = e / ((1 + e) * (1 + e));
    const odd = 1 - 2 * f;
    out[0]! += w * f;
    out[1]! += (w * slope) / thermal;
    out[2]! += (w * slope * odd) / (thermal * thermal);
    out[3]! += (w * slope * (odd * odd - 2 * slope)) / (thermal * thermal * thermal);
  }
}

/** Gaussian step and derivatives under the weights of the derivative of the Fermi function. */
function overThermal(u: number, sigma: number, thermal: number, out: Float64Array): void {
  const spacing = Math.min(THERMAL_SPACING, (GAUSSIAN_SPACING * sigma) / thermal);
  const reach = Math.ceil(THERMAL_REACH / spacing);
  for (let k = -reach; k <= reach; k++) {
    const s = k * spacing;
    const e = exp(-Math.abs(s));
    const w = (spacing * e) / ((1 + e) * (1 + e));
    const z = (u - thermal * s) / sigma;
    const bell = exp(-0.5 * z * z);
    const density = (w * bell) / (ROOT_TWO_PI * sigma);
    out[0]! += w * gaussianStep(z, bell);
    out[1]! += density;
    out[2]! -= (z / sigma) * density;
    out[3]! += ((z * z - 1) / (sigma * sigma)) * density;
  }
}
