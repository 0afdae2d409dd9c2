import { Accordion, Group, Text } from '@mantine/core';
import { memo, type ReactNode, useMemo, useState } from 'react';
import type { Result } from '../../../../src/execution/task.js';
import { quantitiesCsv, seriesTable } from '../../../../src/report/csv.js';
import { CopyText } from '../../kit/copy-text.js';
import { pointAt } from '../../state/actions.js';
import { useWorkbench } from '../../state/store.js';
import { useRemembered } from '../use-remembered.js';
import { DataTable } from './data-table.js';
import { ProvenancePanel } from './provenance-panel.js';
import { quantitiesTable } from './quantities-table.js';
import { RecordingHead } from './recording-head.js';
import { ResultFiles } from './result-files.js';
import classes from './result-sections.module.css';

const FIRST_OPEN = ['quantities', 'recordings'];

/** Everything below the figures: numbers, one row for each recording, tables, methods, and where it all comes from. */
export const ResultSections = memo(function ResultSections({
  id,
  result,
}: {
  readonly id: string;
  readonly result: Result;
}) {
  const [open, setOpen] = useRemembered('sections', readOpen);
  const hasQuantities = Object.keys(result.quantities).length > 0;
  return (
    <Accordion multiple value={[...open]} onChange={setOpen} order={2} classNames={classes} chevronPosition="left">
      {hasQuantities && (
        <Section name="quantities" title="Quantities" open={open}>
          <QuantitiesTable id={id} result={result} />
        </Section>
      )}
      <Section name="recordings" title="Recordings" count={`${result.series.length}`} open={open}>
        <SeriesTable id={id} result={result} />
      </Section>
      {result.tables.map((table) => (
        <Section
          key={table.id}
          name={`table-${table.id}`}
          title={tableTitle(table.id)}
          count={`table, ${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}`}
          open={open}
        >
          <DataTable table={table} fileName={`${id}-${table.id}`} />
        </Section>
      ))}
      {result.files !== undefined && result.files.length > 0 && (
        <Section name="files" title="Files for other programs" count={`${result.files.length}`} open={open}>
          <ResultFiles result={result} />
        </Section>
      )}
      {result.methods.length > 0 && (
        <Section name="methods" title="Methods" open={open}>
          <Group gap="xs" align="flex-start" wrap="nowrap">
            <Text size="sm" className={classes.prose}>
              {result.methods.join(' ')}
            </Text>
            <CopyText text={result.methods.join(' ')} what="the methods" />
          </Group>
        </Section>
      )}
      <Section name="provenance" title="Where the numbers come from" open={open}>
        <ProvenancePanel id={id} result={result} />
      </Section>
    </Accordion>
  );
});

/** What is folded is not drawn: a long table costs nothing until somebody opens it. */
function Section({
  name,
  title,
  count,
  open,
  children,
}: {
  readonly name: string;
  readonly title: string;
  /** Behind the title, quietly. */
  readonly count?: string;
  readonly open: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        {title}
        {count !== undefined && <span className={classes.count}> {count}</span>}
      </Accordion.Control>
      <Accordion.Panel>{open.includes(name) && children}</Accordion.Panel>
    </Accordion.Item>
  );
}

function QuantitiesTable({ id, result }: { readonly id: string; readonly result: Result }) {
  const table = useMemo(() => quantitiesTable(result.quantities), [result]);
  const csv = useMemo(() => quantitiesCsv(result.quantities), [result]);
  return <DataTable table={table} csv={csv} fileName={`${id}-quantities`} caption="" marksChanges />;
}

function SeriesTable({ id, result }: { readonly id: string; readonly result: Result }) {
  const table = useMemo(() => seriesTable(result.series), [result]);
  const pointed = useWorkbench(({ pointedAt }) => (pointedAt?.analysis === id ? pointedAt.recording : undefined));
  // Chosen with the button: stays marked when the pointer goes on.
  const [held, setHeld] = useState<string | null>(null);
  const mark = (recording: string | null) => pointAt(recording === null ? null : { analysis: id, recording });
  return (
    <DataTable
      table={table}
      marksChanges
      fileName={`${id}-series`}
      caption="One row for each recording. Pointing at a row marks it in the figures; the name opens the file."
      marked={pointed}
      onPoint={(recording) => mark(recording ?? held)}
      rowHead={(label) => (
        <RecordingHead
          label={label}
          inputs={result.provenance.inputs}
          marked={held === label}
          onMark={() => {
            const next = held === label ? null : label;
            setHeld(next);
            mark(next);
          }}
        />
      )}
    />
  );
}

/** `short-evidence` as `Short evidence`. */
function tableTitle(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readOpen(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : FIRST_OPEN;
}
