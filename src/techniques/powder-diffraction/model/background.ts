import { exp } from '../../../numerics/elementary/exp.js';

/**
 * Chebyshev polynomials T_0 to T_(count-1) on the points, the first point at -1 and the last at +1, column by column.
 *
 * @param ends 2theta of -1 and +1: of the first and the last point used
 */
export function chebyshevColumns(
  twoThetaDeg: Float64Array,
  count: number,
  ends: readonly [number, number],
): Float64Array {
  const points = twoThetaDeg.length;
  const columns = new Float64Array(points * count);
  const [low, high] = ends;
  for (let i = 0; i < points; i++) {
    const x = high > low ? (2 * (twoThetaDeg[i] - low)) / (high - low) - 1 : 0;
    let before = 1;
    let value = x;
    for (let n = 0; n < count; n++) {
      columns[n * points + i] = n === 0 ? 1 : value;
      if (n > 0) [before, value] = [value, 2 * x * value - before];
    }
  }
  return columns;
}

/** A broad hump of the background (glass, amorphous film): a Gaussian of a height, a place and a full width, in degrees. */
export function addHump(
  twoThetaDeg: Float64Array,
  positionDeg: number,
  widthDeg: number,
  height: number,
  into: Float64Array,
): void {
  const k = (4 * Math.LN2) / (widthDeg * widthDeg);
  for (let i = 0; i < twoThetaDeg.length; i++) {
    const u = twoThetaDeg[i] - positionDeg;
    into[i] += height * exp(-k * u * u);
  }
}

/** The same with derivatives by place, width and height, each multiplied with `factor`, added to three columns. */
export function addHumpSlopes(
  twoThetaDeg: Float64Array,
  positionDeg: number,
  widthDeg: number,
  height: number,
  out: { readonly position: Float64Array; readonly width: Float64Array; readonly height: Float64Array },
): void {
  const k = (4 * Math.LN2) / (widthDeg * widthDeg);
  for (let i = 0; i < twoThetaDeg.length; i++) {
    const u = twoThetaDeg[i] - positionDeg;
    const g = exp(-k * u * u);
    out.height[i] = g;
    out.position[i] = height * g * 2 * k * u;
    out.width[i] = (height * g * 2 * k * u * u) / widthDeg;
  }
}
