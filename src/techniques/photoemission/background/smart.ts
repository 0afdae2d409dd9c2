import type { StaticBackground } from './background.js';
import { shirleyBackground } from './shirley.js';

/**
 * Shirley background clipped to the data, so that it never lies above a point: what programs call a smart background. It
 * follows the noise from below wherever it is clipped; `clipped` counts these points.
 */
export function smartBackground(
  energiesEv: Float64Array,
  values: Float64Array,
  endpointPoints: number,
): StaticBackground {
  const made = shirleyBackground(energiesEv, values, endpointPoints);
  let clipped = 0;
  const lower = made.values.map((value, i) => {
    if (value <= values[i]!) return value;
    clipped += 1;
    return values[i]!;
  });
  return { ...made, values: lower, clipped };
}
