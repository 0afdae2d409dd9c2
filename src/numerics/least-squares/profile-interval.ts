import { fail, isInterphaseError } from '../../errors.js';
import { pow } from '../elementary/pow.js';
import { chiSquareQuantile, fQuantile } from '../statistics/distributions.js';
import { estimateCovariance } from './covariance.js';
import { varianceOf } from './map-covariance.js';
import { type MinimiseOptions, type Minimum, minimise } from './minimise.js';
import { functionSlice, type ParameterFunction, parameterSlice, type Slice } from './profile-slice.js';
import type { ResidualModel } from './residual-model.js';

export interface ProfileOptions extends MinimiseOptions {
  /** Probability that the interval covers the truth. @default 0.95 */
  readonly level?: number | undefined;
  /** `residuals`: errors known up to a factor (F distribution); `known`: residuals in standard deviations (chi-square). @default 'residuals' */
  readonly scale?: 'residuals' | 'known' | undefined;
}

/**
 * How an end was found. `crossed`: the sum of squares reaches its limit there. `bound`: a parameter bound comes first, up to
 * it every value is compatible with the data. `open`: the sum of squares stays below its limit as far as was looked.
 */
export type ProfileEnd = 'crossed' | 'bound' | 'open';

export interface ProfileInterval {
  readonly estimate: number;
  /** The ends; null unless `crossed`. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly lowerEnd: ProfileEnd;
  readonly upperEnd: ProfileEnd;
  readonly level: number;
  /** Sum of squares at the ends. */
  readonly limit: number;
  /** The profile where it was computed, by value: the smallest sum of squares with the parameter held there. */
  readonly profile: readonly { readonly value: number; readonly sumOfSquares: number }[];
  /**
   * A minimum lower than the one given, found on the way (then both ends are null and `open`): go on from there.
   */
  readonly lowerMinimum: Minimum | null;
}

/** Steps outward before an end counts as open; the last is 2^9 times the width that the covariance expects. */
const MAX_STEPS_OUT = 10;
/** Halvings of a step that leads to where the model has no finite value. */
const MAX_HALVINGS = 6;
const MAX_REFINEMENTS = 40;
/** An end is found when the signed root of the sum of squares is within this share of its limit. */
const END_TOLERANCE = 1e-6;
/** A sum of squares lower by more than this share is another minimum, not rounding. */
const LOWER_MINIMUM = 1e-6;

/**
 * Profile-likelihood interval of a parameter or of a function of the parameters: all values v with
 * `min S(parameters | v) <= S_min (1 + F(1, n - p; level) / (n - p))`, or `S_min + chi2(1; level)` for known errors
 * (D. M. Bates, D. G. Watts, Nonlinear Regression Analysis, Wiley 1988, section 6.1). Unlike the standard error it is
 * asymmetric where the model is curved, the same in any parametrisation, and open where the data set no limit.
 *
 * @param minimum the minimum of this model under the same bounds
 * @param what index of a parameter, or a function (for a linear one see `linearFunction`)
 */
export function profileInterval(
  model: ResidualModel,
  minimum: Pick<Minimum, 'parameters' | 'sumOfSquares' | 'atBound'>,
  what: number | ParameterFunction,
  options: ProfileOptions = {},
): ProfileInterval {
  const { level = 0.95, scale = 'residuals' } = options;
  const dof = model.residualCount - openParameters(model.parameterCount, options);
  if (scale === 'residuals' && dof < 1) {
    throw fail(
      'too-few-points',
      'an interval needs more residuals than parameters',
      'give known errors or more points',
    );
  }
  const variance = scale === 'known' ? 1 : minimum.sumOfSquares / dof;
  const critical = Math.sqrt(scale === 'known' ? chiSquareQuantile(level, 1) : fQuantile(level, 1, dof));
  const slice = typeof what === 'number' ? parameterSlice(model, what, options) : functionSlice(model, what, options);
  const estimate = slice.valueAt(minimum.parameters);
  const walk: Walk = {
    slice,
    critical,
    variance,
    least: minimum.sumOfSquares,
    width: critical * standardError(model, minimum, what, scale),
    start: { value: estimate, z: 0, parameters: minimum.parameters },
    profile: [{ value: estimate, sumOfSquares: minimum.sumOfSquares }],
    lower: null,
  };
  const ends = [findEnd(walk, -1), findEnd(walk, 1)] as const;
  // Annotated, because the walk has been changed by functions that the compiler does not look into.
  const below: Float64Array | null = walk.lower as Float64Array | null;
  return {
    estimate,
    lower: below === null ? ends[0].value : null,
    upper: below === null ? ends[1].value : null,
    lowerEnd: below === null ? ends[0].end : 'open',
    upperEnd: below === null ? ends[1].end : 'open',
    level,
    limit: minimum.sumOfSquares + critical * critical * variance,
    profile: walk.profile.sort((a, b) => a.value - b.value),
    lowerMinimum: below === null ? null : minimise(model, below, options),
  };
}

/** Parameters that are not fixed by bounds that coincide. */
function openParameters(count: number, { lower, upper }: MinimiseOptions): number {
  let open = 0;
  for (let j = 0; j < count; j++) {
    if (lower === undefined || upper === undefined || lower[j] !== upper[j]) open++;
  }
  return open;
}

/** A place on the profile; z = sqrt((S - S_min) / variance) is nearly linear in the value. */
interface Point {
  readonly value: number;
  readonly z: number;
  readonly parameters: Float64Array;
}

/** What the search for both ends shares. */
interface Walk {
  readonly slice: Slice;
  readonly critical: number;
  readonly variance: number;
  readonly least: number;
  readonly width: number;
  readonly start: Point;
  readonly profile: { value: number; sumOfSquares: number }[];
  /** A point below the minimum, once one was met. */
  lower: Float64Array | null;
}

interface End {
  readonly value: number | null;
  readonly end: ProfileEnd;
}

const OPEN: End = { value: null, end: 'open' };

/** Walks outward in doubling steps until the limit is crossed, then closes in on the crossing. */
function findEnd(walk: Walk, direction: -1 | 1): End {
  if (walk.lower !== null) return OPEN;
  const { slice, start, critical } = walk;
  const edge = direction < 0 ? slice.lower : slice.upper;
  let inside = start;
  let width = walk.width;
  let halvings = 0;
  for (let step = 0; step < MAX_STEPS_OUT; ) {
    const wanted = start.value + direction * width;
    const atEdge = direction < 0 ? wanted <= edge : wanted >= edge;
    const value = atEdge ? edge : wanted;
    if (value === inside.value) return { value: null, end: 'bound' };
    const point = pointAt(walk, value, inside);
    if (walk.lower !== null) return OPEN;
    if (point === null) {
      if (++halvings > MAX_HALVINGS) return OPEN;
      width = (Math.abs(inside.value - start.value) + width) / 2;
      continue;
    }
    if (point.z >= critical) return closeIn(walk, inside, point);
    if (atEdge) return { value: null, end: 'bound' };
    inside = point;
    width *= halvings > 0 ? 1 + pow(2, -halvings) : 2;
    step++;
  }
  return OPEN;
}

/** Regula falsi (Illinois variant) between a point inside the interval and one outside. */
function closeIn(walk: Walk, from: Point, to: Point): End {
  const { critical } = walk;
  let inside = from;
  let outside = to;
  let below = inside.z - critical;
  let above = outside.z - critical;
  let last = 0;
  let best = above < -below ? outside : inside;
  for (let k = 0; k < MAX_REFINEMENTS && Math.abs(best.z - critical) > END_TOLERANCE * critical; k++) {
    const value = (inside.value * above - outside.value * below) / (above - below);
    const point = pointAt(walk, value, above < -below ? outside : inside);
    if (point === null) return OPEN;
    best = point;
    if (point.z < critical) {
      inside = point;
      below = point.z - critical;
      if (last < 0) above /= 2;
      last = -1;
    } else {
      outside = point;
      above = point.z - critical;
      if (last > 0) below /= 2;
      last = 1;
    }
  }
  return { value: best.value, end: 'crossed' };
}

/** The profile at a value; null where the model is not finite or a lower minimum turns up (`walk.lower`). */
function pointAt(walk: Walk, value: number, near: Point): Point | null {
  try {
    const at = walk.slice.minimiseAt(value, near.parameters);
    walk.profile.push({ value: at.value, sumOfSquares: at.sumOfSquares });
    if (at.sumOfSquares < walk.least * (1 - LOWER_MINIMUM)) {
      walk.lower = at.parameters;
      return null;
    }
    const z = Math.sqrt(Math.max(0, at.sumOfSquares - walk.least) / walk.variance);
    return { value: at.value, z, parameters: at.parameters };
  } catch (error) {
    if (isInterphaseError(error, 'fit-failed')) return null;
    throw error;
  }
}

/** The width that the covariance expects; a guess from the value where the covariance is singular. */
function standardError(
  model: ResidualModel,
  minimum: Pick<Minimum, 'parameters' | 'sumOfSquares' | 'atBound'>,
  what: number | ParameterFunction,
  scale: 'residuals' | 'known',
): number {
  const estimate = estimateCovariance(model, minimum, { scale });
  const gradient = new Float64Array(model.parameterCount);
  let value: number;
  if (typeof what === 'number') {
    gradient[what] = 1;
    value = minimum.parameters[what];
  } else {
    value = what(minimum.parameters, gradient);
  }
  const sigma = Math.sqrt(varianceOf(estimate, gradient));
  return sigma > 0 && Number.isFinite(sigma) ? sigma : 0.1 * Math.abs(value) || 1;
}
