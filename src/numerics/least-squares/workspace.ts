import { createStepProblem, type StepProblem } from './step-problem.js';

/**
 * The memory of one minimisation. Hand the same one to every fit of a series: as long as the sizes stay the same
 * (or return to it), fitting allocates nothing but its small answer. Not to be shared by fits that run interleaved.
 */
export interface Workspace {
  residualCount: number;
  parameterCount: number;
  /** Parameters, residuals and Jacobian of the best point, and those of the point on trial (a large one has no Jacobian). */
  point: Float64Array;
  trial: Float64Array;
  residuals: Float64Array;
  trialResiduals: Float64Array;
  jacobian: Float64Array;
  trialJacobian: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  limit: Float64Array;
  problem: StepProblem;
}

export function createWorkspace(): Workspace {
  const empty = new Float64Array(0);
  return {
    residualCount: -1,
    parameterCount: -1,
    point: empty,
    trial: empty,
    residuals: empty,
    trialResiduals: empty,
    jacobian: empty,
    trialJacobian: empty,
    lower: empty,
    upper: empty,
    limit: empty,
    problem: createStepProblem(0),
  };
}

/** Makes room for parameters and bounds; does nothing when it is there. */
export function setParameterCount(w: Workspace, parameterCount: number): void {
  if (w.parameterCount === parameterCount) return;
  w.point = new Float64Array(parameterCount);
  w.trial = new Float64Array(parameterCount);
  w.lower = new Float64Array(parameterCount);
  w.upper = new Float64Array(parameterCount);
  w.limit = new Float64Array(parameterCount);
  w.problem = createStepProblem(parameterCount);
  w.parameterCount = parameterCount;
}

/**
 * Makes room for residuals and Jacobians; does nothing when it is there.
 *
 * @param twoJacobians whether the point on trial needs a Jacobian of its own
 */
export function prepareWorkspace(
  w: Workspace,
  residualCount: number,
  parameterCount: number,
  twoJacobians: boolean,
): void {
  setParameterCount(w, parameterCount);
  if (w.residualCount !== residualCount) {
    w.residuals = new Float64Array(residualCount);
    w.trialResiduals = new Float64Array(residualCount);
    w.residualCount = residualCount;
  }
  const length = residualCount * parameterCount;
  if (w.jacobian.length !== length) w.jacobian = new Float64Array(length);
  // Differences use it as a buffer for one set of residuals.
  const trialLength = twoJacobians ? length : residualCount;
  if (w.trialJacobian.length !== trialLength) w.trialJacobian = new Float64Array(trialLength);
}
