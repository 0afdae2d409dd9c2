import { normalMatrix, normalVector, sumOfSquares } from '../linear-algebra/normal-matrix.js';
import { bendStep } from './bend-step.js';
import { boxStep } from './box-step.js';
import type { Landscape } from './descent.js';
import { differenceJacobian } from './difference-jacobian.js';
import { orthogonalStep } from './orthogonal-step.js';
import type { ResidualModel } from './residual-model.js';
import { advancePoint, largestCosine, modelLength, prepareStep } from './step-problem.js';
import { prepareWorkspace, type Workspace } from './workspace.js';

/** Below these relative pivots J'J has lost too many digits, and a damped or undamped step is computed by QR of J. */
const PIVOT_FOR_DAMPED = 1e-12;
const PIVOT_FOR_UNDAMPED = 1e-8;
/** Up to this size the Jacobian is computed together with the residuals of a step that is expected to succeed. */
const EAGER_JACOBIAN_LENGTH = 1 << 18;

/** A residual model with a dense Jacobian, on the memory of a workspace, whose bounds and point are set before. */
export class DenseLandscape implements Landscape {
  evaluations = 0;
  private readonly model: ResidualModel;
  private readonly w: Workspace;
  private readonly typicalSize: Float64Array | undefined;
  private readonly analytic: boolean;
  private readonly eager: boolean;
  private central: boolean;
  private readonly mayRefine: boolean;
  private jacobianKnown = false;
  private trialJacobianKnown = false;
  private factored = false;

  constructor(
    model: ResidualModel,
    w: Workspace,
    differences: 'forward' | 'central' | 'auto',
    typicalSize: Float64Array | undefined,
  ) {
    this.model = model;
    this.w = w;
    this.typicalSize = typicalSize;
    this.analytic = model.hasJacobian !== false;
    this.eager = this.analytic && model.residualCount * model.parameterCount <= EAGER_JACOBIAN_LENGTH;
    this.central = differences === 'central';
    this.mayRefine = !this.analytic && differences === 'auto';
    prepareWorkspace(w, model.residualCount, model.parameterCount, this.eager);
    w.problem.scale.fill(0);
  }

  begin(): number {
    const { model, w, analytic } = this;
    model.evaluate(w.point, w.residuals, analytic ? w.jacobian : null);
    this.evaluations++;
    this.jacobianKnown = analytic;
    return sumOfSquares(w.residuals, w.residualCount);
  }

  linearise(): boolean {
    const { w } = this;
    const { problem } = w;
    this.knowJacobian();
    normalMatrix(w.jacobian, w.residualCount, w.parameterCount, problem.normal);
    normalVector(w.jacobian, w.residuals, w.residualCount, w.parameterCount, problem.gradient);
    return prepareStep(problem, w.point, w.lower, w.upper, w.limit);
  }

  scaledGradient(sum: number): number {
    return largestCosine(this.w.problem, sum);
  }

  roundingNoise(): number {
    return Number.EPSILON * modelLength(this.w.problem, this.w.point);
  }

  step(damping: number): number {
    const { w } = this;
    const promise = boxStep(w.problem, damping);
    const smallestPivot = damping === 0 ? PIVOT_FOR_UNDAMPED : PIVOT_FOR_DAMPED;
    this.factored = promise >= 0 && w.problem.smallestPivot > smallestPivot;
    return this.factored ? promise : orthogonalStep(w.problem, w.jacobian, w.residuals, w.residualCount, damping);
  }

  bend(): void {
    if (!this.factored) return;
    bendStep(this.model, this.w);
    this.evaluations++;
  }

  advance(): boolean {
    const { problem, point, trial, lower, upper } = this.w;
    return advancePoint(problem, point, trial, lower, upper);
  }

  tryOut(derivativesToo: boolean): number {
    const { model, w } = this;
    this.trialJacobianKnown = derivativesToo && this.eager;
    model.evaluate(w.trial, w.trialResiduals, this.trialJacobianKnown ? w.trialJacobian : null);
    this.evaluations++;
    return sumOfSquares(w.trialResiduals, w.residualCount);
  }

  accept(): void {
    const { w } = this;
    [w.point, w.trial] = [w.trial, w.point];
    [w.residuals, w.trialResiduals] = [w.trialResiduals, w.residuals];
    if (this.trialJacobianKnown) [w.jacobian, w.trialJacobian] = [w.trialJacobian, w.jacobian];
    this.jacobianKnown = this.trialJacobianKnown;
  }

  retreat(): number {
    const { model, w } = this;
    [w.point, w.trial] = [w.trial, w.point];
    model.evaluate(w.point, w.residuals, null);
    this.evaluations++;
    this.jacobianKnown = false;
    return sumOfSquares(w.residuals, w.residualCount);
  }

  refine(): boolean {
    if (!this.mayRefine || this.central) return false;
    this.central = true;
    this.jacobianKnown = false;
    return true;
  }

  private knowJacobian(): void {
    if (this.jacobianKnown) return;
    const { model, w } = this;
    if (this.analytic) {
      model.evaluate(w.point, w.residuals, w.jacobian);
      this.evaluations++;
    } else {
      const { lower, upper } = w;
      const work: [Float64Array, Float64Array] = [w.trialResiduals, w.trialJacobian];
      const options = { central: this.central, lower, upper, typicalSize: this.typicalSize };
      this.evaluations += differenceJacobian(model, w.point, w.residuals, w.jacobian, work, options);
    }
    this.jacobianKnown = true;
  }
}
