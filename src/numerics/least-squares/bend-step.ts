import { choleskySolveInPlace } from '../linear-algebra/cholesky.js';
import { normalVector } from '../linear-algebra/normal-matrix.js';
import type { ResidualModel } from './residual-model.js';
import type { Workspace } from './workspace.js';

/** Share of the step at which the bend of the valley is probed. */
const PROBE = 0.1;
/** Largest length of the correction relative to the step, in scaled units. */
const LARGEST_BEND = 0.75;

/**
 * Bends the step of `boxStep` along a curved valley: the second derivative of the residuals along the step, from one
 * evaluation, gives a second-order correction (geodesic acceleration, M. K. Transtrum, J. P. Sethna, arXiv:1201.5885).
 * In a bent canyon straight steps stay as short as the canyon is narrow. The correction is left out when it is so large
 * that it means nothing.
 *
 * Uses the factorisation that `boxStep` left behind; spends one evaluation; overwrites `trial` and `trialResiduals`.
 */
export function bendStep(model: ResidualModel, w: Workspace): void {
  const { problem, residuals, trialResiduals, jacobian, point, trial } = w;
  const { size, scale, low, high, step, held, free, matrix, right } = problem;
  const rows = model.residualCount;
  for (let j = 0; j < size; j++) trial[j] = point[j] + PROBE * step[j];
  model.evaluate(trial, trialResiduals, null);
  // r'' along the step = (2 / h) ((r(x + h s) - r(x)) / h - J s)
  for (let i = 0; i < rows; i++) trialResiduals[i] = (trialResiduals[i] - residuals[i]) / PROBE;
  for (let j = 0; j < size; j++) {
    const value = step[j];
    if (value === 0) continue;
    const column = j * rows;
    for (let i = 0; i < rows; i++) trialResiduals[i] -= jacobian[column + i] * value;
  }
  normalVector(jacobian, trialResiduals, rows, size, trial);
  let count = 0;
  for (let j = 0; j < size; j++) if (held[j] === 0) free[count++] = j;
  for (let a = 0; a < count; a++) right[a] = (-2 / PROBE) * trial[free[a]];
  choleskySolveInPlace(matrix, count, right);
  let bend = 0;
  let length = 0;
  for (let a = 0; a < count; a++) {
    const j = free[a];
    bend += scale[j] * right[a] * right[a];
    length += scale[j] * step[j] * step[j];
  }
  if (!(4 * bend <= LARGEST_BEND * LARGEST_BEND * length)) return;
  for (let a = 0; a < count; a++) {
    const j = free[a];
    step[j] = Math.min(high[j], Math.max(low[j], step[j] + right[a] / 2));
  }
}
