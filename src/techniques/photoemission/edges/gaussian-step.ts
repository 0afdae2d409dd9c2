import { faddeeva } from '../shapes/faddeeva.js';

const at = new Float64Array(4);

/**
 * Normal distribution function at z from exp(-z^2/2), which is at hand wherever this is needed:
 * half of the exponential times the scaled complementary error function.
 */
export function gaussianStep(z: number, exponential: number): number {
  faddeeva(0, Math.abs(z) * Math.SQRT1_2, at);
  const tail = 0.5 * exponential * at[0]!;
  return z > 0 ? 1 - tail : tail;
}
