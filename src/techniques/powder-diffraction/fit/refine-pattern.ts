/** One pattern, from start values to the result of its refinement. */
import { fail } from '../../../errors.js';
import { at } from '../model/model-parameters.js';
import { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { ModelSetup, PhaseSetup } from '../model/setup.js';
import type { PowderDiffractionOptions } from '../options.js';
import type { Pattern, Refinement } from '../refinement.js';
import { beginStages, sharesOf } from './begin-stages.js';
import { describeRefinement } from './describe-refinement.js';
import { shareIntensities } from './le-bail.js';
import { solveLinearPart } from './linear-part.js';
import { allTies } from './own-ties.js';
import { type Constraints, checkTies, readParameterTexts } from './parameter-texts.js';
import { chooseRefinable, type RefinableChoice } from './refinable.js';
import { makeFrame, type RefineFrame, runStages, type StagesOutcome, toTheEnd } from './run-stages.js';
import { planStages, type Stage } from './stages.js';
import { startBackground } from './start-background.js';
import { makeSetup, startValues, usualSpread } from './start-model.js';
import { strongestWidth } from './start-width.js';

/** Everything a refinement needs besides the pattern. */
export interface RefineInput {
  readonly pattern: Pattern;
  readonly radiation: Radiation;
  readonly phases: readonly PhaseSetup[];
  readonly options: Pick<
    PowderDiffractionOptions,
    'method' | 'background' | 'capillaryMuR' | 'refine' | 'fix' | 'tie' | 'bounds' | 'start'
  >;
  readonly humps: ModelSetup['humps'];
  readonly shift: NonNullable<PowderDiffractionOptions['shift']>;
  /** Start values by name over the usual ones: of the instrument, or of the pattern before in a series. */
  readonly starts: ReadonlyMap<string, number>;
  readonly progress?: (share: number, doing: string) => void;
}

export interface PatternRefinement {
  readonly refinement: Refinement;
  readonly model: PatternModel;
  readonly values: Float64Array;
  readonly choice: RefinableChoice;
  /** The refined numbers, for a refinement with another description of the lines. */
  readonly outcome: StagesOutcome;
  readonly frame: RefineFrame;
  readonly constraints: Constraints;
  /** The given cell did not fit and another start was found. */
  readonly cellWasFound: boolean;
  /** Phases (by index) of which the pattern shows nothing: their scale is zero, and nothing else of them is refined. */
  readonly absent: readonly number[];
}

const USUAL_WIDTH_DEG = 0.12;

/** What is refined, how numbers hang together, and in which order they are released. */
interface Plan {
  readonly choice: RefinableChoice;
  readonly frame: RefineFrame;
  readonly stages: readonly Stage[];
}

export function refinePattern(input: RefineInput): PatternRefinement {
  const setup = makeSetup(input);
  const model = new PatternModel(setup);
  const { parameters } = model.list;
  checkSize(model, input.options.method);
  const constraints = readParameterTexts(parameters, input.options);
  const width = strongestWidth(setup.grid, setup.observed, setup.sigma) ?? USUAL_WIDTH_DEG;
  const values = startValues(model, input, constraints, width);
  checkTies(parameters, constraints, values);
  const linear = new Set(
    parameters.flatMap((one, n) =>
      ['background', 'scale'].includes(one.group) && !constraints.fixed.has(n) ? [n] : [],
    ),
  );
  if (input.options.method === 'rietveld') solveLinearPart(model, values, linear);
  else {
    // Intensities that are free would take the background for their own if it were not there first.
    startBackground(model, values, linear);
    shareIntensities(model, values, 10);
  }
  const onCycle = countCycles(input);
  const planAt = (from: Float64Array) => plan(input, model, constraints, width, from, onCycle);
  const first = planAt(values);
  const begun = beginStages(first.frame, first.stages, values, linear);
  // With the cell in its place more of the pattern is explained, and more can be told from it.
  const moved = begun.values.slice();
  if (begun.outcome !== undefined) moved.set(begun.outcome.values);
  const second = begun.outcome === undefined ? first : planAt(moved);
  const isSame = sameStages(first.stages, second.stages);
  const { frame, choice, stages: planned } = isSame ? first : second;
  const stages = withoutAbsent(planned, begun.absent, model);
  const goOn = isSame && begun.absent.length === 0 ? begun.outcome : undefined;
  const outcome = runStages(frame, stages, isSame ? begun.values : moved, toTheEnd, goOn);
  const refinement = describeRefinement(input, frame, outcome, values);
  return {
    refinement,
    model,
    values: outcome.values,
    choice,
    outcome,
    frame,
    constraints,
    cellWasFound: begun.found,
    absent: begun.absent.filter((k) => !(outcome.values[model.list.phases[k]!.scale]! > 0)),
  };
}

/** Free intensities cost with the cube (Pawley) or steadily (Le Bail) of their number; of more no pattern tells anything. */
const MOST_INTENSITIES = { pawley: 1200, 'le-bail': 4000 } as const;

function checkSize({ phases }: PatternModel, method: RefineInput['options']['method']): void {
  if (method === 'rietveld') return;
  const count = phases.reduce((sum, { reflections }) => sum + reflections.count, 0);
  const most = MOST_INTENSITIES[method];
  if (count <= most) return;
  throw fail(
    'too-many-points',
    `${count} reflections would have intensities of their own; ${most} are the most that are refined with method ${method}`,
    'end the range (option range) at a lower angle, check cell and space group, or use a structure (method rietveld)',
    { path: 'method' },
  );
}

function countCycles({ progress, pattern }: RefineInput): () => void {
  let cycles = 0;
  return () => {
    cycles++;
    progress?.(1 - 1 / (1 + cycles / 25), `${pattern.label}: cycle ${cycles}`);
  };
}

/** Decides at some values what is to be refined from there; first values of what is released with it go into them. */
function plan(
  input: RefineInput,
  model: PatternModel,
  constraints: Constraints,
  widthDeg: number,
  values: Float64Array,
  onCycle: () => void,
): Plan {
  const angles = model.setup.grid.twoThetaDeg;
  const rangeDeg = [angles[0]!, angles[angles.length - 1]!] as const;
  const choice = chooseRefinable(model, input.options, input.shift, constraints, sharesOf(model, values));
  if (choice.wanted.has(at.asymmetry) && values[at.asymmetry] === 0)
    values[at.asymmetry] = usualSpread(model, widthDeg);
  const ties = allTies(model, choice, constraints, values);
  const intensities = input.options.method === 'rietveld' ? 'structure' : input.options.method;
  const frame = makeFrame(model, rangeDeg, ties, constraints.bounds, onCycle, intensities);
  return { choice, frame, stages: planStages(model.list.parameters, choice.wanted) };
}

function sameStages(one: readonly Stage[], other: readonly Stage[]): boolean {
  const list = (stages: readonly Stage[]) => stages.map(({ parameters }) => parameters.join(' ')).join('; ');
  return list(one) === list(other);
}

/** Of phases that are not seen nothing but the scale is refined; where none is seen, nothing but the background beside it. */
function withoutAbsent(stages: readonly Stage[], absent: readonly number[], model: PatternModel): readonly Stage[] {
  if (absent.length === 0) return stages;
  const nothing = absent.length === model.phases.length;
  const isLeft = (n: number) => {
    const { phase, group } = model.list.parameters[n]!;
    if (group === 'scale' || group === 'background' || group === 'hump') return true;
    return !nothing && !absent.includes(phase);
  };
  return stages
    .map((stage) => ({ ...stage, parameters: stage.parameters.filter(isLeft) }))
    .filter((stage) => stage.parameters.length > 0);
}
