import { expInTwo, scaledExp } from './exp.js';

const parts = new Float64Array(2);

/** Hyperbolic cosine, within 0.52 units of the last place. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 40)) return scaledExp(size, 0, -1);
  expInTwo(size, parts);
  const high = parts[0];
  const low = parts[1];
  expInTwo(-size, parts);
  const sum = high + parts[0];
  return 0.5 * (sum + (high - sum + parts[0] + (low + parts[1])));
}
