import { Badge, Tabs } from '@mantine/core';
import type { OpenRecordingProps } from '../open-recording.js';
import type { PlotSetup } from '../plot/plot-setup.js';
import type { TableSummary } from '../recording-protocol.js';
import { ColumnsPanel } from './columns-panel.js';
import { DiagnosticsPanel } from './diagnostics-panel.js';
import { FileFacts } from './file-facts.js';
import classes from './panel.module.css';
import { SettingsPanel } from './settings-panel.js';

/** What the recording is made of: columns to draw, settings of the instrument, remarks of the reader. */
export function RecordingPanel({
  folder,
  path,
  stamp,
  summary,
  table,
  setup,
  isDark,
  onSetup,
}: OpenRecordingProps & {
  readonly table: TableSummary | undefined;
  readonly setup: PlotSetup | null;
  readonly isDark: boolean;
  readonly onSetup: (setup: PlotSetup) => void;
}) {
  const { diagnostics } = summary;
  const grave = diagnostics.some(({ severity }) => severity !== 'info');
  return (
    <aside className={classes.panel} aria-label="About the recording">
      <Tabs defaultValue={table === undefined ? 'settings' : 'columns'} className={classes.tabs} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="columns">Columns</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab
            value="diagnostics"
            rightSection={
              diagnostics.length > 0 && (
                <Badge size="sm" circle variant="light" color={grave ? 'orange' : 'gray'}>
                  {diagnostics.length}
                </Badge>
              )
            }
          >
            Diagnostics
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="columns" className={classes.body}>
          {table === undefined ? null : <ColumnsPanel table={table} setup={setup} isDark={isDark} onChange={onSetup} />}
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.body}>
          <FileFacts folder={folder} path={path} stamp={stamp} summary={summary} />
          <SettingsPanel settings={summary.settings} />
        </Tabs.Panel>
        <Tabs.Panel value="diagnostics" className={classes.body}>
          <DiagnosticsPanel diagnostics={diagnostics} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
