import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { redo, undo } from '../state/actions.js';
import { redoLabel, undoLabel } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import { isMac, keysText } from './shortcuts.js';

/** Undo and redo, each saying what it would do. */
export function HistoryButtons() {
  const toUndo = useWorkbench(({ history }) => undoLabel(history));
  const toRedo = useWorkbench(({ history }) => redoLabel(history));
  return (
    <>
      <HistoryButton command="undo" name="Undo" does={toUndo} onClick={undo} Icon={IconArrowBackUp} />
      <HistoryButton command="redo" name="Redo" does={toRedo} onClick={redo} Icon={IconArrowForwardUp} />
    </>
  );
}

function HistoryButton({
  command,
  name,
  does,
  onClick,
  Icon,
}: {
  readonly command: string;
  readonly name: string;
  readonly does: string | undefined;
  readonly onClick: () => void;
  readonly Icon: typeof IconArrowBackUp;
}) {
  const label = does === undefined ? `Nothing to ${name.toLowerCase()}` : `${name}: ${does}`;
  // Not `disabled`: the focus would be lost as soon as there is nothing more to undo.
  return (
    <Tooltip label={`${label} (${keysText(command, isMac())})`}>
      <ActionIcon
        aria-label={label}
        aria-disabled={does === undefined}
        data-disabled={does === undefined || undefined}
        onClick={() => does !== undefined && onClick()}
      >
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
