import { Button, Tooltip } from '@mantine/core';
import { IconDeviceFloppy, IconDownload } from '@tabler/icons-react';
import { save } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { isProposal, isUnsaved } from '../state/study-status.js';
import classes from './save-control.module.css';
import { isMac, keysText } from './shortcuts.js';

/** Whether study.yaml is saved, and the button that saves it. */
export function SaveControl() {
  const folder = useWorkbench((state) => state.folder);
  const unsaved = useWorkbench((state) => isUnsaved(state) || isProposal(state));
  if (folder === null) return null;
  const writes = folder.saveStudy !== undefined;
  const Icon = writes ? IconDeviceFloppy : IconDownload;
  const does = writes ? 'Write study.yaml into the folder' : 'Download study.yaml';
  const state = unsaved ? 'not saved' : 'saved';
  return (
    <Tooltip label={`${does} (${keysText('save', isMac())})`}>
      <Button
        className={classes.button ?? ''}
        variant={unsaved ? 'default' : 'subtle'}
        color="gray"
        aria-label={`Save, ${state}`}
        leftSection={<Icon size={16} aria-hidden />}
        rightSection={unsaved && <span className={classes.dot} />}
        onClick={() => void save()}
      >
        <span className={classes.words}>{unsaved ? 'Save' : 'Saved'}</span>
      </Button>
    </Tooltip>
  );
}
