import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { presentText } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import { isUnsaved } from '../state/study-status.js';
import type { Workbench } from '../state/workbench.js';

type Told = Pick<Workbench, 'folder' | 'history' | 'savedText'>;

/** True where study.yaml was changed on disk and taken over: what is saved and what is shown have changed together. */
export function isTakenOver(now: Told, before: Told): boolean {
  return (
    now.folder !== null &&
    now.folder === before.folder &&
    before.savedText !== null &&
    now.savedText !== before.savedText &&
    presentText(now.history) === now.savedText &&
    presentText(before.history) !== presentText(now.history)
  );
}

/** Says when somebody else has changed study.yaml, and that edits which were not saved are one undo away. */
export function DiskChange() {
  useEffect(
    () =>
      useWorkbench.subscribe((now, before) => {
        if (!isTakenOver(now, before)) return;
        const lost = isUnsaved(before);
        notifications.show({
          title: 'study.yaml was changed on disk',
          message: lost
            ? 'It was read again. Your edits were not saved yet: Undo brings them back.'
            : 'It was read again; Undo brings back what was here.',
          color: lost ? 'orange' : 'petrol',
          autoClose: lost ? 15_000 : 6000,
        });
      }),
    [],
  );
  return null;
}
