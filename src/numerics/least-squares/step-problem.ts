/**
 * `min g's + s'(A + damping D) s / 2` over the box `low <= s <= high`: the quadratic that each step of a bounded
 * Levenberg-Marquardt minimisation solves. `low <= 0 <= high` always holds.
 */
export interface StepProblem {
  readonly size: number;
  /** A = J'J, size x size. */
  readonly normal: Float64Array;
  /** g = J'r. */
  readonly gradient: Float64Array;
  /** Diagonal of D: the largest squared column lengths of J seen so far, slowly forgotten. */
  readonly scale: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The answer. */
  readonly step: Float64Array;
  /** -1 at `low`, 1 at `high`, 2 fixed (`low === high`) or without any influence (a zero column), 0 free. */
  readonly held: Int8Array;
  /** Smallest pivot of the last `boxStep` relative to its diagonal: about 1 / condition^2 of the scaled Jacobian. */
  smallestPivot: number;
  /** Work: indices of the free entries, their factored matrix, their right side. */
  readonly free: Int32Array;
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

export function createStepProblem(size: number): StepProblem {
  return {
    size,
    normal: new Float64Array(size * size),
    gradient: new Float64Array(size),
    scale: new Float64Array(size),
    low: new Float64Array(size),
    high: new Float64Array(size),
    step: new Float64Array(size),
    held: new Int8Array(size),
    smallestPivot: 0,
    free: new Int32Array(size),
    matrix: new Float64Array(size * size),
    right: new Float64Array(size),
  };
}

/**
 * How much of the largest squared column length so far is kept per step. With 1 (Moré) the memory of a wild start, or of
 * a parameter that has since vanished, slows the descent for ever; with 0 (Marquardt) a column that collapses sends its
 * parameter far away.
 */
const SCALE_MEMORY = 0.5;

/** Scale and room of the step from J'J and the point in its bounds; false when J'J is not finite. */
export function prepareStep(
  { size, normal, scale, low, high }: StepProblem,
  point: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  limit: Float64Array,
): boolean {
  for (let j = 0; j < size; j++) if (!Number.isFinite(normal[j + j * size])) return false;
  for (let j = 0; j < size; j++) {
    scale[j] = Math.max(SCALE_MEMORY * scale[j], normal[j + j * size]);
    low[j] = Math.max(lower[j] - point[j], -limit[j]);
    high[j] = Math.min(upper[j] - point[j], limit[j]);
  }
  return true;
}

/** Starts a step: all zero, the parameters held that are fixed, without influence, or on a bound that g pulls outward. */
export function holdOutward({ size, normal, gradient, low, high, step, held }: StepProblem): void {
  for (let j = 0; j < size; j++) {
    step[j] = 0;
    if (low[j] === high[j] || normal[j + j * size] === 0) held[j] = 2;
    else if (low[j] === 0 && gradient[j] > 0) held[j] = -1;
    else if (high[j] === 0 && gradient[j] < 0) held[j] = 1;
    else held[j] = 0;
  }
}

/** Sets every free entry that left the box on its face; true when there was one. */
export function holdEscapees({ size, low, high, step, held }: StepProblem): boolean {
  let any = false;
  for (let j = 0; j < size; j++) {
    if (held[j] !== 0) continue;
    if (step[j] < low[j]) held[j] = -1;
    else if (step[j] > high[j]) held[j] = 1;
    else continue;
    step[j] = held[j] === 1 ? high[j] : low[j];
    any = true;
  }
  return any;
}

/** `-(2 g's + s'As)`: what the linearised model says the step takes off the sum of squares. */
export function promisedDecrease({ size, normal, gradient, step }: StepProblem): number {
  let decrease = 0;
  for (let j = 0; j < size; j++) {
    const value = step[j];
    if (value === 0) continue;
    let product = 2 * gradient[j];
    for (let k = 0; k < size; k++) product += normal[j * size + k] * step[k];
    decrease -= product * value;
  }
  return decrease;
}

/** Point + step into the trial, exactly onto a bound where the step ends there; false when nothing moves. */
export function advancePoint(
  { size, step }: StepProblem,
  point: Float64Array,
  trial: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): boolean {
  let moves = false;
  for (let j = 0; j < size; j++) {
    const from = point[j];
    const value = from + step[j];
    if (value <= lower[j] || step[j] === lower[j] - from) trial[j] = lower[j];
    else if (value >= upper[j] || step[j] === upper[j] - from) trial[j] = upper[j];
    else trial[j] = value;
    if (trial[j] !== from) moves = true;
  }
  return moves;
}

/**
 * Largest |cos| between the residuals and a column of J among the parameters that could go downhill by more than
 * rounding within their room. So not the logarithm of something that has vanished: its column is short, its cosine need
 * not be.
 */
export function largestCosine({ size, normal, gradient, low, high }: StepProblem, sumOfSquares: number): number {
  let largest = 0;
  for (let j = 0; j < size; j++) {
    const squared = normal[j + j * size];
    const slope = gradient[j];
    const room = slope > 0 ? -low[j] : high[j];
    if (squared === 0 || Math.abs(slope) * room <= 1e-13 * sumOfSquares) continue;
    const cosine = Math.abs(slope) / Math.sqrt(squared * sumOfSquares);
    if (cosine > largest) largest = cosine;
  }
  return largest;
}

/** Sum of |column of J| |parameter|: about the length of what the model computes, whose rounding is noise. */
export function modelLength({ size, normal }: StepProblem, point: Float64Array): number {
  let length = 0;
  for (let j = 0; j < size; j++) length += Math.sqrt(normal[j + j * size]) * Math.abs(point[j]);
  return length;
}
