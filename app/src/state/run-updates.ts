/** How a run's progress changes the state of its analyses. */

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

/**
 * What a run has told, without what it only confirmed: an analysis whose result is the one it had keeps its very entry, and
 * where all do, so does the whole. What did not change is not drawn again.
 */
export function keepSame(before: Runs, after: Runs): Runs {
  const ids = Object.keys(after);
  const kept = ids.map((id) => [id, isConfirmed(before[id], after[id]!) ? before[id]! : after[id]!] as const);
  const same = ids.length === Object.keys(before).length && kept.every(([id, run]) => run === before[id]);
  return same ? before : Object.fromEntries(kept);
}

function isConfirmed(before: AnalysisRun | undefined, after: AnalysisRun): boolean {
  const result = after.outcome?.result;
  return (
    before?.state === 'done' && after.state === 'done' && result !== undefined && before.outcome?.result === result
  );
}

/** Progress is shown this often; outcomes at once. */
const PROGRESS_MS = 80;

/** The steps of one run on their way to the page: those of one moment are shown together. */
export class RunUpdates {
  #runs: Runs;
  readonly #show: (runs: Runs) => void;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(runs: Runs, show: (runs: Runs) => void) {
    this.#runs = runs;
    this.#show = show;
    // Not at once: most analyses of an edited study are known, and need not wait for a moment only to say so.
    this.#soon = setTimeout(() => this.#flush());
  }

  add(step: StudyProgress, elapsedMs: number): void {
    this.#runs = afterStep(this.#runs, step, elapsedMs);
    if (step.outcome === undefined) this.#later ??= setTimeout(() => this.#flush(), PROGRESS_MS);
    else this.#soon ??= setTimeout(() => this.#flush());
  }

  /** Shows what has not been shown yet. */
  end(): void {
    this.#flush();
  }

  /** A newer run has begun: what is left of this one is shown no more. */
  drop(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#later);
    this.#soon = undefined;
    this.#later = undefined;
  }

  #flush(): void {
    this.drop();
    this.#show(this.#runs);
  }
}
