/**
 * The search for the lowest minimum of a circuit on a spectrum: from given start values, from start values of its own,
 * or both; every start runs to its own minimum, and how many agree is part of the answer.
 */

import { fail, type InterphaseError } from '../../../errors.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { type Minimum, minimise } from '../../../numerics/least-squares/minimise.js';
import { type DistinctMinimum, multiStart } from '../../../numerics/least-squares/multi-start.js';
import { createWorkspace, type Workspace } from '../../../numerics/least-squares/workspace.js';
import type { Circuit } from '../circuit/circuit.js';
import {
  type CircuitModel,
  type ParameterConstraints,
  type ParameterLayout,
  toFree,
  toNatural,
} from './circuit-model.js';
import { arcPermutation } from './order-arcs.js';
import { createStartSource, type RelaxationPeak, type StartSource } from './start-values.js';

export interface SearchOptions {
  /** How many starts of its own. 0 fits from the given start alone. @default 20 */
  readonly starts?: number;
  /** @default 1 */
  readonly seed?: number;
  /** Natural start values of the whole circuit, tried first. */
  readonly given?: readonly ArrayLike<number>[];
  readonly peaks?: readonly RelaxationPeak[];
  readonly workspace?: Workspace;
}

export interface SearchResult {
  /** The lowest minimum whose parameters the data determine, arcs in ascending order of time constant. */
  readonly best: Minimum;
  /** Starts that were run. */
  readonly tried: number;
  /** Starts that ended there. */
  readonly agreeing: number;
  /** The next higher distinct minimum among the starts, if any. */
  readonly runnerUp?: Minimum;
  /** A lower minimum that was set aside because the data do not determine its parameters. */
  readonly degenerate?: Minimum;
}

/** Candidates drawn per start that is run. */
const CANDIDATES_PER_START = 8;
const BY_MERIT = 0.5;
const SPREAD = 0.2;
/** Variations started before the best minimum is looked at again. */
const VARIED_AT_ONCE = 3;
/** Share of the ranked variations that starts are taken from. */
const VARIED_RANGE = 0.6;
/** A degenerate minimum must be this much lower before it is preferred to a regular one. */
const DEGENERATE_GAIN = 0.05;
/** A positive parameter smaller than this share of its usual size no longer counts (logarithm). */
const VANISHED = log(1e-6);
const MAX_ITERATIONS = 150;
/** What is left of the sum of squares then moves no parameter by more than a few millionths of its standard error. */
const DECREASE_TOLERANCE = 1e-13;
/** The minimum that is the answer is followed to its last digits: another computer must find the same number. */
const POLISH_TOLERANCE = 1e-24;
/** Residuals below this share (squared) of the data are rounding, eight digits of a text file included. */
const ROUNDING = 1e-14;
/** Longest step of a logarithm and of an exponent: a start may be wrong, but a step must not leave the cell's world. */
const LOG_STEP = 3;
const EXPONENT_STEP = 0.3;

/** Bounds and step limits of a layout, for every minimisation on it. */
export function minimiseSettings(layout: ParameterLayout) {
  const stepLimit = Float64Array.from(layout.freeScales, (scale) => (scale === 'log' ? LOG_STEP : EXPONENT_STEP));
  return {
    lower: layout.lower,
    upper: layout.upper,
    stepLimit,
    maxIterations: MAX_ITERATIONS,
    decreaseTolerance: DECREASE_TOLERANCE,
  };
}

/** @throws `fit-failed` when the circuit cannot come near the spectrum from any start */
export function searchMinimum(
  model: CircuitModel,
  constraints: ParameterConstraints,
  options: SearchOptions = {},
): SearchResult {
  const { starts = 20, seed = 1, given = [], peaks = [], workspace = createWorkspace() } = options;
  const { layout } = model;
  const canonical = (free: Float64Array) => sortArcs(layout, free);
  let lead: Float64Array | null = null;
  const enough = (found: readonly DistinctMinimum[]): boolean => {
    lead = found[0].minimum.parameters;
    return false;
  };
  function* begin(): Generator<Float64Array> {
    for (const natural of given) yield toFree(layout, natural);
    if (starts > 0) yield* ownStarts(model, createStartSource(model, constraints, seed, peaks), starts, () => lead);
  }
  const { minima, started } = multiStart(
    model,
    begin(),
    { ...minimiseSettings(layout), canonical, enough, parameterTolerance: Number.POSITIVE_INFINITY },
    workspace,
  );
  const lowest = minima[0];
  const regular = isDegenerate(model, lowest.minimum)
    ? minima.find((entry) => entry.minimum.converged && !isDegenerate(model, entry.minimum))
    : undefined;
  const setAside =
    regular !== undefined && regular.minimum.sumOfSquares <= lowest.minimum.sumOfSquares * (1 + DEGENERATE_GAIN);
  const chosen: DistinctMinimum = setAside ? regular : lowest;
  // On data without noise minima differ only by rounding, and all of them are the same answer.
  const noise = ROUNDING * weightedSize(model);
  const alike = minima.filter(
    (entry) => entry === chosen || (entry.minimum.sumOfSquares <= noise && chosen.minimum.sumOfSquares <= noise),
  );
  const runnerUp = minima.slice(minima.indexOf(chosen) + 1).find((entry) => !alike.includes(entry))?.minimum;
  return {
    best: polished(model, { ...chosen.minimum, parameters: canonical(chosen.minimum.parameters) }, workspace),
    tried: started,
    agreeing: alike.reduce((sum, entry) => sum + entry.starts.length, 0),
    ...(runnerUp ? { runnerUp } : {}),
    ...(setAside ? { degenerate: lowest.minimum } : {}),
  };
}

/** The same minimum to the rounding of its gradient; one that did not converge, or goes anywhere else, stays as it is. */
function polished(model: CircuitModel, found: Minimum, workspace: Workspace): Minimum {
  if (!found.converged) return found;
  const settings = { ...minimiseSettings(model.layout), decreaseTolerance: POLISH_TOLERANCE };
  const closer = minimise(model, found.parameters, settings, workspace);
  const better = closer.converged && closer.sumOfSquares <= found.sumOfSquares * (1 + 1e-10);
  return better ? { ...closer, iterations: found.iterations + closer.iterations } : found;
}

/** Sum of the squared weighted data: what a sum of squares is small or large beside. */
function weightedSize({ weights, spectrum }: CircuitModel): number {
  const n = spectrum.real.length;
  let sum = 0;
  for (let i = 0; i < n; i++)
    sum += (weights[i] * spectrum.real[i]) ** 2 + (weights[n + i] * spectrum.imaginary[i]) ** 2;
  return sum;
}

/**
 * Half of the starts by merit, a fifth spread over the whole range lest all stand in one valley, and the rest around the
 * best minimum so far with one term drawn anew: what is wrong with a good local minimum is usually one term.
 */
function* ownStarts(
  model: CircuitModel,
  source: StartSource,
  starts: number,
  lead: () => Float64Array | null,
): Generator<Float64Array> {
  const { layout } = model;
  const drawn = source.draw(starts * CANDIDATES_PER_START);
  if (drawn.length === 0 && lead() === null) throw cannotDescribe(layout.circuit);
  const byMerit = Math.ceil(starts * BY_MERIT);
  const spread = Math.floor(starts * SPREAD);
  for (const candidate of drawn.slice(0, byMerit)) yield toFree(layout, candidate.natural);
  for (let s = 0; s < spread; s++) {
    const place = byMerit + Math.floor(((s + 0.5) * (drawn.length - byMerit)) / spread);
    if (place < drawn.length) yield toFree(layout, drawn[place].natural);
  }
  let left = starts - byMerit - spread;
  while (left > 0) {
    const best = lead();
    if (best === null) return;
    const natural = toNatural(layout, best, new Float64Array(layout.circuit.parameters.length));
    const candidates = source.vary(natural, CANDIDATES_PER_START * VARIED_AT_ONCE);
    // The very best variations are copies of the fit they come from; those somewhat behind lead elsewhere.
    for (let k = 0; k < VARIED_AT_ONCE && left > 0; k++, left--) {
      const place = Math.floor((VARIED_RANGE * (k + 0.5) * candidates.length) / VARIED_AT_ONCE);
      if (place < candidates.length) yield toFree(layout, candidates[place].natural);
    }
  }
}

function cannotDescribe(circuit: Circuit): InterphaseError {
  return fail(
    'fit-failed',
    `${circuit.text} cannot describe this spectrum: no positive values of its parameters bring it near`,
    'no element of the circuit takes the signs that Re Z and Im Z have here (an inductor has Im Z above zero, a capacitor below); add one that does, or check the sign of Im Z in the file',
  );
}

/** The same fit with exchangeable arcs in ascending order of time constant; arcs with a fixed or tied parameter stay. */
function sortArcs(layout: ParameterLayout, free: Float64Array): Float64Array {
  const { circuit, freeOf } = layout;
  const natural = toNatural(layout, free, new Float64Array(circuit.parameters.length));
  const alone = (k: number) => freeOf[k] >= 0 && freeOf.indexOf(freeOf[k]) === freeOf.lastIndexOf(freeOf[k]);
  const permutation = arcPermutation(circuit, natural, (k) => !alone(k));
  return toFree(
    layout,
    Float64Array.from(permutation, (k) => natural[k]),
  );
}

/**
 * True when a resistance of the minimum has vanished beside the spectrum's own size: another element stands for it, and
 * the covariance is singular. (A vanished inductance or a huge capacitance merely says that there is none.)
 */
function isDegenerate(model: CircuitModel, minimum: Minimum): boolean {
  const { layout, spectrum } = model;
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < spectrum.real.length; i++)
    smallest = Math.min(smallest, hypot(spectrum.real[i], spectrum.imaginary[i]));
  return layout.freeNames.some(
    (_, k) => layout.freeUnits[k] === 'Ohm' && minimum.parameters[k] < log(smallest) + VANISHED,
  );
}
