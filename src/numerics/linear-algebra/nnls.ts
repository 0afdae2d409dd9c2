/**
 * Non-negative least squares by the active-set method of C. L. Lawson and R. J. Hanson (Solving Least Squares Problems,
 * SIAM 1995, doi:10.1137/1.9781611971217, chapter 23), on the normal equations, with a Cholesky factor that is updated
 * rather than computed anew, a warm start, and variables that may have either sign.
 */
import { linearLeastSquares } from './linear-least-squares.js';
import { normalMatrix, normalVector } from './normal-matrix.js';
import {
  appendVariable,
  removeVariable,
  solveUpdatable,
  type UpdatableCholesky,
  updatableCholesky,
} from './updatable-cholesky.js';

export interface NonNegativeOptions {
  /** 1 for variables that may have either sign (length n). Without it every variable is held at or above zero. */
  readonly free?: Uint8Array;
  /** A feasible point to start from (length n), best the answer of a nearby problem. @default zero */
  readonly start?: Float64Array;
}

export interface NonNegativeSolution {
  /** Length n. A solver that is used again overwrites it. */
  readonly x: Float64Array;
  /** 1 for variables away from their bound (and free ones that the data determine). */
  readonly passive: Uint8Array;
  readonly iterations: number;
  /** False only when the iteration limit was met; x is then feasible but not the minimum. */
  readonly converged: boolean;
}

/** Solver with its own work space: no allocation in repeated calls up to `capacity` variables. */
export interface NonNegativeSolver {
  /**
   * Minimises `x'Gx / 2 - c'x`, that is `|A x - b|^2` with `G = A'A`, `c = A'b`, subject to x >= 0.
   *
   * @param gram n x n, symmetric, column-major
   * @param right length n
   */
  solve(gram: Float64Array, right: Float64Array, n: number, options?: NonNegativeOptions): NonNegativeSolution;
}

/** Share of a column that must be new for it to enter; below it the column is noise of the others. */
const DEPENDENCE = 1e-13;

export function createNonNegativeSolver(capacity: number): NonNegativeSolver {
  const cholesky = updatableCholesky(capacity);
  const order = new Int32Array(capacity);
  const trial = new Float64Array(capacity);
  const scale = new Float64Array(capacity);
  const x = new Float64Array(capacity);
  const passive = new Uint8Array(capacity);
  const blocked = new Uint8Array(capacity);

  return {
    solve(gram, right, n, options = {}) {
      const state: State = { gram, right, n, free: options.free, cholesky, order, trial, scale, x, passive, blocked };
      prepare(state, options.start);
      return descend(state);
    },
  };
}

interface State {
  readonly gram: Float64Array;
  readonly right: Float64Array;
  readonly n: number;
  readonly free: Uint8Array | undefined;
  readonly cholesky: UpdatableCholesky;
  /** Variables in the factor, in its order. */
  readonly order: Int32Array;
  readonly trial: Float64Array;
  /** 1 / sqrt(G_jj): the work is done in variables of unit length, so that tolerances know no units. */
  readonly scale: Float64Array;
  /** Scaled while the work goes on. */
  readonly x: Float64Array;
  readonly passive: Uint8Array;
  readonly blocked: Uint8Array;
}

function prepare(state: State, start: Float64Array | undefined): void {
  const { gram, n, scale, x, passive, blocked, free, cholesky } = state;
  cholesky.size = 0;
  for (let j = 0; j < n; j++) {
    const diagonal = gram[j + j * n];
    scale[j] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 0;
    x[j] = 0;
    passive[j] = 0;
    blocked[j] = diagonal > 0 ? 0 : 2;
  }
  for (let j = 0; j < n; j++) {
    if (free?.[j] === 1 && blocked[j] === 0) enter(state, j);
  }
  if (start !== undefined) {
    for (let j = 0; j < n; j++) {
      if (free?.[j] !== 1 && start[j] > 0 && blocked[j] === 0 && enter(state, j)) x[j] = start[j] / scale[j];
    }
    for (let j = 0; j < n; j++) if (free?.[j] === 1 && passive[j] === 1) x[j] = start[j] / scale[j];
  }
}

function descend(state: State): NonNegativeSolution {
  const { n, x, scale, passive, blocked, cholesky } = state;
  const limit = 10 * n + 50;
  let iterations = 0;
  let converged = false;
  if (cholesky.size > 0) relax(state);
  while (iterations < limit) {
    iterations++;
    const entering = mostWanted(state);
    if (entering < 0) {
      converged = true;
      break;
    }
    if (!enter(state, entering)) {
      blocked[entering] = 1;
      continue;
    }
    solveTrial(state);
    // Rounding can make the newcomer step the wrong way; it is set aside until the point has moved.
    if (!(state.trial[cholesky.size - 1] > 0)) {
      leave(state, cholesky.size - 1);
      blocked[entering] = 1;
      continue;
    }
    for (let j = 0; j < n; j++) if (blocked[j] === 1) blocked[j] = 0;
    relax(state);
  }
  for (let j = 0; j < n; j++) x[j] *= scale[j];
  return { x: x.subarray(0, n), passive: passive.subarray(0, n), iterations, converged };
}

/** Variable at its bound with the steepest descent into the feasible side, or -1 at the minimum. */
function mostWanted(state: State): number {
  const { gram, right, n, scale, x, passive, blocked, order, cholesky } = state;
  let best = -1;
  let bestSlope = 0;
  for (let j = 0; j < n; j++) {
    if (passive[j] === 1 || blocked[j] !== 0) continue;
    const column = j * n;
    let slope = right[j];
    let size = Math.abs(slope);
    for (let p = 0; p < cholesky.size; p++) {
      const k = order[p];
      const part = gram[column + k] * x[k] * scale[k];
      slope -= part;
      size += Math.abs(part);
    }
    slope *= scale[j];
    if (slope > bestSlope && slope > 32 * Number.EPSILON * size * scale[j]) {
      best = j;
      bestSlope = slope;
    }
  }
  return best;
}

function enter(state: State, j: number): boolean {
  const { gram, n, scale, order, trial, passive, cholesky } = state;
  const column = j * n;
  for (let p = 0; p < cholesky.size; p++) {
    const k = order[p];
    trial[p] = gram[column + k] * scale[k] * scale[j];
  }
  if (!appendVariable(cholesky, trial, 1, DEPENDENCE)) return false;
  order[cholesky.size - 1] = j;
  passive[j] = 1;
  return true;
}

function leave(state: State, position: number): void {
  const { order, passive, x, cholesky } = state;
  const j = order[position];
  removeVariable(cholesky, position);
  order.copyWithin(position, position + 1, cholesky.size + 1);
  passive[j] = 0;
  x[j] = 0;
}

/** Minimum over the variables in the factor, without regard to sign. */
function solveTrial(state: State): void {
  const { right, scale, order, trial, cholesky } = state;
  for (let p = 0; p < cholesky.size; p++) trial[p] = right[order[p]]! * scale[order[p]]!;
  solveUpdatable(cholesky, trial);
}

/** Moves x to the minimum over its passive variables, dropping those that would turn negative on the way. */
function relax(state: State): void {
  const { x, order, trial, free, cholesky } = state;
  for (;;) {
    solveTrial(state);
    let step = 1;
    let hit = -1;
    for (let p = 0; p < cholesky.size; p++) {
      const j = order[p];
      if (free?.[j] === 1 || trial[p] > 0) continue;
      const share = x[j] > 0 ? x[j] / (x[j] - trial[p]) : 0;
      if (hit < 0 || share < step) {
        step = share;
        hit = p;
      }
    }
    for (let p = 0; p < cholesky.size; p++) {
      const j = order[p];
      x[j] = hit < 0 ? trial[p] : x[j] + step * (trial[p] - x[j]);
    }
    if (hit < 0) return;
    // From the back, so that places still to be looked at do not shift.
    for (let p = cholesky.size - 1; p >= 0; p--) {
      const j = order[p];
      if (p === hit || (free?.[j] !== 1 && x[j] <= 0 && trial[p] <= 0)) leave(state, p);
    }
  }
}

/** One-off `NonNegativeSolver.solve`, for `G = A'A` and `c = A'b` that are already there. */
export function nonNegativeLeastSquares(
  gram: Float64Array,
  right: Float64Array,
  n: number,
  options?: NonNegativeOptions,
): NonNegativeSolution {
  return createNonNegativeSolver(n).solve(gram, right, n, options);
}

/**
 * Minimises `|A x - b|^2` with x >= 0 from A itself. The normal equations choose the passive variables; their values
 * then come from QR, which keeps the digits that squaring the condition number would cost.
 *
 * @param a rows x columns, column-major, left untouched
 */
export function nonNegativeLeastSquaresOf(
  a: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
  options: NonNegativeOptions = {},
): NonNegativeSolution {
  const gram = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  normalMatrix(a, rows, columns, gram);
  normalVector(a, b, rows, columns, right);
  const rough = nonNegativeLeastSquares(gram, right, columns, options);
  const chosen = Array.from(rough.passive.keys()).filter((j) => rough.passive[j] === 1);
  const part = new Float64Array(rows * chosen.length);
  chosen.forEach((j, k) => {
    part.set(a.subarray(j * rows, j * rows + rows), k * rows);
  });
  const fine = linearLeastSquares(part, rows, chosen.length, b);
  const allowed = chosen.every((j, k) => options.free?.[j] === 1 || fine.solution[k] >= 0);
  if (!allowed || fine.rank < chosen.length) return rough;
  const x = new Float64Array(columns);
  chosen.forEach((j, k) => {
    x[j] = fine.solution[k];
  });
  return { ...rough, x };
}
