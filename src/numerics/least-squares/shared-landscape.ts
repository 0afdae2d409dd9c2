import { hypotOf } from '../elementary/hypot.js';
import { normalMatrix, normalVector, sumOfSquares } from '../linear-algebra/normal-matrix.js';
import { type ArrowBlock, arrowStep, createArrowBlock } from './block-arrow.js';
import type { Landscape } from './descent.js';
import type { ParameterBox } from './shared-fit.js';
import type { SharedModel } from './shared-model.js';
import { advancePoint, largestCosine, modelLength, prepareStep } from './step-problem.js';

/** The parameters of one set, or the shared ones, with the blocks of the normal matrix that belong to them. */
interface Part {
  readonly block: ArrowBlock;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly limit: Float64Array;
  point: Float64Array;
  trial: Float64Array;
}

/** Many sets with shared parameters: of each set only the blocks of the normal matrix are kept, not the Jacobian. */
export class SharedLandscape implements Landscape {
  evaluations = 0;
  readonly locals: readonly Part[];
  readonly shared: Part;
  private readonly blocks: readonly ArrowBlock[];
  private readonly model: SharedModel;
  private readonly residuals: readonly Float64Array[];
  private readonly localJacobian: Float64Array;
  private readonly sharedJacobian: Float64Array;
  private readonly sharedNormal: Float64Array;
  private readonly sharedGradient: Float64Array;
  private sums: Float64Array;
  private trialSums: Float64Array;

  constructor(model: SharedModel, locals: readonly ParameterBox[], shared: ParameterBox) {
    this.model = model;
    const k = model.sharedCount;
    this.locals = locals.map((box, s) => createPart(box, model.localCount(s), k));
    this.shared = createPart(shared, k, 0);
    this.blocks = this.locals.map(({ block }) => block);
    this.residuals = locals.map((_, s) => new Float64Array(model.residualCount(s)));
    const most = locals.reduce((size, _, s) => Math.max(size, model.residualCount(s) * model.localCount(s)), 0);
    const tallest = locals.reduce((size, _, s) => Math.max(size, model.residualCount(s)), 0);
    this.localJacobian = new Float64Array(most);
    this.sharedJacobian = new Float64Array(tallest * k);
    this.sharedNormal = new Float64Array(k * k);
    this.sharedGradient = new Float64Array(k);
    this.sums = new Float64Array(locals.length);
    this.trialSums = new Float64Array(locals.length);
  }

  /** Sum of squares of each set at the point. */
  setSums(): Float64Array {
    return this.sums.slice();
  }

  begin(): number {
    return this.evaluateAll((part) => part.point, this.sums);
  }

  linearise(): boolean {
    const { model, locals, shared, sharedNormal, sharedGradient } = this;
    const k = model.sharedCount;
    shared.block.normal.fill(0);
    shared.block.gradient.fill(0);
    this.evaluations++;
    for (let s = 0; s < locals.length; s++) {
      const { block, point } = locals[s];
      const rows = model.residualCount(s);
      const residuals = this.residuals[s];
      const jl = this.localJacobian.subarray(0, rows * block.size);
      const js = this.sharedJacobian.subarray(0, rows * k);
      model.evaluate(s, point, shared.point, residuals, jl, js);
      normalMatrix(jl, rows, block.size, block.normal);
      normalVector(jl, residuals, rows, block.size, block.gradient);
      normalMatrix(js, rows, k, sharedNormal);
      normalVector(js, residuals, rows, k, sharedGradient);
      for (let c = 0; c < k; c++) {
        const column = js.subarray(c * rows, (c + 1) * rows);
        normalVector(jl, column, rows, block.size, block.coupling.subarray(c * block.size, (c + 1) * block.size));
        shared.block.gradient[c] += sharedGradient[c];
      }
      for (let i = 0; i < k * k; i++) shared.block.normal[i] += sharedNormal[i];
    }
    return locals.every(prepare) && prepare(shared);
  }

  scaledGradient(sum: number): number {
    return this.blocks.reduce(
      (most, b) => Math.max(most, largestCosine(b, sum)),
      largestCosine(this.shared.block, sum),
    );
  }

  roundingNoise(): number {
    const length = ({ block, point }: Part): number => modelLength(block, point);
    return Number.EPSILON * hypotOf([length(this.shared), ...this.locals.map(length)]);
  }

  step(damping: number): number {
    return arrowStep(this.blocks, this.shared.block, damping);
  }

  bend(): void {
    // The sets would each need their own curvature; straight steps do.
  }

  advance(): boolean {
    let moves = advance(this.shared);
    for (const part of this.locals) moves = advance(part) || moves;
    return moves;
  }

  tryOut(): number {
    return this.evaluateAll((part) => part.trial, this.trialSums);
  }

  accept(): void {
    this.exchange();
    [this.sums, this.trialSums] = [this.trialSums, this.sums];
  }

  retreat(): number {
    this.exchange();
    return this.evaluateAll((part) => part.point, this.sums);
  }

  refine(): boolean {
    return false;
  }

  private exchange(): void {
    for (const part of [this.shared, ...this.locals]) [part.point, part.trial] = [part.trial, part.point];
  }

  private evaluateAll(at: (part: Part) => Float64Array, sums: Float64Array): number {
    const { model, locals, shared, residuals } = this;
    this.evaluations++;
    let total = 0;
    for (let s = 0; s < locals.length; s++) {
      model.evaluate(s, at(locals[s]), at(shared), residuals[s], null, null);
      sums[s] = sumOfSquares(residuals[s]);
      total += sums[s];
    }
    return total;
  }
}

function createPart(box: ParameterBox, size: number, sharedCount: number): Part {
  const filled = (values: Float64Array | undefined, open: number): Float64Array =>
    values?.slice() ?? new Float64Array(size).fill(open);
  const lower = filled(box.lower, Number.NEGATIVE_INFINITY);
  const upper = filled(box.upper, Number.POSITIVE_INFINITY);
  return {
    block: createArrowBlock(size, sharedCount),
    lower,
    upper,
    limit: filled(box.stepLimit, Number.POSITIVE_INFINITY),
    point: box.start.map((value, j) => Math.min(upper[j], Math.max(lower[j], value))),
    trial: new Float64Array(size),
  };
}

function prepare({ block, point, lower, upper, limit }: Part): boolean {
  return prepareStep(block, point, lower, upper, limit);
}

function advance({ block, point, trial, lower, upper }: Part): boolean {
  return advancePoint(block, point, trial, lower, upper);
}
