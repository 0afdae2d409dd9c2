import { useShallow } from 'zustand/react/shallow';
import type { AnalysisOutcome } from '../../../src/study/study-result.js';
import { useWorkbench } from '../state/store.js';

/** The latest outcome of each analysis that has one, in the order of study.yaml; progress alone changes nothing here. */
export function useOutcomes(): readonly AnalysisOutcome[] {
  return useWorkbench(
    useShallow(({ study, runs }) => (study?.analyses ?? []).flatMap(({ id }) => runs[id]?.outcome ?? [])),
  );
}
