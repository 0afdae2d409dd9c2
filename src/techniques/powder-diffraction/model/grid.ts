/** The angles of a pattern, ascending, with a quick way from an angle to a point. */
export interface Grid {
  readonly twoThetaDeg: Float64Array;
  /** Distance of points where they are evenly spaced to rounding, else 0. */
  readonly stepDeg: number;
}

/** Relative to a step: what rounding in a file of ten digits leaves. */
const EVEN = 1e-7;

export function makeGrid(twoThetaDeg: Float64Array): Grid {
  const count = twoThetaDeg.length;
  if (count < 3) return { twoThetaDeg, stepDeg: 0 };
  const first = twoThetaDeg[0];
  const step = (twoThetaDeg[count - 1] - first) / (count - 1);
  for (let i = 0; i < count; i++) {
    if (Math.abs(twoThetaDeg[i] - first - i * step) > EVEN * step) return { twoThetaDeg, stepDeg: 0 };
  }
  return { twoThetaDeg, stepDeg: step };
}

/** Index of the first point at or above an angle; the number of points when there is none. */
export function firstAtOrAbove({ twoThetaDeg, stepDeg }: Grid, angleDeg: number): number {
  const count = twoThetaDeg.length;
  if (stepDeg > 0) {
    let guess = Math.ceil((angleDeg - twoThetaDeg[0]) / stepDeg);
    if (!(guess > 0)) return 0;
    if (guess >= count) guess = count;
    // The division may be off by one rounding.
    if (guess < count && twoThetaDeg[guess] < angleDeg) guess++;
    else if (guess > 0 && twoThetaDeg[guess - 1] >= angleDeg) guess--;
    return guess;
  }
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (twoThetaDeg[middle] < angleDeg) low = middle + 1;
    else high = middle;
  }
  return low;
}
