import { choleskyInPlace, choleskySolveInPlace } from '../linear-algebra/cholesky.js';
import { createStepProblem, holdEscapees, holdOutward, promisedDecrease, type StepProblem } from './step-problem.js';

/** The normal equations of one set (or of the shared parameters) and its coupling to the shared ones. */
export interface ArrowBlock extends StepProblem {
  /** Jl'Js, size x sharedCount, column-major. */
  readonly coupling: Float64Array;
  /** Work: the columns of A^-1 B and A^-1 right of the free parameters. */
  readonly solved: Float64Array;
}

export function createArrowBlock(size: number, sharedCount: number): ArrowBlock {
  return {
    ...createStepProblem(size),
    coupling: new Float64Array(size * sharedCount),
    solved: new Float64Array(size * (sharedCount + 1)),
  };
}

/**
 * The step of a damped Gauss-Newton iteration when the normal matrix is an arrow of blocks: each set is eliminated by
 * itself, the shared parameters are solved from what is left (Schur complement), then the sets follow. Cost and memory
 * grow linearly with the number of sets. A parameter that would leave its room is set on its edge and the rest solved
 * again, given that.
 *
 * @param shared the block of the shared parameters; its `coupling` is not used
 * @returns the decrease of the sum of squares that the undamped quadratic promises; NaN when not positive definite
 */
export function arrowStep(blocks: readonly ArrowBlock[], shared: ArrowBlock, damping: number): number {
  for (const block of blocks) holdOutward(block);
  holdOutward(shared);
  for (;;) {
    if (!solveArrow(blocks, shared, damping)) return Number.NaN;
    let escaped = holdEscapees(shared);
    for (const block of blocks) escaped = holdEscapees(block) || escaped;
    if (!escaped) return promise(blocks, shared);
  }
}

function solveArrow(blocks: readonly ArrowBlock[], shared: ArrowBlock, damping: number): boolean {
  const common = freeOf(shared);
  fillDamped(shared, common, damping);
  for (let a = 0; a < common; a++) {
    const i = shared.free[a];
    shared.right[a] = -shared.gradient[i] - heldPart(shared, i);
  }
  for (const block of blocks) if (!eliminate(block, shared, common, damping)) return false;
  if (!choleskyInPlace(shared.matrix, common)) return false;
  choleskySolveInPlace(shared.matrix, common, shared.right);
  for (let a = 0; a < common; a++) shared.step[shared.free[a]] = shared.right[a];
  // The sets follow: x = A^-1 right - (A^-1 B) (shared step).
  for (const block of blocks) {
    const count = freeOf(block);
    for (let a = 0; a < count; a++) {
      let value = block.solved[a + common * count];
      for (let c = 0; c < common; c++) value -= block.solved[a + c * count] * shared.right[c];
      block.step[block.free[a]] = value;
    }
  }
  return true;
}

/** Factors one set and takes its part out of the matrix and the right side of the shared parameters. */
function eliminate(block: ArrowBlock, shared: ArrowBlock, common: number, damping: number): boolean {
  const { size, coupling, gradient, matrix, solved, free } = block;
  const count = freeOf(block);
  fillDamped(block, count, damping);
  if (!choleskyInPlace(matrix, count)) return false;
  for (let c = 0; c < common; c++) {
    const column = shared.free[c] * size;
    for (let a = 0; a < count; a++) solved[a + c * count] = coupling[column + free[a]];
    choleskySolveInPlace(matrix, count, solved.subarray(c * count, (c + 1) * count));
  }
  const last = solved.subarray(common * count, (common + 1) * count);
  for (let a = 0; a < count; a++) {
    const i = free[a];
    let value = -gradient[i] - heldPart(block, i);
    for (let c = 0; c < shared.size; c++) {
      if (shared.held[c] !== 0) value -= coupling[c * size + i] * shared.step[c];
    }
    last[a] = value;
  }
  choleskySolveInPlace(matrix, count, last);
  for (let c = 0; c < common; c++) {
    const column = shared.free[c] * size;
    for (let d = 0; d <= common; d++) {
      let sum = 0;
      for (let a = 0; a < count; a++) sum += coupling[column + free[a]] * solved[a + d * count];
      if (d < common) shared.matrix[c + d * common] -= sum;
      else shared.right[c] -= sum;
    }
    for (let j = 0; j < size; j++) if (block.held[j] !== 0) shared.right[c] -= coupling[column + j] * block.step[j];
  }
  return true;
}

function freeOf(block: StepProblem): number {
  let count = 0;
  for (let j = 0; j < block.size; j++) if (block.held[j] === 0) block.free[count++] = j;
  return count;
}

function fillDamped({ size, normal, scale, matrix, free }: StepProblem, count: number, damping: number): void {
  for (let a = 0; a < count; a++) {
    const column = free[a] * size;
    for (let b = 0; b < count; b++) matrix[b + a * count] = normal[column + free[b]];
    matrix[a + a * count] += damping * scale[free[a]];
  }
}

/** What the held entries of a block put into row i of its normal equations. */
function heldPart({ size, normal, held, step }: StepProblem, i: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) if (held[k] !== 0) sum += normal[i * size + k] * step[k];
  return sum;
}

/** `-(2 g's + s'Hs)` of the arrow matrix H. */
function promise(blocks: readonly ArrowBlock[], shared: ArrowBlock): number {
  let sum = -promisedDecrease(shared);
  for (const block of blocks) {
    const { size, coupling, step } = block;
    sum -= promisedDecrease(block);
    for (let c = 0; c < shared.size; c++) {
      let part = 0;
      for (let j = 0; j < size; j++) part += coupling[c * size + j] * step[j];
      sum += 2 * part * shared.step[c];
    }
  }
  return -sum;
}
