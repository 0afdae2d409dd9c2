/** One pattern, from start values to the result of its refinement. */
import { tan } from '../../../numerics/elementary/tan.js';
import { makeGrid } from '../model/grid.js';
import { makeLinks } from '../model/links.js';
import { at } from '../model/model-parameters.js';
import { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { ModelSetup, PhaseSetup } from '../model/setup.js';
import type { PowderDiffractionOptions } from '../options.js';
import type { Pattern, Refinement, RefinementStage } from '../refinement.js';
import { describeRefinement } from './describe-refinement.js';
import { findCell } from './find-cell.js';
import { shareIntensities } from './le-bail.js';
import { solveLinearPart } from './linear-part.js';
import { type Constraints, readParameterTexts } from './parameter-texts.js';
import { chooseRefinable, firstLineDeg, type RefinableChoice } from './refinable.js';
import type { TieTo } from './released.js';
import {
  makeFrame,
  onTheWay,
  type RefineFrame,
  refineStage,
  runStages,
  type StagesOutcome,
  toTheEnd,
} from './run-stages.js';
import { planStages, type Stage } from './stages.js';
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
  /** Parameters that are what the instrument makes and are not refined further. */
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

/** Share of the intensity above background left unexplained from which on the cell itself is doubted. */
const DOUBTFUL = 0.4;
const DEGREES_PER_TERM = 10;
const USUAL_WIDTH_DEG = 0.12;
/** How the width of the strongest line is shared out at first: most lines are between the two shapes. */
const GAUSSIAN_PART = 0.5;
const LORENTZIAN_PART = 0.4;
/** (S + H)/L of a usual diffractometer: without a start away from zero the asymmetry would hardly leave it. */
const USUAL_SPREAD = 0.02;
/** A start must not smear the first line by more than this part of its width. */
const SMALL_SMEAR = 0.5;

export function refinePattern(input: RefineInput): PatternRefinement {
  const setup = makeSetup(input);
  const model = new PatternModel(setup);
  const { parameters } = model.list;
  const constraints = readParameterTexts(parameters, input.options);
  const width = strongestWidth(setup.grid, setup.observed) ?? USUAL_WIDTH_DEG;
  const values = startValues(model, input, constraints, width);
  const angles = setup.grid.twoThetaDeg;
  const rangeDeg = [angles[0]!, angles[angles.length - 1]!] as const;
  let cycles = 0;
  const onCycle = () => {
    cycles++;
    input.progress?.(1 - 1 / (1 + cycles / 25), `${input.pattern.label}: cycle ${cycles}`);
  };
  const ties = new Map(constraints.ties);
  const frame = makeFrame(model, rangeDeg, ties, constraints.bounds, onCycle, input.options.method === 'pawley');
  const linear = new Set(
    parameters.flatMap((one, n) =>
      ['background', 'scale'].includes(one.group) && !constraints.fixed.has(n) ? [n] : [],
    ),
  );
  if (input.options.method !== 'rietveld') shareIntensities(model, values, 10);
  solveLinearPart(model, values, linear);
  const choice = chooseRefinable(model, input.options, input.shift, constraints, sharesOf(model, values));
  if (choice.wanted.has(at.asymmetry) && values[at.asymmetry] === 0) values[at.asymmetry] = usualSpread(model, width);
  tieWeakSizes(model, choice, constraints, ties, values);
  tieOccupancies(model, choice, ties, values);
  const planned = planStages(parameters, choice.wanted);
  const begun = beginStages(frame, planned, values, input, linear);
  const absent = begun.absent;
  const nothing = absent.length === model.phases.length;
  const isAbsent = (n: number) => {
    const { phase, group } = parameters[n]!;
    if (group === 'scale' || group === 'background' || group === 'hump') return false;
    return nothing || absent.includes(phase);
  };
  const stages = planned
    .map((stage) => ({ ...stage, parameters: stage.parameters.filter((n) => !isAbsent(n)) }))
    .filter((stage) => stage.parameters.length > 0);
  const outcome =
    input.options.method === 'le-bail'
      ? refineWithSharedIntensities(frame, stages, begun.values)
      : runStages(frame, stages, begun.values, toTheEnd, absent.length === 0 ? begun.outcome : undefined);
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
    absent,
  };
}

function makeSetup({ pattern, radiation, phases, options, humps }: RefineInput): ModelSetup {
  const kept: number[] = [];
  for (let i = 0; i < pattern.used.length; i++) if (pattern.used[i] === 1) kept.push(i);
  const pick = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  const angles = pick(pattern.twoThetaDeg);
  const ends = [angles[0]!, angles[angles.length - 1]!] as const;
  return {
    grid: makeGrid(angles),
    observed: pick(pattern.observed),
    sigma: pick(pattern.sigma),
    radiation,
    phases,
    backgroundTerms:
      options.background ?? Math.max(4, Math.min(18, Math.round((ends[1] - ends[0]) / DEGREES_PER_TERM))),
    backgroundEnds: ends,
    humps,
    capillaryMuR: options.capillaryMuR,
  };
}

function startValues(
  model: PatternModel,
  input: RefineInput,
  { fixed, start, ties, bounds }: Constraints,
  widthDeg: number,
): Float64Array {
  const { parameters } = model.list;
  const values = Float64Array.from(parameters, (one) => input.starts.get(one.name) ?? one.start);
  if (!['U', 'V', 'W', 'X', 'Y'].some((name) => input.starts.has(name))) {
    values[at.W] = GAUSSIAN_PART * widthDeg * widthDeg;
    values[at.X] = LORENTZIAN_PART * widthDeg;
  }
  for (const map of [start, fixed]) for (const [n, value] of map) if (!Number.isNaN(value)) values[n] = value;
  for (const [n, [low, high]] of bounds) values[n] = Math.min(high, Math.max(low, values[n]!));
  for (const [n, { source, factor, constant }] of ties) values[n] = factor * values[source]! + constant;
  return values;
}

/** The usual smear, or as much as narrow lines bear: 2theta - 2phi is (S + H)² cot(2theta) / (2 L²) for small smears. */
function usualSpread(model: PatternModel, widthDeg: number): number {
  const first = firstLineDeg(model) * (Math.PI / 180);
  const square = 2 * SMALL_SMEAR * widthDeg * (Math.PI / 180) * Math.abs(tan(first));
  return Math.min(USUAL_SPREAD, Math.sqrt(square));
}

/** Each phase's part of all diffracted intensity. */
function sharesOf(model: PatternModel, values: Float64Array): number[] {
  const areas = model.phases.map((phase) => {
    const scale = phase.phase.factors === null ? 1 : values[phase.places.scale]!;
    return scale * phase.unit.reduce((sum, value) => sum + value, 0);
  });
  const all = areas.reduce((sum, area) => sum + area, 0);
  return areas.map((area) => (all > 0 ? area / all : 1 / areas.length));
}

/** A trace phase has too little to show how broad its lines are: they are taken to be as broad as those of the strongest. */
function tieWeakSizes(
  model: PatternModel,
  { wanted }: RefinableChoice,
  { fixed }: Constraints,
  ties: Map<number, TieTo>,
  values: Float64Array,
): void {
  const sizes = model.list.phases.map(({ sizeBroadening }) => sizeBroadening);
  const strongest = sizes.find((n) => wanted.has(n));
  if (strongest === undefined) return;
  for (const n of sizes) {
    if (wanted.has(n) && !fixed.has(n) && !ties.has(n) && values[n] === 0) values[n] = values[at.X];
    if (!wanted.has(n) && !fixed.has(n) && !ties.has(n)) ties.set(n, { source: strongest, factor: 1, constant: 0 });
  }
  if (!fixed.has(at.X) && !wanted.has(at.X)) values[at.X] = 0;
}

/** Atoms that share a position fill it together as they did at the start. */
function tieOccupancies(
  model: PatternModel,
  { wanted }: RefinableChoice,
  ties: Map<number, TieTo>,
  values: Float64Array,
): void {
  const { parameters } = model.list;
  model.setup.phases.forEach((phase, k) => {
    const { sites } = phase.structure;
    const place = (label: string) =>
      parameters.findIndex((one) => one.phase === k && one.name === `${phase.name}.${label}.occupancy`);
    sites.forEach((site, i) => {
      const partners = sites.filter(
        (other, j) => j > i && other.position.every((x, c) => Math.abs(x - site.position[c]!) < 1e-4),
      );
      const [n, m] = [place(site.label), partners.length === 1 ? place(partners[0]!.label) : -1];
      if (n < 0 || m < 0 || !wanted.has(n) || !wanted.has(m) || ties.has(m) || ties.has(n)) return;
      ties.set(m, { source: n, factor: -1, constant: values[n]! + values[m]! });
    });
  });
}

/** Where the search for a start has ended. */
interface Begun {
  readonly values: Float64Array;
  readonly found: boolean;
  readonly absent: readonly number[];
  /** Of the first stages, from which the others may go on. */
  readonly outcome?: StagesOutcome;
}

/** The first stages from the cell as given and, where that does not do, from one found by blurring. */
function beginStages(
  frame: RefineFrame,
  stages: readonly Stage[],
  values: Float64Array,
  input: RefineInput,
  linear: ReadonlySet<number>,
): Begun {
  const { model } = frame;
  const cells = stages
    .flatMap(({ parameters }) => parameters)
    .filter((n) => model.list.parameters[n]!.group === 'cell');
  if (input.options.method !== 'rietveld' || cells.length === 0) return { values, found: false, absent: [] };
  const absentIn = (all: Float64Array) => model.list.phases.flatMap(({ scale }, k) => (all[scale] === 0 ? [k] : []));
  // At least one is left to be refined to the end.
  const first = stages.slice(0, Math.min(3, stages.length - 1));
  if (first.length === 0) return { values, found: false, absent: [] };
  const own = runStages(frame, first, values, onTheWay);
  const ownAbsent = absentIn(own.values);
  if (unexplained(model, own.values) < DOUBTFUL) return { values, found: false, absent: ownAbsent, outcome: own };
  const other = findCell(frame, values, cells, [...linear]);
  const found = runStages(frame, first, other, onTheWay);
  return found.sumOfSquares < 0.95 * own.sumOfSquares
    ? { values: other, found: true, absent: absentIn(found.values), outcome: found }
    : { values, found: false, absent: ownAbsent, outcome: own };
}

/** Rwp over what stands above the background. */
function unexplained(model: PatternModel, values: Float64Array): number {
  const { observed, sigma } = model.setup;
  const nothing = makeLinks(model.list.parameters.map(() => []));
  model.evaluate(values, null, nothing, 0, new Int32Array(model.phases.length).fill(-1));
  let [misfit, net] = [0, 0];
  for (let i = 0; i < observed.length; i++) {
    const calculated = model.calculated[i]!;
    misfit += ((observed[i]! - calculated) / sigma[i]!) * ((observed[i]! - calculated) / sigma[i]!);
    net += ((observed[i]! - model.background[i]!) / sigma[i]!) * ((observed[i]! - model.background[i]!) / sigma[i]!);
  }
  return Math.sqrt(misfit / net);
}

/** Le Bail: intensities are shared out anew before each few cycles, until neither changes. */
function refineWithSharedIntensities(
  frame: RefineFrame,
  stages: readonly Stage[],
  values: Float64Array,
): StagesOutcome {
  const { model } = frame;
  let current = values;
  let outcome: StagesOutcome | undefined;
  const told: RefinementStage[] = [];
  const released: Stage[] = [];
  for (const stage of stages) {
    released.push(stage);
    const together = released.flatMap(({ parameters }) => parameters).sort((a, b) => a - b);
    let before = Number.POSITIVE_INFINITY;
    const rounds = stage === stages.at(-1) ? 30 : 4;
    for (let round = 0; round < rounds; round++) {
      shareIntensities(model, current, 5);
      const one = refineStage(frame, together, current, { maxIterations: 4, decreaseTolerance: 1e-6 });
      current = one.values;
      outcome = { ...one, refined: together, stages: [] };
      if (one.sumOfSquares > before * (1 - 1e-5)) break;
      before = one.sumOfSquares;
    }
    told.push({
      released: stage.released,
      reason: stage.reason,
      parameterCount: together.length,
      rwp: 100 * Math.sqrt(outcome!.sumOfSquares / weightOf(model)),
      cycles: outcome!.cycles,
      kept: true,
    });
  }
  return { ...outcome!, stages: told };
}

function weightOf({ setup: { observed, sigma } }: PatternModel): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) sum += (observed[i]! / sigma[i]!) * (observed[i]! / sigma[i]!);
  return sum;
}
