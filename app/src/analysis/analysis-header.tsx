import { ActionIcon, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconRefresh } from '@tabler/icons-react';
import { RunStateIcon } from '../kit/run-state-icon.js';
import { rerun } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './analysis-header.module.css';
import { ExportMenu } from './export/export-menu.js';
import { UpdatingMark } from './run/updating-mark.js';
import type { ShownAnalysis } from './use-analysis.js';

/** Name, technique and state of an analysis, and what can be done with it as a whole. */
export function AnalysisHeader({
  shown: { id, analysis, technique, result },
  onOpenPanel,
}: {
  readonly shown: ShownAnalysis;
  /** There where the panel is a drawer. */
  readonly onOpenPanel: (() => void) | undefined;
}) {
  const state = useWorkbench(({ runs }) => runs[id]?.state);
  const tookMs = useWorkbench(({ runs }) => runs[id]?.tookMs);
  const busy = state === 'running' || state === 'waiting';
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <Group gap={8} wrap="nowrap">
          <RunState id={id} />
          <Title order={1} className={classes.title}>
            {id}
          </Title>
        </Group>
        <div className={classes.line}>
          <Text size="sm" c="dimmed" truncate>
            {capital(technique.name.replaceAll('-', ' '))}
            {analysis.sample !== undefined && ` of ${analysis.sample}`}
            {state === 'done' && tookMs !== undefined && ` · computed in ${printDuration(tookMs)}`}
          </Text>
          {busy && result !== undefined && <UpdatingMark id={id} />}
        </div>
      </div>
      <Group gap={6} wrap="nowrap">
        <Tooltip label="Compute again">
          <ActionIcon aria-label="Compute again" disabled={busy} onClick={() => rerun([id])}>
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
        {result !== undefined && <ExportMenu id={id} result={result} />}
        {onOpenPanel !== undefined && (
          <Tooltip label="Parameters, options, findings, sample">
            <ActionIcon variant="default" size={30} aria-label="Open the panel" onClick={onOpenPanel}>
              <IconAdjustmentsHorizontal size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </header>
  );
}

/** By itself, since the share done changes many times a second. */
function RunState({ id }: { readonly id: string }) {
  const run = useWorkbench(({ runs }) => runs[id]);
  return <RunStateIcon run={run} size={18} />;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function printDuration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
