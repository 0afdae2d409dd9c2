/** A density of states that begins like a power of energy, convolved with a Gaussian. */
import { exp } from '../../../numerics/elementary/exp.js';
import { gaussianStep } from './gaussian-step.js';

/** 1/2: the edge of a parabolic band; 1: a straight edge; 3/2: a softer one (forbidden transitions, overlapping bands). */
export type OnsetExponent = 0.5 | 1 | 1.5;

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Widths of the Gaussian beyond which it counts as zero. */
const REACH = 7;
/** Points over the whole of the Gaussian; the trapezoidal rule converges exponentially, as the integrand is even and smooth. */
const POINTS = 40;

/**
 * Writes to `out` the onset max(0, u)^p convolved with a Gaussian, and its first and second derivative by u. By the second
 * follows that by the width: d/d sigma = sigma d^2/du^2.
 *
 * @param u energy above the onset, eV
 * @param sigma standard deviation of the Gaussian, eV, positive
 */
export function blurredOnset(u: number, sigma: number, exponent: OnsetExponent, out: Float64Array): void {
  const z = u / sigma;
  if (exponent === 1) {
    const bell = exp(-0.5 * z * z);
    const density = bell / ROOT_TWO_PI;
    const step = gaussianStep(z, bell);
    out[0] = u * step + sigma * density;
    out[1] = step;
    out[2] = density / sigma;
    return;
  }
  out.fill(0, 0, 3);
  if (z < -REACH) return;
  // With t = sigma s^2 the root at the onset goes: integral of 2 sigma^p s^(2p + 1) G(u - sigma s^2) over s > 0.
  const most = Math.sqrt(z + REACH);
  // Far above the onset the Gaussian is narrow in s: points are laid over it alone.
  const least = z > REACH ? Math.sqrt(z - REACH) : 0;
  const spacing = (most - least) / POINTS;
  const power = exponent === 0.5 ? 1 : sigma;
  const factor = (2 * spacing * power * Math.sqrt(sigma)) / ROOT_TWO_PI;
  for (let k = 0; k <= POINTS; k++) {
    const s = least + k * spacing;
    const q = s * s;
    const d = z - q;
    const w = factor * (exponent === 0.5 ? q : q * q) * exp(-0.5 * d * d);
    out[0]! += w;
    out[1]! -= (w * d) / sigma;
    out[2]! += (w * (d * d - 1)) / (sigma * sigma);
  }
}
