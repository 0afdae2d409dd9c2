import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconCircleMinus, IconCircleX, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { RunRing } from '../kit/run-state-icon.js';
import { cancelRun, rerun } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { type RunSummary, runSummary, runText } from '../state/study-status.js';
import classes from './run-control.module.css';
import { isMac, keysText } from './shortcuts.js';

/** How far the run is, and the buttons that end it or begin another. */
export function RunControl() {
  const runs = useWorkbench((state) => state.runs);
  const running = useWorkbench((state) => state.running);
  const summary = runSummary(runs);
  if (summary.total === 0) return null;
  return (
    <div className={classes.run}>
      <RunSign summary={summary} running={running} />
      <span className={classes.text}>{runText(summary, running)}</span>
      {running ? (
        <Tooltip label="Cancel the run">
          <ActionIcon aria-label="Cancel the run" onClick={cancelRun}>
            <IconPlayerStop size={16} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Tooltip label={`Run all again (${keysText('rerun', isMac())} runs what is in view)`}>
          <ActionIcon aria-label="Run all again" onClick={() => rerun()}>
            <IconPlayerPlay size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function RunSign({ summary, running }: { readonly summary: RunSummary; readonly running: boolean }) {
  if (running) return <RunRing share={summary.share} label="" size={18} />;
  if (summary.failed > 0) return <IconCircleX size={18} color="var(--ip-error)" aria-hidden />;
  if (summary.cancelled > 0) return <IconCircleMinus size={18} color="var(--mantine-color-dimmed)" aria-hidden />;
  return <IconCircleCheck size={18} color="var(--ip-done)" aria-hidden />;
}
