import { isInterphaseError } from '../errors.js';
import type { Result } from '../execution/task.js';

import { pelletLayer, type Sample } from '../techniques/sample.js';
import type { Finding } from '../techniques/technique.js';
import { impossible } from './agreement.js';
import { isSymmetricCell } from './cell-resistances.js';
import { interfaceAgainstInterface } from './check-interface-against-interface.js';
import { pelletAgainstConductivity } from './check-pellet-against-conductivity.js';
import type { Study, StudyCheckEntry } from './study.js';
import type { AnalysisOutcome } from './study-result.js';

/** An analysis as a check sees it. */
export interface CheckedAnalysis {
  readonly id: string;
  readonly result: Result;
}

/** A comparison across analyses: what one of them says must agree with what the other says. */
export interface StudyCheck {
  /** As in study.yaml: `pellet-against-conductivity`. */
  readonly name: string;
  readonly summary: string;
  /** The analyses it needs: role, technique, and what the role is in words. */
  readonly roles: Readonly<Record<string, { readonly technique: string; readonly meaning: string }>>;
  /**
   * `check-agrees` (info), `check-disagrees` (warning, more than two standard deviations apart), or `check-impossible`
   * (warning) when a number is missing. Both numbers stand in the message.
   */
  compare(analyses: Readonly<Record<string, CheckedAnalysis>>): readonly Finding[];
}

/**
 * All checks across analyses. To add one: a file beside this, one line here. A check whose technique is not there yet is
 * not listed, so naming it in study.yaml is a mistake and not a promise.
 */
export const studyChecks: readonly StudyCheck[] = [pelletAgainstConductivity, interfaceAgainstInterface];

export function checkNamed(name: string): StudyCheck | undefined {
  return studyChecks.find((check) => check.name === name);
}

/** Runs the checks of the study, and those that suggest themselves. */
export function runChecks(study: Study, outcomes: readonly AnalysisOutcome[]): Finding[] {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const entries = [...study.checks, ...obviousChecks(study, outcomes)];
  return entries.flatMap((entry) => runCheck(entry, byId));
}

function runCheck(entry: StudyCheckEntry, outcomes: ReadonlyMap<string, AnalysisOutcome>): readonly Finding[] {
  const analyses: Record<string, CheckedAnalysis> = {};
  for (const [role, id] of Object.entries(entry.roles)) {
    const outcome = outcomes.get(id);
    // Left out on purpose (`--only`): nothing to say.
    if (outcome === undefined) return [];
    if (outcome.result === undefined) return [impossible(entry.check, `the analysis ${id} failed`)];
    analyses[role] = { id, result: outcome.result };
  }
  try {
    return checkNamed(entry.check)!.compare(analyses);
  } catch (error) {
    // Numbers of a dimension nobody expected stop this check, not the study.
    if (!isInterphaseError(error)) throw error;
    return [impossible(entry.check, `${error.message}; ${error.hint}`)];
  }
}

/**
 * The pellet check for every symmetric cell, when exactly one analysis gives a conductivity at 25 degC for a sample of
 * the very same material and the study does not name that pair itself.
 */
function obviousChecks(study: Study, outcomes: readonly AnalysisOutcome[]): StudyCheckEntry[] {
  const results = outcomes.flatMap(({ id, result }) => (result?.technique === 'impedance' ? [{ id, result }] : []));
  const conductivities = results.filter(
    ({ result }) => result.quantities.conductivity25C?.value != null && !isSymmetricCell(result),
  );
  if (conductivities.length !== 1) return [];
  const [conductivity] = conductivities;
  const material = electrolyteOf(conductivity!.result.provenance.sample);
  if (material === undefined) return [];
  return results
    .filter(({ result }) => isSymmetricCell(result) && electrolyteOf(result.provenance.sample) === material)
    .filter(
      ({ id }) =>
        !study.checks.some((entry) => entry.check === pelletAgainstConductivity.name && entry.roles.symmetric === id),
    )
    .map(({ id }) => ({
      check: pelletAgainstConductivity.name,
      roles: { symmetric: id, conductivity: conductivity!.id },
      place: {},
    }));
}

function electrolyteOf(sample: Sample): string | undefined {
  return pelletLayer(sample)?.material ?? sample.composition;
}
