/** How a run's progress changes the state of its analyses: pure. */

import type { StudyProgress } from '../../../src/study/run-study.js';
import type { Study } from '../../../src/study/study.js';
import type { AnalysisRun } from './workbench.js';

export type Runs = Readonly<Record<string, AnalysisRun>>;

/** All analyses of the study wait; what they gave before stays in sight. Analyses that are gone are gone. */
export function allWaiting(study: Study, runs: Runs): Runs {
  return Object.fromEntries(
    study.analyses.map(({ id, technique }) => {
      const earlier = Object.hasOwn(runs, id) ? runs[id]!.outcome : undefined;
      const outcome = earlier?.technique === technique ? { outcome: earlier } : {};
      return [id, { state: 'waiting', share: 0, doing: 'waiting', ...outcome } satisfies AnalysisRun];
    }),
  );
}

/** One step of one analysis. */
export function afterStep(runs: Runs, step: StudyProgress, elapsedMs: number): Runs {
  const present = Object.hasOwn(runs, step.analysis) ? runs[step.analysis]! : undefined;
  if (present === undefined) return runs;
  return { ...runs, [step.analysis]: nextRun(present, step, elapsedMs) };
}

function nextRun(present: AnalysisRun, step: StudyProgress, elapsedMs: number): AnalysisRun {
  const { share, doing, outcome } = step;
  if (outcome === undefined) return { ...present, state: 'running', share, doing };
  // What was stopped on purpose has failed at nothing: the earlier outcome stays.
  if (outcome.failure?.code === 'cancelled') return { ...present, state: 'cancelled', share: 0, doing: 'cancelled' };
  const state = outcome.failure === undefined ? 'done' : 'failed';
  return { state, share: 1, doing, outcome, ...(outcome.fromCache ? {} : { tookMs: elapsedMs }) };
}
