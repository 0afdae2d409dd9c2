import { useEffect, useState } from 'react';
import { EmptyNote } from '../kit/empty-note.js';
import { usePage } from '../shell/page-state.js';
import { useWorkbench } from '../state/store.js';
import { SampleCard } from './sample-card.js';
import classes from './study-view.module.css';

/** What was measured, each sample with its form. */
export function SamplesSection() {
  const samples = useWorkbench(({ study }) => study?.samples);
  const revealed = usePage((state) => state.reveal);
  const [editing, setEditing] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (revealed?.startsWith('sample:')) setEditing((before) => new Set(before).add(revealed.slice('sample:'.length)));
  }, [revealed]);
  const names = Object.keys(samples ?? {});
  if (names.length === 0) {
    return (
      <EmptyNote title="No samples">
        Without thickness and area there are resistances, but no conductivities. Add a sample and give it to its
        analyses.
      </EmptyNote>
    );
  }
  const setOne = (name: string, to: boolean) => {
    const next = new Set(editing);
    if (to) next.add(name);
    else next.delete(name);
    setEditing(next);
  };
  return (
    <div className={classes.cards}>
      {names.map((name) => (
        <SampleCard
          key={name}
          name={name}
          sample={samples![name]!}
          editing={editing.has(name)}
          onEditing={(to) => setOne(name, to)}
        />
      ))}
    </div>
  );
}
