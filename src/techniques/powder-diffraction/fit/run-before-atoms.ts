/** Atoms are moved only where the rest of the model explains the pattern: else they would make up for what is missing in it. */
import type { ParameterGroup } from '../model/model-parameters.js';
import type { RefinableChoice } from './refinable.js';
import { onTheWay, type RefineFrame, refineStage, runStages, type StagesOutcome, toTheEnd } from './run-stages.js';
import type { Stage } from './stages.js';
import { unexplained } from './unexplained.js';

/** Part of the intensity above background that may be left unexplained before atoms are refined. */
const MOST_UNEXPLAINED = 0.4;
const OF_ATOMS: readonly ParameterGroup[] = ['position', 'displacement', 'occupancy'];

export interface StagesWithAtoms {
  readonly outcome: StagesOutcome;
  /** What was left unexplained where atoms were withheld for it; null where they were not. */
  readonly atomsWithheld: number | null;
}

/**
 * Runs all stages, those of atoms only where they were asked for or enough of the pattern is explained before them. Single
 * numbers to which the user gave bounds are refined all the same.
 *
 * @param begun where the first of these stages have ended before
 */
export function runBeforeAtoms(
  frame: RefineFrame,
  stages: readonly Stage[],
  values: Float64Array,
  begun: StagesOutcome | undefined,
  { atomsAsked }: Pick<RefinableChoice, 'atomsAsked'>,
): StagesWithAtoms {
  const { model } = frame;
  const isOfAtoms = ({ parameters }: Stage) =>
    parameters.every((n) => OF_ATOMS.includes(model.list.parameters[n]!.group));
  const first = stages.findIndex(isOfAtoms);
  if (atomsAsked || first < (begun?.stages.length ?? 0))
    return { outcome: runStages(frame, stages, values, toTheEnd, begun), atomsWithheld: null };
  const before = runStages(frame, stages.slice(0, first), values, onTheWay, begun);
  const left = unexplained(model, before.values);
  if (left <= MOST_UNEXPLAINED)
    return { outcome: runStages(frame, stages, values, toTheEnd, before), atomsWithheld: null };
  // What is left of the strategy is to be followed to its minimum.
  const named = stages.slice(first).flatMap(({ parameters }) => parameters.filter((n) => frame.bounds.has(n)));
  const refined = [...before.refined, ...named].sort((a, b) => a - b);
  const outcome = { ...refineStage(frame, refined, before.values, toTheEnd), refined, stages: before.stages };
  return { outcome, atomsWithheld: left };
}
