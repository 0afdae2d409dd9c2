import { fail } from '../../errors.js';

/** Points with a standard deviation in each axis; `correlations` of the two errors of one point, 0 if left out. */
export interface PointsWithErrors {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly sigmaX: ArrayLike<number>;
  readonly sigmaY: ArrayLike<number>;
  readonly correlations?: ArrayLike<number>;
}

export interface LineWithErrorsInBothAxes {
  readonly intercept: number;
  readonly slope: number;
  /** Standard errors with the given sigmas taken at their word, evaluated at the adjusted points. */
  readonly sigmaIntercept: number;
  readonly sigmaSlope: number;
  readonly covariance: number;
  /** Weighted sum of squared distances from the line. */
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  readonly iterations: number;
}

/**
 * Straight line through points with (correlated) errors in x and y: the unified equations of York, Evensen, Martinez and
 * De Basabe Delgado, Am. J. Phys. 72 (2004) 367, DOI 10.1119/1.1632486. Same line as maximum likelihood; reduces to
 * weighted least squares when all sigmaX are 0. For errors scaled by the scatter multiply by sqrt(chiSquared/dof).
 *
 * @throws `too-few-points` below 2 points; `fit-failed` when a point has no error in either axis, or when the slope does
 * not settle (a vertical line).
 */
export function lineWithErrorsInBothAxes(points: PointsWithErrors): LineWithErrorsInBothAxes {
  const { x, y, sigmaX, sigmaY } = points;
  const n = x.length;
  if (n < 2) throw fail('too-few-points', `a line got ${n} points`, 'measure more points');
  const correlation = points.correlations ?? new Float64Array(n);
  const weights = new Float64Array(n);
  const adjusted = new Float64Array(n);
  let slope = ordinarySlope(x, y);
  let previous = Number.NaN;
  let meanX = 0;
  let meanY = 0;
  let total = 0;
  let iterations = 0;
  for (; iterations < 500; iterations++) {
    total = 0;
    meanX = 0;
    meanY = 0;
    for (let i = 0; i < n; i++) {
      // 1/variance of y - slope x at this point.
      const w = 1 / effectiveVariance(sigmaX[i], sigmaY[i], correlation[i], slope);
      if (!(w > 0 && Number.isFinite(w))) {
        throw fail('fit-failed', `point ${i + 1} has no usable error`, 'give it a standard deviation in x or in y');
      }
      weights[i] = w;
      total += w;
      meanX += w * x[i];
      meanY += w * y[i];
    }
    meanX /= total;
    meanY /= total;
    let above = 0;
    let below = 0;
    for (let i = 0; i < n; i++) {
      const u = x[i] - meanX;
      const v = y[i] - meanY;
      const mixed = correlation[i] * sigmaX[i] * sigmaY[i];
      // Distance of the point's best place on the line from the centre of weight, along x.
      const beta = weights[i] * (u * sigmaY[i] ** 2 + slope * v * sigmaX[i] ** 2 - (slope * u + v) * mixed);
      adjusted[i] = beta;
      above += weights[i] * beta * v;
      below += weights[i] * beta * u;
    }
    const next = above / below;
    if (!Number.isFinite(next)) break;
    // The second test stops a cycle between two neighbouring numbers at rounding level.
    const settled = Math.abs(next - slope) <= 1e-15 * Math.abs(next) || next === previous;
    previous = slope;
    slope = next;
    if (settled)
      return summarise(points, weights, adjusted, { slope, meanX, meanY, total, iterations: iterations + 1 });
  }
  if (Math.abs(slope - previous) <= 1e-9 * Math.abs(slope)) {
    return summarise(points, weights, adjusted, { slope, meanX, meanY, total, iterations });
  }
  throw fail('fit-failed', 'the slope of the line does not settle', 'look at the points: is the line vertical?');
}

function effectiveVariance(sigmaX: number, sigmaY: number, correlation: number, slope: number): number {
  return sigmaY * sigmaY + slope * slope * sigmaX * sigmaX - 2 * slope * correlation * sigmaX * sigmaY;
}

function summarise(
  points: PointsWithErrors,
  weights: Float64Array,
  adjusted: Float64Array,
  line: { slope: number; meanX: number; meanY: number; total: number; iterations: number },
): LineWithErrorsInBothAxes {
  const n = weights.length;
  const intercept = line.meanY - line.slope * line.meanX;
  let meanAdjusted = 0;
  let chiSquared = 0;
  for (let i = 0; i < n; i++) {
    meanAdjusted += weights[i] * adjusted[i];
    chiSquared += weights[i] * (points.y[i] - intercept - line.slope * points.x[i]) ** 2;
  }
  meanAdjusted /= line.total;
  let spread = 0;
  for (let i = 0; i < n; i++) spread += weights[i] * (adjusted[i] - meanAdjusted) ** 2;
  const varianceSlope = 1 / spread;
  const centre = line.meanX + meanAdjusted;
  return {
    intercept,
    slope: line.slope,
    sigmaIntercept: Math.sqrt(1 / line.total + centre * centre * varianceSlope),
    sigmaSlope: Math.sqrt(varianceSlope),
    covariance: -centre * varianceSlope,
    chiSquared,
    degreesOfFreedom: n - 2,
    iterations: line.iterations,
  };
}

function ordinarySlope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i] / n;
    meanY += y[i] / n;
  }
  let above = 0;
  let below = 0;
  for (let i = 0; i < n; i++) {
    above += (x[i] - meanX) * (y[i] - meanY);
    below += (x[i] - meanX) ** 2;
  }
  if (below === 0) {
    throw fail('fit-failed', 'all x are equal, so a slope does not exist', 'measure at more different places');
  }
  return above / below;
}
