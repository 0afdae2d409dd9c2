export interface ScannedMinimum {
  readonly x: number;
  readonly value: number;
  /** The lowest point lies at an end of the range: the function may go on falling beyond it. */
  readonly atLow: boolean;
  readonly atHigh: boolean;
}

/**
 * Lowest value of a function of one variable that may have several dips (a sum of squares over its only nonlinear
 * parameter): an even scan of the range, then golden-section search about the best place. Finds the deepest dip that is
 * wider than a step of the scan. Where the function is infinite or NaN it counts as high.
 */
export function scanMinimum(f: (x: number) => number, low: number, high: number, steps = 60): ScannedMinimum {
  const place = (i: number): number => (i === steps ? high : low + ((high - low) * i) / steps);
  let best = 0;
  let value = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= steps; i++) {
    const here = f(place(i));
    if (here < value) {
      value = here;
      best = i;
    }
  }
  let x = place(best);
  let a = place(Math.max(0, best - 1));
  let b = place(Math.min(steps, best + 1));
  const golden = (Math.sqrt(5) - 1) / 2;
  let left = b - golden * (b - a);
  let right = a + golden * (b - a);
  let atLeft = f(left);
  let atRight = f(right);
  // 40 steps narrow the range 2e8-fold, to the width within which a smooth minimum is flat to rounding.
  for (let i = 0; i < 40; i++) {
    if (!(atLeft > atRight)) {
      b = right;
      right = left;
      atRight = atLeft;
      left = b - golden * (b - a);
      atLeft = f(left);
    } else {
      a = left;
      left = right;
      atLeft = atRight;
      right = a + golden * (b - a);
      atRight = f(right);
    }
    const [candidate, there] = atLeft < atRight ? [left, atLeft] : [right, atRight];
    if (there < value) {
      value = there;
      x = candidate;
    }
  }
  const near = (high - low) * 1e-7;
  return { x, value, atLow: x - low <= near, atHigh: high - x <= near };
}
