import { linearLeastSquares } from '../linear-algebra/linear-least-squares.js';
import { holdOutward, type StepProblem } from './step-problem.js';

/**
 * The (damped) Gauss-Newton step by QR of J itself: J'J has the square of its condition, so in a narrow valley or near a
 * badly conditioned minimum its solution has no digits left where QR still has half of them. Directions that the data do
 * not determine get no step. Parameters on a bound that would leave it are held; a step that would cross a bound is
 * shortened.
 *
 * Writes `step` and `held` of the problem. It allocates; it is for the few steps that need it.
 *
 * @param jacobian rows x size, column-major
 * @param damping as in `boxStep`
 * @returns the decrease of the sum of squares that the undamped linearised model promises for the step
 */
export function orthogonalStep(
  problem: StepProblem,
  jacobian: Float64Array,
  residuals: Float64Array,
  rows: number,
  damping: number,
): number {
  const { size, scale, low, high, step, held } = problem;
  holdOutward(problem);
  for (;;) {
    step.fill(0);
    const free: number[] = [];
    for (let j = 0; j < size; j++) if (held[j] === 0) free.push(j);
    if (free.length === 0) return 0;
    const height = damping > 0 ? rows + free.length : rows;
    const right = new Float64Array(height);
    for (let i = 0; i < rows; i++) right[i] = -residuals[i];
    const columns = new Float64Array(height * free.length);
    free.forEach((j, a) => {
      columns.set(jacobian.subarray(j * rows, (j + 1) * rows), a * height);
      if (damping > 0) columns[a * height + rows + a] = Math.sqrt(damping * scale[j]);
    });
    const { solution } = linearLeastSquares(columns, height, free.length, right);
    let fraction = 1;
    let blocked = false;
    free.forEach((j, a) => {
      const value = solution[a];
      step[j] = value;
      const room = value < 0 ? low[j] : high[j];
      if (room === 0 && value !== 0) {
        held[j] = value < 0 ? -1 : 1;
        blocked = true;
      } else if (Math.abs(value) > Math.abs(room)) {
        fraction = Math.min(fraction, room / value);
      }
    });
    if (blocked) continue;
    let damped = 0;
    for (let j = 0; j < size; j++) {
      step[j] *= fraction;
      damped += scale[j] * step[j] * step[j];
    }
    // -(2 g's + |J s|^2) with g's of the whole step from its normal equations: no cancellation near the minimum.
    return (2 / fraction - 1) * lengthSquared(jacobian, step, rows, size) + (2 / fraction) * damping * damped;
  }
}

/** |J s|^2. */
function lengthSquared(jacobian: Float64Array, step: Float64Array, rows: number, size: number): number {
  const product = new Float64Array(rows);
  for (let j = 0; j < size; j++) {
    const value = step[j];
    if (value === 0) continue;
    for (let i = 0; i < rows; i++) product[i] += jacobian[j * rows + i] * value;
  }
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += product[i] * product[i];
  return sum;
}
