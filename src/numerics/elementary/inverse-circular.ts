import { atan2 } from './atan.js';

/** Arc sine in radians, NaN outside [-1, 1]; error below 2 ulp. */
export function asin(x: number): number {
  return atan2(x, Math.sqrt((1 - x) * (1 + x)));
}

/** Arc cosine in radians, NaN outside [-1, 1]; error below 2 ulp. */
export function acos(x: number): number {
  return atan2(Math.sqrt((1 - x) * (1 + x)), x);
}
