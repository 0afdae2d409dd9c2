import { cos, sin } from './sin.js';

/** Tangent of an angle in radians; error below 2 ulp. */
export function tan(x: number): number {
  return sin(x) / cos(x);
}
