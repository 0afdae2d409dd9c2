import { useRef } from 'react';
import { EmptyNote } from '../kit/empty-note.js';
import type { Folder } from '../platform/folder.js';
import { useWorkbench } from '../state/store.js';
import { useChangeNote } from './file-changed.js';
import { OpenRecording } from './open-recording.js';
import type { PlotSetup } from './plot/plot-setup.js';
import { ReadingCancelled, ReadingFailed, ReadingProgressNote } from './reading-notes.js';
import classes from './recording-view.module.css';
import { useRecording } from './use-recording.js';

/** Everything that one raw file of the folder holds: its columns against each other, its rows, its settings. */
export function RecordingView({ path }: { readonly path: string }) {
  const folder = useWorkbench((state) => state.folder);
  const stamp = useWorkbench((state) => state.files.find((file) => file.path === path)?.stamp);
  if (folder === null || stamp === undefined) {
    return (
      <div className={classes.note}>
        <EmptyNote title="No such file">
          {path} is not in {folder === null ? 'an open folder' : folder.name}. It was renamed, moved or removed.
        </EmptyNote>
      </div>
    );
  }
  return <RecordingOfFile key={path} folder={folder} path={path} stamp={stamp} />;
}

function RecordingOfFile(props: { readonly folder: Folder; readonly path: string; readonly stamp: string }) {
  const { folder, path, stamp } = props;
  const { state, cancel, again } = useRecording(folder, path, stamp);
  const change = useChangeNote(stamp);
  // A file that grows while it is measured is drawn as it was before.
  const remembered = useRef<PlotSetup | null>(null);
  const name = path.slice(path.lastIndexOf('/') + 1);
  switch (state.phase) {
    case 'reading':
      return <ReadingProgressNote name={name} progress={state.progress} onCancel={cancel} />;
    case 'cancelled':
      return <ReadingCancelled name={name} onAgain={again} />;
    case 'failed':
      return <ReadingFailed name={name} error={state.error} onAgain={again} />;
    case 'open':
      return (
        <OpenRecording
          {...props}
          client={state.client}
          summary={state.summary}
          change={change}
          remembered={remembered}
        />
      );
  }
}
