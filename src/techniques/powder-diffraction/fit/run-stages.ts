import type { StopReason } from '../../../numerics/least-squares/descent.js';
import { minimise } from '../../../numerics/least-squares/minimise.js';
import type { ResidualModel } from '../../../numerics/least-squares/residual-model.js';
import { createWorkspace, type Workspace } from '../../../numerics/least-squares/workspace.js';
import type { ModelParameter } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { RefinementStage } from '../refinement.js';
import { LeBailModel } from './le-bail-model.js';
import { solveLinearPart } from './linear-part.js';
import { PawleyModel } from './pawley-model.js';
import { RefinedModel } from './refined-model.js';
import { type Released, release, type TieTo } from './released.js';
import type { Stage } from './stages.js';
import { startHumps } from './start-humps.js';
import { strainAnew } from './start-strain.js';

/** What holds for a whole refinement. */
export interface RefineFrame {
  readonly model: PatternModel;
  readonly ties: ReadonlyMap<number, TieTo>;
  readonly bounds: ReadonlyMap<number, readonly [number, number]>;
  readonly rangeDeg: readonly [number, number];
  readonly workspace: Workspace;
  /** Where intensities come from. */
  readonly intensities: 'structure' | 'pawley' | 'le-bail';
  /** Called with each accepted cycle; throws to cancel. */
  readonly onCycle?: (() => void) | undefined;
}

export function makeFrame(
  model: PatternModel,
  rangeDeg: readonly [number, number],
  ties: ReadonlyMap<number, TieTo> = new Map(),
  bounds: ReadonlyMap<number, readonly [number, number]> = new Map(),
  onCycle?: () => void,
  intensities: RefineFrame['intensities'] = 'structure',
): RefineFrame {
  return { model, rangeDeg, ties, bounds, workspace: createWorkspace(), onCycle, intensities };
}

/** How closely a stage is refined: those on the way roughly, the last to the end. */
export interface Closeness {
  readonly maxIterations: number;
  /** Part of the sum of squares that a step must still promise. */
  readonly decreaseTolerance: number;
}

export const onTheWay: Closeness = { maxIterations: 8, decreaseTolerance: 3e-4 };
export const toTheEnd: Closeness = { maxIterations: 200, decreaseTolerance: 1e-9 };

export interface StageOutcome {
  readonly values: Float64Array;
  readonly sumOfSquares: number;
  readonly cycles: number;
  readonly converged: boolean;
  readonly stopReason: StopReason;
  readonly released: Released;
  readonly columns: Float64Array;
  readonly atBound: readonly ('lower' | 'upper' | null)[];
}

/** Refines what is in `refined` from `values`. The sum of squares never rises. */
export function refineStage(
  frame: RefineFrame,
  refined: readonly number[],
  values: Float64Array,
  closeness: Closeness,
): StageOutcome {
  const outcome = refineFrom(frame, refined, values, closeness);
  const other = strainAnew(frame.model, refined, outcome.values);
  if (other === undefined) return outcome;
  const again = refineFrom(frame, refined, other, closeness);
  const better = again.sumOfSquares < outcome.sumOfSquares ? again : outcome;
  return { ...better, cycles: outcome.cycles + again.cycles };
}

function refineFrom(
  frame: RefineFrame,
  refined: readonly number[],
  values: Float64Array,
  closeness: Closeness,
): StageOutcome {
  const { model, ties, bounds, rangeDeg, workspace, onCycle } = frame;
  const start = values.slice();
  const open = new Set(refined);
  solveLinearPart(model, start, open);
  startHumps(model, start, open);
  const released = release(model.list.parameters, refined, ties, bounds, rangeDeg, start);
  const residuals = residualModel(frame, released, start);
  const minimum = minimise(
    residuals,
    released.toColumns(start),
    {
      lower: released.lower,
      upper: released.upper,
      stepLimit: stepLimits(model.list.parameters, released, start),
      initialDamping: 1e-3,
      onStep: onCycle,
      ...closeness,
    },
    workspace,
  );
  const after = start.slice();
  released.toValues(minimum.parameters, after);
  return {
    values: after,
    sumOfSquares: minimum.sumOfSquares,
    cycles: minimum.iterations,
    converged: minimum.converged,
    stopReason: minimum.stopReason,
    released,
    columns: minimum.parameters,
    atBound: minimum.atBound,
  };
}

export function residualModel(
  { model, intensities }: RefineFrame,
  released: Released,
  values: Float64Array,
): ResidualModel {
  if (intensities === 'pawley') return new PawleyModel(model, released, values);
  return intensities === 'le-bail'
    ? new LeBailModel(model, released, values)
    : new RefinedModel(model, released, values);
}

/** How far one cycle may go: lines must not jump over their neighbours, nor atoms over a bond. */
function stepLimits(
  parameters: readonly ModelParameter[],
  { columns, isCoordinate }: Released,
  values: Float64Array,
): Float64Array {
  return Float64Array.from(columns, (n, column) => {
    if (isCoordinate(column)) return Number.POSITIVE_INFINITY;
    const { group, unit, start } = parameters[n]!;
    if (group === 'cell') return unit === 'deg' ? 0.3 : 0.003 * start;
    if (group === 'shift') return unit === 'deg' ? 0.1 : 0.2;
    if (group === 'position') return 0.02;
    if (group === 'displacement') return 0.02;
    if (group === 'orientation') return 0.2;
    // Terms of strain end where their sum is below zero: from there no slope leads back, so they go near it slowly.
    if (unit === 'angstrom^-4' && values[n] !== 0) return 0.5 * Math.abs(values[n]!);
    return Number.POSITIVE_INFINITY;
  });
}

/** Le Bail's sharing settles at a point of its own, next to a minimum: rounds of a few cycles until neither gains anything. */
function refineUntilSettled(frame: RefineFrame, refined: readonly number[], values: Float64Array): StageOutcome {
  // Where nothing is left but less than noise, a gain is to be measured by the noise.
  const noise = frame.model.setup.observed.length;
  let outcome = refineStage(frame, refined, values, A_FEW);
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const next = refineStage(frame, refined, outcome.values, A_FEW);
    const gain = (outcome.sumOfSquares - next.sumOfSquares) / Math.max(outcome.sumOfSquares, noise);
    outcome = { ...next, cycles: outcome.cycles + next.cycles, converged: gain < SETTLED };
    if (gain < SETTLED) break;
  }
  return outcome;
}

const A_FEW: Closeness = { maxIterations: 5, decreaseTolerance: 1e-5 };
const MOST_ROUNDS = 25;
/** Relative gain of a round that is none. */
const SETTLED = 3e-4;

export interface StagesOutcome extends StageOutcome {
  readonly refined: readonly number[];
  readonly stages: readonly RefinementStage[];
}

/**
 * Releases stage after stage; a stage that cannot be refined is left out and told, what came before stands.
 *
 * @param begun where the first of these stages have ended before
 */
export function runStages(
  frame: RefineFrame,
  stages: readonly Stage[],
  values: Float64Array,
  last: Closeness = toTheEnd,
  begun?: StagesOutcome,
): StagesOutcome {
  const told: RefinementStage[] = [...(begun?.stages ?? [])];
  let refined: readonly number[] = begun?.refined ?? [];
  let best: StageOutcome | undefined = begun;
  stages.forEach((stage, k) => {
    if (k < (begun?.stages.length ?? 0)) return;
    const together = [...refined, ...stage.parameters].sort((a, b) => a - b);
    const from = best?.values ?? values;
    const isLast = k === stages.length - 1;
    const outcome =
      isLast && frame.intensities === 'le-bail'
        ? refineUntilSettled(frame, together, from)
        : refineStage(frame, together, from, isLast ? last : onTheWay);
    const kept = best === undefined || outcome.sumOfSquares <= best.sumOfSquares * (1 + 1e-9);
    told.push({
      released: stage.released,
      reason: stage.reason,
      parameterCount: together.length,
      rwp: rwpAt(frame.model, outcome.sumOfSquares),
      cycles: outcome.cycles,
      kept,
    });
    if (!kept) return;
    best = outcome;
    refined = together;
  });
  // Where everything is held, the pattern is calculated as it stands.
  best ??= refineStage(frame, [], values, last);
  return { ...best, refined, stages: told };
}

/** Rwp at a sum of weighted squares, per cent. */
export function rwpAt({ setup: { observed, sigma } }: PatternModel, sumOfSquares: number): number {
  let total = 0;
  for (let i = 0; i < observed.length; i++) total += (observed[i]! / sigma[i]!) * (observed[i]! / sigma[i]!);
  return 100 * Math.sqrt(sumOfSquares / total);
}
