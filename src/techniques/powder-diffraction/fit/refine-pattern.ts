/** One pattern, from start values to the result of its refinement. */
import { fail } from '../../../errors.js';
import { at } from '../model/model-parameters.js';
import { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { ModelSetup, PhaseSetup } from '../model/setup.js';
import type { PowderDiffractionOptions } from '../options.js';
import type { Pattern, Refinement } from '../refinement.js';
import { beginStages } from './begin-stages.js';
import { describeRefinement } from './describe-refinement.js';
import { shareIntensities } from './le-bail.js';
import { solveLinearPart } from './linear-part.js';
import { massShares } from './open-occupancies.js';
import { allTies } from './own-ties.js';
import { type Constraints, checkTies, readParameterTexts } from './parameter-texts.js';
import { chooseRefinable, type RefinableChoice } from './refinable.js';
import { releaseWidths, startOfReleased, type WidthsContradicted } from './release-widths.js';
import { runBeforeAtoms } from './run-before-atoms.js';
import { makeFrame, type RefineFrame, type StagesOutcome } from './run-stages.js';
import { planStages, type Stage } from './stages.js';
import { startBackground } from './start-background.js';
import { makeSetup, startValues, usualSpread } from './start-model.js';
import { strongestWidth } from './start-width.js';
import { sharesOf } from './unexplained.js';

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
  /** Widths among the starts are those of the diffractometer, and stay. @default false */
  readonly instrumentGiven?: boolean;
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
  /** Part of what stands above the background that was left unexplained, so that no atom was refined; null where they were. */
  readonly atomsWithheld: number | null;
  /** Phases (by index) of which the pattern shows nothing: their scale is zero, and nothing else of them is refined. */
  readonly absent: readonly number[];
  /** The widths of the instrument parameters did not describe the pattern and were refined; undefined where they stay. */
  readonly contradicted: WidthsContradicted | undefined;
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
  const planAt = (from: Float64Array, choice = choose(input, model, constraints, from)) =>
    plan(input, model, choice, constraints, width, from, onCycle);
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
  const { outcome, atomsWithheld } = runBeforeAtoms(frame, stages, isSame ? begun.values : moved, goOn, choice);
  const held: Ended = { choice, frame, outcome, contradicted: undefined };
  const ended = choice.own.instrumentKnown ? (withoutInstrument(input, held, constraints, planAt) ?? held) : held;
  const described = {
    ...ended,
    refinement: describeRefinement(input, ended.frame, ended.outcome, values),
    model,
    values: ended.outcome.values,
    constraints,
    cellWasFound: begun.found,
    atomsWithheld,
    absent: begun.absent.filter((k) => !(ended.outcome.values[model.list.phases[k]!.scale]! > 0)),
  };
  return ended.contradicted === undefined || atomsWithheld === null ? described : anew(input, described);
}

/** Where a refinement has ended. */
type Ended = Pick<PatternRefinement, 'choice' | 'frame' | 'outcome' | 'contradicted'>;

/** With the widths of the diffractometer refined, where those of its file do not describe the pattern. */
function withoutInstrument(
  input: RefineInput,
  { choice: before, outcome, frame: { model } }: Ended,
  constraints: Constraints,
  planAt: (from: Float64Array, choice: RefinableChoice) => Plan,
): Ended | undefined {
  // Free intensities share out anew what other widths leave, which is no test of the widths.
  if (input.instrumentGiven !== true || input.options.method !== 'rietveld') return undefined;
  const choice = choose({ ...input, instrumentGiven: false }, model, constraints, outcome.values);
  if (choice.own.instrumentKnown) return undefined;
  const start = startOfReleased(model, choice, constraints.fixed, outcome.values);
  const { frame } = planAt(start, choice);
  const released = releaseWidths({ outcome, choice: before }, choice, frame, start);
  if (released === undefined) return undefined;
  // Of all else the first choice was followed.
  const { own, widthsHeld } = choice;
  return { ...released, frame, choice: { ...before, wanted: new Set(released.outcome.refined), own, widthsHeld } };
}

/** Atoms may have been withheld because of the widths: then all is refined once more without those. */
function anew(input: RefineInput, ended: PatternRefinement): PatternRefinement {
  const { parameters, agreement } = ended.refinement;
  const starts = new Map([...input.starts, ...parameters.map(({ name, value }) => [name, value] as const)]);
  const again = refinePattern({ ...input, starts, instrumentGiven: false });
  const { rwp } = again.refinement.agreement;
  if (rwp > agreement.rwp) return ended;
  return { ...again, contradicted: { rwpHeld: ended.contradicted!.rwpHeld, rwp } };
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

/** Decides at some values what is to be refined from there. */
function choose(
  input: RefineInput,
  model: PatternModel,
  constraints: Constraints,
  values: Float64Array,
): RefinableChoice {
  return chooseRefinable(model, input.options, {
    shift: input.shift,
    constraints,
    shares: sharesOf(model, values),
    massShares: massShares(model, values),
    instrumentGiven: input.instrumentGiven ?? false,
  });
}

/** How what is chosen is refined; first values of what is released with it go into `values`. */
function plan(
  input: RefineInput,
  model: PatternModel,
  choice: RefinableChoice,
  constraints: Constraints,
  widthDeg: number,
  values: Float64Array,
  onCycle: () => void,
): Plan {
  const angles = model.setup.grid.twoThetaDeg;
  const rangeDeg = [angles[0]!, angles[angles.length - 1]!] as const;
  if (choice.wanted.has(at.asymmetry) && values[at.asymmetry] === 0)
    values[at.asymmetry] = usualSpread(model, widthDeg);
  const ties = allTies(model, choice, constraints, widthDeg, values);
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
