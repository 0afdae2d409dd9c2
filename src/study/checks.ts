import type { z } from 'zod';
import { isInterphaseError } from '../errors.js';
import type { Result } from '../execution/task.js';
import type { Finding } from '../techniques/technique.js';
import { impossible } from './agreement.js';
import { densityAgainstStructure } from './check-density-against-structure.js';
import { interfaceAgainstInterface } from './check-interface-against-interface.js';
import { overpotentialAgainstImpedance } from './check-overpotential-against-impedance.js';
import { pelletAgainstConductivity } from './check-pellet-against-conductivity.js';
import { obviousChecks } from './obvious-checks.js';
import type { Study, StudyCheckEntry } from './study.js';
import type { AnalysisOutcome } from './study-result.js';

/** An analysis as a check sees it. */
export interface CheckedAnalysis {
  readonly id: string;
  readonly result: Result;
}

/** A comparison across analyses: what one of them says must agree with what the other says. */
export interface StudyCheck<Parameters extends z.ZodObject = z.ZodObject> {
  /** As in study.yaml: `pellet-against-conductivity`. */
  readonly name: string;
  readonly summary: string;
  /** The analyses it needs: role, technique, and what the role is in words. */
  readonly roles: Readonly<Record<string, { readonly technique: string; readonly meaning: string }>>;
  /** What else it may be told beside the roles, each optional and read from text: `{ formation: '10' }`. */
  readonly parameters?: Parameters;
  /**
   * `check-agrees` (info), `check-disagrees` (warning, more than two standard deviations apart), or `check-impossible`
   * (warning) when a number is missing. Both numbers stand in the message.
   */
  compare(analyses: Readonly<Record<string, CheckedAnalysis>>, parameters: z.output<Parameters>): readonly Finding[];
}

/**
 * All checks across analyses. To add one: a file beside this, one line here. A check whose technique is not there yet is
 * not listed, so naming it in study.yaml is a mistake and not a promise.
 */
export const studyChecks: readonly StudyCheck[] = [
  pelletAgainstConductivity,
  interfaceAgainstInterface,
  overpotentialAgainstImpedance,
  densityAgainstStructure,
];

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
    const check = checkNamed(entry.check)!;
    return check.compare(analyses, check.parameters?.parse(entry.parameters ?? {}) ?? {});
  } catch (error) {
    // Numbers of a dimension nobody expected stop this check, not the study.
    if (!isInterphaseError(error)) throw error;
    return [impossible(entry.check, `${error.message}; ${error.hint}`)];
  }
}
