import { useLayoutEffect } from 'react';
import { NewAnalysisDialog } from '../study/new-analysis-dialog.js';
import { useDialog } from './dialogs.js';
import { HelpDialog } from './help-dialog.js';
import { NameDialog } from './name-dialog.js';
import { DroppedDialog, LeaveDialog } from './question-dialogs.js';
import { createSample, rename, renameASample } from './study-actions.js';

/** The dialog that is open, if one is. */
export function DialogHost() {
  const dialog = useDialog((state) => state.dialog);
  useFocusReturn(dialog !== null);
  switch (dialog?.kind) {
    case 'help':
      return <HelpDialog />;
    case 'new-analysis':
      return <NewAnalysisDialog dialog={dialog} />;
    case 'new-sample':
      return <NameDialog what="sample" title="New sample" initial="" action="Add sample" onName={createSample} />;
    case 'rename': {
      const { what, name } = dialog;
      const onName = (to: string) => (what === 'sample' ? renameASample(name, to) : rename(name, to));
      return <NameDialog what={what} title={`Rename ${name}`} initial={name} action="Rename" onName={onName} />;
    }
    case 'dropped':
      return <DroppedDialog dialog={dialog} />;
    case 'leave':
      return <LeaveDialog dialog={dialog} />;
    default:
      return null;
  }
}

/** The focus goes back to where it was before the dialog; into the view, where that is gone. */
function useFocusReturn(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    return () => {
      requestAnimationFrame(() => {
        // What the dialog did may have taken the focus elsewhere.
        if (document.activeElement !== document.body) return;
        const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
        (isThere ? before : document.getElementById('main'))?.focus({ preventScroll: true });
      });
    };
  }, [open]);
}
