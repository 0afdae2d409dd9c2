import { choleskyInPlace, choleskySolveInPlace } from '../linear-algebra/cholesky.js';
import { holdEscapees, holdOutward, promisedDecrease, type StepProblem } from './step-problem.js';

/**
 * Solves the step problem by an active-set method: parameters that leave the box are set on its faces and the others
 * solved again *given that*, and a held parameter is freed when the gradient of the quadratic pulls it inward. So a
 * parameter on a bound never stalls the rest, as it does when a step is merely clamped (C. Kanzow, N. Yamashita,
 * M. Fukushima, J. Comput. Appl. Math. 172 (2004) 375, doi:10.1016/j.cam.2004.02.013, for the outer method).
 *
 * Writes `step`, `held` and `smallestPivot`; allocates nothing.
 *
 * @param damping added to A as `damping * scale` on the diagonal
 * @returns the decrease of the sum of squares that the undamped quadratic promises for the step; NaN when the matrix is
 *   not positive definite
 */
export function boxStep(problem: StepProblem, damping: number): number {
  const { size, held } = problem;
  holdOutward(problem);
  // After this many changes of the set nothing is freed any more, which ends any cycle; the step stays feasible.
  let releases = 2 * size + 2;
  for (;;) {
    if (!solveFree(problem, damping)) return Number.NaN;
    if (holdEscapees(problem)) continue;
    const release = releases > 0 ? mostWronglyHeld(problem, damping) : -1;
    if (release < 0) return promisedDecrease(problem);
    held[release] = 0;
    releases--;
  }
}

/** Solves for the free entries of the step, the held ones given. */
function solveFree(problem: StepProblem, damping: number): boolean {
  const { size, normal, gradient, scale, step, held, free, matrix, right } = problem;
  let count = 0;
  for (let j = 0; j < size; j++) if (held[j] === 0) free[count++] = j;
  const allFree = count === size;
  for (let a = 0; a < count; a++) {
    const i = free[a];
    const column = i * size;
    for (let b = a; b < count; b++) matrix[a * count + b] = normal[column + free[b]];
    matrix[a * count + a] += damping * scale[i];
    let value = -gradient[i];
    if (!allFree) {
      for (let k = 0; k < size; k++) if (held[k] !== 0) value -= normal[column + k] * step[k];
    }
    right[a] = value;
  }
  if (!choleskyInPlace(matrix, count)) return false;
  let smallest = 1;
  for (let a = 0; a < count; a++) {
    const i = free[a];
    const root = matrix[a * count + a];
    const ratio = (root * root) / (normal[i * size + i] + damping * scale[i]);
    if (ratio < smallest) smallest = ratio;
  }
  problem.smallestPivot = smallest;
  choleskySolveInPlace(matrix, count, right);
  for (let a = 0; a < count; a++) step[free[a]] = right[a];
  return true;
}

/** The held entry whose multiplier has the wrong sign by most (in scaled units), or -1. */
function mostWronglyHeld(problem: StepProblem, damping: number): number {
  const { size, normal, gradient, scale, step, held } = problem;
  let worst = 0;
  for (let j = 0; j < size; j++) {
    if (scale[j] > 0) worst = Math.max(worst, Math.abs(gradient[j]) / Math.sqrt(scale[j]));
  }
  worst *= 1e-12; // below this a sign is rounding
  let which = -1;
  for (let j = 0; j < size; j++) {
    const side = held[j];
    if (side === 0 || side === 2) continue;
    let slope = gradient[j] + damping * scale[j] * step[j];
    for (let k = 0; k < size; k++) slope += normal[j * size + k] * step[k];
    const pull = (side * slope) / Math.sqrt(scale[j]);
    if (pull > worst) {
      worst = pull;
      which = j;
    }
  }
  return which;
}
