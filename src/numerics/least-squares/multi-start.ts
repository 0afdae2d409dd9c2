import { fail, isInterphaseError } from '../../errors.js';
import type { Random } from '../random.js';
import { type MinimiseOptions, type Minimum, minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';
import { createWorkspace, type Workspace } from './workspace.js';

export interface MultiStartOptions extends MinimiseOptions {
  /** Sums of squares that agree to this share belong to one minimum. @default 1e-6 */
  readonly sumTolerance?: number | undefined;
  /**
   * ... if their parameters agree to this share of their size, too. Infinity compares sums of squares only.
   * @default 1e-3
   */
  readonly parameterTolerance?: number | undefined;
  /** Equivalent parameters (two arcs exchanged) brought into one order before they are compared. */
  readonly canonical?: ((parameters: Float64Array) => Float64Array) | undefined;
  /** Called after each start with the minima so far; true ends the search early. */
  readonly enough?: ((minima: readonly DistinctMinimum[], started: number) => boolean) | undefined;
}

export interface DistinctMinimum {
  /** The lowest of the runs that ended here. */
  readonly minimum: Minimum;
  /** Indices of the starts that led here. */
  readonly starts: readonly number[];
}

export interface MultiStart {
  readonly best: Minimum;
  /** Starts that reached the best minimum, of `started`: "k of n starts agree". */
  readonly agreeing: number;
  readonly started: number;
  /** Starts at which the model was not finite. */
  readonly failed: number;
  /** All minima found, the lowest first; ends that are not minima (see `Minimum.converged`) among them. */
  readonly minima: readonly DistinctMinimum[];
}

/**
 * Minimises from every start and sorts the ends into distinct minima. Deterministic: the answer depends on the list of
 * starts only.
 *
 * @throws fit-failed when the model is not finite at any start
 */
export function multiStart(
  model: ResidualModel,
  starts: Iterable<Float64Array>,
  options: MultiStartOptions = {},
  workspace: Workspace = createWorkspace(),
): MultiStart {
  const minima: { minimum: Minimum; place: Float64Array; starts: number[] }[] = [];
  const { sumTolerance = 1e-6, parameterTolerance = 1e-3, canonical = (parameters) => parameters } = options;
  let started = 0;
  let failed = 0;
  for (const start of starts) {
    const index = started++;
    const minimum = tryMinimise(model, start, options, workspace);
    if (minimum === null) {
      failed++;
      continue;
    }
    const place = canonical(minimum.parameters);
    const known = minima.find(
      (other) =>
        sameSum(minimum, other.minimum, sumTolerance) && samePlace(place, other.place, parameterTolerance, options),
    );
    if (known === undefined) {
      minima.push({ minimum, place, starts: [index] });
    } else {
      known.starts.push(index);
      if (minimum.sumOfSquares < known.minimum.sumOfSquares) Object.assign(known, { minimum, place });
    }
    minima.sort((a, b) => a.minimum.sumOfSquares - b.minimum.sumOfSquares || a.starts[0] - b.starts[0]);
    if (options.enough?.(minima, started)) break;
  }
  const best = minima[0];
  if (best === undefined) {
    throw fail(
      'fit-failed',
      `the model is not finite at any of ${started} start points`,
      'change the start values or their ranges',
    );
  }
  return {
    best: best.minimum,
    agreeing: best.starts.length,
    started,
    failed,
    minima: minima.map(({ minimum, starts: indices }) => ({ minimum, starts: indices })),
  };
}

/** `count` points drawn evenly from a box with finite sides, in the space of the fit (logarithms where it has them). */
export function randomStarts(random: Random, lower: Float64Array, upper: Float64Array, count: number): Float64Array[] {
  return Array.from({ length: count }, () =>
    lower.map((low, j) => {
      const width = upper[j] - low;
      if (!Number.isFinite(width)) throw new RangeError(`the box of random starts is open in parameter ${j + 1}`);
      return low + width * random.uniform();
    }),
  );
}

function tryMinimise(
  model: ResidualModel,
  start: Float64Array,
  options: MinimiseOptions,
  workspace: Workspace,
): Minimum | null {
  try {
    return minimise(model, start, options, workspace);
  } catch (error) {
    if (isInterphaseError(error, 'fit-failed')) return null;
    throw error;
  }
}

function sameSum(a: Minimum, b: Minimum, tolerance: number): boolean {
  if (a.stopReason === 'exact' && b.stopReason === 'exact') return true; // both are rounding
  return Math.abs(a.sumOfSquares - b.sumOfSquares) <= tolerance * Math.max(a.sumOfSquares, b.sumOfSquares);
}

function samePlace(a: Float64Array, b: Float64Array, tolerance: number, options: MinimiseOptions): boolean {
  return a.every((value, j) => {
    const size = Math.max(Math.abs(value), Math.abs(b[j]), options.typicalSize?.[j] ?? 0);
    return Math.abs(value - b[j]) <= tolerance * size;
  });
}
