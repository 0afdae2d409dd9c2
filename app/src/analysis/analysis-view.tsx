import { Button } from '@mantine/core';
import { EmptyNote } from '../kit/empty-note.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { AnalysisRoom } from './analysis-room.js';
import classes from './analysis-room.module.css';

/** Everything about one analysis: figures, model, options, findings, tables, and where the numbers come from. */
export function AnalysisView({ id }: { readonly id: string }) {
  const opening = useWorkbench(({ study, mistakes }) => study === null && mistakes.length === 0);
  const known = useWorkbench(({ study }) => study?.analyses.some((one) => one.id === id) ?? false);
  if (opening) return null;
  if (!known) {
    return (
      <div className={classes.note}>
        <EmptyNote
          title={`There is no analysis "${id}"`}
          action={<Button onClick={() => go({ view: 'study' })}>To the study</Button>}
        >
          The study has none of this name, or study.yaml has a mistake that hides it.
        </EmptyNote>
      </div>
    );
  }
  // Another analysis is another room: nothing that was half typed goes along.
  return <AnalysisRoom key={id} id={id} />;
}
