import { Anchor, Table } from '@mantine/core';
import { memo } from 'react';
import type { StudyAnalysis } from '../../../src/study/study.js';
import { EmptyNote } from '../kit/empty-note.js';
import { RunStateIcon, runStateText } from '../kit/run-state-icon.js';
import { SeverityIcon } from '../kit/severity-icon.js';
import { type FindingSummary, findingSummary, SEVERITIES } from '../shell/outcome-findings.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './analyses-table.module.css';

/** All analyses with where they stand and what was found, in the order of study.yaml. */
export function AnalysesTable() {
  const analyses = useWorkbench(({ study }) => study?.analyses) ?? [];
  if (analyses.length === 0) {
    return <EmptyNote title="No analyses">Add one with "New analysis": a technique, a sample and its files.</EmptyNote>;
  }
  return (
    <Table className={classes.table ?? ''} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Analysis</Table.Th>
          <Table.Th scope="col">Technique</Table.Th>
          <Table.Th scope="col">Sample</Table.Th>
          <Table.Th scope="col" className={classes.number ?? ''}>
            Recordings
          </Table.Th>
          <Table.Th scope="col">Findings</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {analyses.map((analysis) => (
          <AnalysisRow key={analysis.id} analysis={analysis} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

const AnalysisRow = memo(function AnalysisRow({ analysis }: { readonly analysis: StudyAnalysis }) {
  const run = useWorkbench(({ runs }) => runs[analysis.id]);
  const outcome = run?.outcome;
  return (
    <Table.Tr onClick={() => go({ view: 'analysis', id: analysis.id })}>
      <Table.Th scope="row">
        <span className={classes.name}>
          <RunStateIcon run={run} />
          <Anchor
            component="button"
            type="button"
            size="sm"
            fw={600}
            onClick={(event) => {
              event.stopPropagation();
              go({ view: 'analysis', id: analysis.id });
            }}
          >
            {analysis.id}
          </Anchor>
        </span>
      </Table.Th>
      <Table.Td>{analysis.technique}</Table.Td>
      <Table.Td>{analysis.sample ?? <span className={classes.none}>none</span>}</Table.Td>
      <Table.Td className={classes.number ?? ''}>{outcome?.result?.provenance.inputs.length ?? ''}</Table.Td>
      <Table.Td>
        {outcome === undefined ? (
          <span className={classes.none} title={runStateText(run)}>
            {run?.state === 'running' ? `${Math.round(run.share * 100)} %` : runStateText(run)}
          </span>
        ) : (
          <Counts summary={findingSummary(outcome)} />
        )}
      </Table.Td>
    </Table.Tr>
  );
});

function Counts({ summary: { counts, worst } }: { readonly summary: FindingSummary }) {
  if (worst === undefined) return <span className={classes.none}>nothing found</span>;
  return (
    <span className={classes.counts}>
      {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
        <span key={severity} className={classes.count}>
          <SeverityIcon severity={severity} size={14} />
          {counts[severity]}
        </span>
      ))}
    </span>
  );
}
