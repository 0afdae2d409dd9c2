import { NativeSelect, Splitter, Text, useComputedColorScheme } from '@mantine/core';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { EmptyNote } from '../kit/empty-note.js';
import type { Folder } from '../platform/folder.js';
import { CsvExport } from './csv-export.js';
import { type ChangeNote, FileChanged } from './file-changed.js';
import { RecordingPanel } from './panel/recording-panel.js';
import { axesPresets } from './plot/axes-presets.js';
import type { PlotController } from './plot/plot-controller.js';
import type { PlotSetup } from './plot/plot-setup.js';
import { PlotToolbar } from './plot/plot-toolbar.js';
import { RecordingPlot } from './plot/recording-plot.js';
import { printBytes } from './print-bytes.js';
import type { RecordingClient } from './recording-client.js';
import type { RecordingSummary, RowReadout } from './recording-protocol.js';
import classes from './recording-view.module.css';
import { RowTable } from './table/row-table.js';
import { useTrouble } from './use-trouble.js';

export interface OpenRecordingProps {
  readonly folder: Folder;
  readonly path: string;
  readonly stamp: string;
  readonly client: RecordingClient;
  readonly summary: RecordingSummary;
  readonly change: ChangeNote;
  /** What was drawn when the file was last read. */
  readonly remembered: RefObject<PlotSetup | null>;
}

/** Of a row in a table that cannot be drawn. */
const NOWHERE = { value: Number.NaN, text: '' };

/** A recording that was read: plot above, rows below, what it is made of at the side. */
export function OpenRecording(props: OpenRecordingProps) {
  const { client, summary, change, remembered } = props;
  const before = stillThere(remembered.current, summary);
  const isDark = useComputedColorScheme('light') === 'dark';
  const [tableIndex, setTableIndex] = useState(before?.table ?? summary.mainTable);
  const [marked, setMarked] = useState<RowReadout | null>(null);
  const { trouble, tell } = useTrouble();
  const controller = useRef<PlotController | null>(null);
  const table = summary.tables[tableIndex];
  const presets = useMemo(() => (table === undefined ? [] : axesPresets(tableIndex, table)), [tableIndex, table]);
  const [chosen, setChosen] = useState<PlotSetup | null>(before);
  const choose = (next: PlotSetup): void => {
    remembered.current = next;
    setChosen(next);
  };
  // What was chosen for another table says nothing about this one.
  const setup = chosen?.table === tableIndex ? chosen : (presets[0]?.setup ?? null);

  const mark = (row: number, reveal: boolean): void => {
    if (controller.current !== null) void controller.current.mark(row, reveal);
    else setMarked({ row, curve: 0, x: NOWHERE, ys: [] });
  };

  return (
    <div className={classes.view}>
      <header className={classes.header}>
        <div className={classes.title}>
          <h1>{summary.name}</h1>
          <Text size="xs" c="dimmed">
            {[
              summary.formatLabel,
              table === undefined ? '' : `${table.rows.toLocaleString('en')} rows`,
              printBytes(summary.size),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {summary.tables.length > 1 && (
          <NativeSelect
            aria-label="Table"
            value={String(tableIndex)}
            onChange={(event) => setTableIndex(Number(event.currentTarget.value))}
            data={summary.tables.map(({ name, rows }, at) => ({ value: String(at), label: `${name} (${rows} rows)` }))}
          />
        )}
        {table !== undefined && <CsvExport client={client} table={table} tableIndex={tableIndex} file={summary.name} />}
      </header>
      <FileChanged change={change} />
      {trouble}
      <div className={classes.body}>
        <div className={classes.main}>
          {table === undefined ? (
            <EmptyNote title="No table">The file holds settings and no table of numbers.</EmptyNote>
          ) : (
            <Splitter orientation="vertical" className={classes.splitter}>
              <Splitter.Pane defaultSize={60} min={25} className={classes.pane}>
                {setup === null ? (
                  <div className={classes.note}>
                    <EmptyNote title="Nothing to draw">No column of this table holds numbers.</EmptyNote>
                  </div>
                ) : (
                  <>
                    <PlotToolbar
                      setup={setup}
                      table={table}
                      presets={presets}
                      controller={controller}
                      onChange={choose}
                    />
                    <div className={classes.plot}>
                      <RecordingPlot
                        client={client}
                        setup={setup}
                        table={table}
                        isDark={isDark}
                        controller={controller}
                        marked={marked}
                        onMark={setMarked}
                        onTrouble={tell}
                      />
                    </div>
                  </>
                )}
              </Splitter.Pane>
              <Splitter.Pane defaultSize={40} min={20} className={classes.pane}>
                <RowTable
                  key={tableIndex}
                  client={client}
                  table={table}
                  tableIndex={tableIndex}
                  marked={marked?.row ?? null}
                  onMark={mark}
                  onTrouble={tell}
                />
              </Splitter.Pane>
            </Splitter>
          )}
        </div>
        <RecordingPanel {...props} table={table} setup={setup} isDark={isDark} onSetup={choose} />
      </div>
    </div>
  );
}

/** A choice of columns that the recording, read again, still has. */
function stillThere(setup: PlotSetup | null, { tables }: RecordingSummary): PlotSetup | null {
  const columns = setup === null ? undefined : tables[setup.table]?.columns;
  if (setup === null || columns === undefined) return null;
  const used = [...setup.ys.map(({ column }) => column), ...(setup.x === 'row' ? [] : [setup.x])];
  return used.every((column) => columns[column]?.isText === false) ? setup : null;
}
