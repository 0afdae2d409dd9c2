import { IconCircleCheck, IconCircleDashed, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import type { AnalysisRun } from '../state/workbench.js';
import classes from './run-state-icon.module.css';

/** Where an analysis stands, in words: `running, 40 %: fitting`. */
export function runStateText(run: AnalysisRun | undefined): string {
  if (run === undefined) return 'not run';
  if (run.state !== 'running') return run.state;
  const doing = run.doing === '' ? '' : `: ${run.doing}`;
  return `running, ${Math.round(run.share * 100)} %${doing}`;
}

/** Where an analysis stands, as a sign with its name: a ring that fills while it runs. */
export function RunStateIcon({ run, size = 16 }: { readonly run: AnalysisRun | undefined; readonly size?: number }) {
  const naming = { role: 'img', 'aria-label': runStateText(run), size, style: { flex: 'none' } };
  switch (run?.state) {
    case 'running':
      return <RunRing share={run.share} label={runStateText(run)} size={size} />;
    case 'done':
      return <IconCircleCheck {...naming} color="var(--ip-done)" />;
    case 'failed':
      return <IconCircleX {...naming} color="var(--ip-error)" />;
    case 'cancelled':
      return <IconCircleMinus {...naming} color="var(--mantine-color-dimmed)" />;
    default:
      return <IconCircleDashed {...naming} color="var(--mantine-color-dimmed)" />;
  }
}

/** A ring filled to a share (0 to 1), turning slowly so that a long step is seen to live. */
export function RunRing({
  share,
  label,
  size,
}: {
  readonly share: number;
  /** Empty where the words stand beside it. */
  readonly label: string;
  readonly size: number;
}) {
  const around = 2 * Math.PI * 8;
  const naming = label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <span className={classes.frame} {...naming}>
      <svg className={classes.ring} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <circle className={classes.track} cx="12" cy="12" r="8" />
        <circle
          className={classes.arc}
          cx="12"
          cy="12"
          r="8"
          strokeDasharray={`${Math.max(0.12, Math.min(1, share)) * around} ${around}`}
        />
      </svg>
    </span>
  );
}
