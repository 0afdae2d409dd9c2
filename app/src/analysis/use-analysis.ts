import { useMemo, useState } from 'react';
import type { Result } from '../../../src/execution/task.js';
import type { StudyAnalysis } from '../../../src/study/study.js';
import type { AnalysisFailure } from '../../../src/study/study-result.js';
import type { Mistake } from '../../../src/study/yaml-source.js';
import { findTechnique } from '../../../src/techniques/registry.js';
import type { Technique } from '../../../src/techniques/technique.js';
import { presentText } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import { optionsInText } from './edits/options-in-text.js';

export interface ShownAnalysis {
  readonly id: string;
  /** As of the last text without mistakes. */
  readonly analysis: StudyAnalysis;
  readonly technique: Technique;
  /** The latest result there is; of an earlier run while the present one goes on or after it failed. */
  readonly result: Result | undefined;
  readonly failure: AnalysisFailure | undefined;
  /** Keys of its entry in study.yaml as typed now. */
  readonly typed: Readonly<Record<string, unknown>>;
  /** Those in the present text that are about this analysis. */
  readonly mistakes: readonly Mistake[];
}

/** What the room of an analysis shows; undefined while its study is being opened. */
export function useAnalysis(id: string): ShownAnalysis | undefined {
  const analysis = useWorkbench(({ study }) => study?.analyses.find((one) => one.id === id));
  const outcome = useWorkbench(({ runs }) => (Object.hasOwn(runs, id) ? runs[id]!.outcome : undefined));
  const text = useWorkbench(({ history }) => presentText(history));
  const allMistakes = useWorkbench(({ mistakes }) => mistakes);
  // A failure must not empty the room: what worked last stays in sight, and its controls with it.
  const [kept, setKept] = useState(outcome?.result);
  if (outcome?.result !== undefined && outcome.result !== kept) setKept(outcome.result);

  const technique = analysis && findTechnique(analysis.technique);
  const typed = useMemo(() => optionsInText(text, id), [text, id]);
  const mistakes = useMemo(() => allMistakes.filter(({ path }) => isAbout(path, id)), [allMistakes, id]);
  return useMemo(() => {
    if (analysis === undefined || technique === undefined) return undefined;
    const result = outcome?.result ?? kept;
    return {
      id,
      analysis,
      technique,
      result: result?.technique === technique.name ? result : undefined,
      failure: outcome?.failure,
      typed,
      mistakes,
    };
  }, [id, analysis, technique, outcome, kept, typed, mistakes]);
}

function isAbout(path: string, id: string): boolean {
  return path === `analyses.${id}` || path.startsWith(`analyses.${id}.`);
}
