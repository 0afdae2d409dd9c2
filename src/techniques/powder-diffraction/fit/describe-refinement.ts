/** From where a refinement ended to what is told of it: uncertainties, correlations, agreement, reflections. */
import { agreementOf } from '../derive/agreement.js';
import { esdFactor } from '../derive/esd-factor.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { RefinedParameter, Refinement } from '../refinement.js';
import { describePhase } from './describe-phase.js';
import { TOO_CLOSE } from './pawley-model.js';
import type { RefineInput } from './refine-pattern.js';
import type { RefineFrame, StagesOutcome } from './run-stages.js';
import { correlations, type Uncertainties, uncertainties } from './uncertainties.js';
import { wholePattern } from './whole-pattern.js';

/** Of a cycle that would still move nothing: the largest shift in standard deviations. */
const SMALL_SHIFT = 0.05;

export function describeRefinement(
  input: RefineInput,
  frame: RefineFrame,
  outcome: StagesOutcome,
  start: Float64Array,
): Refinement {
  const { model } = frame;
  const { parameters } = model.list;
  const uncertain = uncertainties(frame, outcome);
  const whole = wholePattern(input.pattern, model, outcome.values);
  const unscaled = whole.phases.map((phase, k) => describePhase(phase, k, model, outcome.values, uncertain, whole));
  const agreement = agreementOf(
    { ...input.pattern, calculated: whole.calculated, background: whole.background },
    outcome.released.columns.length + (frame.intensities === 'pawley' ? intensityCount(model, outcome.values) : 0),
    input.options.method === 'rietveld' ? unscaled : [],
  );
  const scale = esdFactor(input.pattern, agreement);
  const covariance = uncertain.covariance.map((value) => value * scale * scale);
  const phases = unscaled.map((phase) => ({
    ...phase,
    metricCovariance: phase.metricCovariance.map((value) => value * scale * scale),
  }));
  return {
    method: input.options.method,
    pattern: input.pattern,
    radiation: input.radiation,
    calculated: whole.calculated,
    background: whole.background,
    phases,
    parameters: parameters.map((one, n) =>
      describeParameter(one.name, one.unit, n, outcome, frame, uncertain, start, scale),
    ),
    free: uncertain.free.map((n) => parameters[n]!.name),
    covariance,
    agreement,
    stages: outcome.stages,
    // Shared intensities settle beside the minimum of least squares: the next cycle there would always go somewhere.
    converged: outcome.converged && (frame.intensities === 'le-bail' || uncertain.lastShift < SMALL_SHIFT),
    lastShift: uncertain.lastShift,
    singular: uncertain.singular,
    correlations: correlations(
      uncertain,
      parameters.map(({ name }) => name),
    ),
  };
}

/** Intensities of a Pawley fit that are above zero; lines too close to be told apart have one between them. */
function intensityCount(model: PatternModel, values: Float64Array): number {
  const lit = model.phases.flatMap((phase) =>
    phase.phase.factors !== null
      ? []
      : Array.from(phase.intensities, (intensity, k) => ({
          intensity,
          position: phase.positionsDeg[k]!,
          width: phase.widthOf(k, values),
        })).filter(({ intensity, width }) => intensity > 0 && width > 0),
  );
  lit.sort((a, b) => a.position - b.position);
  return lit.filter(({ position, width }, k) => k === 0 || position - lit[k - 1]!.position > TOO_CLOSE * width).length;
}

function describeParameter(
  name: string,
  unit: string,
  n: number,
  outcome: StagesOutcome,
  { ties }: RefineFrame,
  { free, covariance, ofSingular }: Uncertainties,
  start: Float64Array,
  scale: number,
): RefinedParameter {
  const column = outcome.released.columns.indexOf(n);
  const place = free.indexOf(n);
  const variance = place < 0 ? 0 : covariance[place * free.length + place]!;
  const tie = ties.get(n);
  const source = tie === undefined ? -1 : free.indexOf(tie.source);
  const state = ofSingular.has(n)
    ? 'singular'
    : tie !== undefined
      ? 'tied'
      : column < 0
        ? 'fixed'
        : place < 0
          ? 'bound'
          : 'free';
  const sigma =
    state === 'free'
      ? scale * Math.sqrt(variance)
      : state === 'tied' && source >= 0
        ? scale * Math.abs(tie!.factor) * Math.sqrt(covariance[source * free.length + source]!)
        : null;
  return { name, value: outcome.values[n]!, sigma, unit, state, start: start[n]! };
}
