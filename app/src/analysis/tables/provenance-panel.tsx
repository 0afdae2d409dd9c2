import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Result } from '../../../../src/execution/task.js';
import { sortKeys } from '../../../../src/report/analysis-json.js';
import type { ResultTable } from '../../../../src/techniques/technique.js';
import { CopyText } from '../../kit/copy-text.js';
import { go } from '../../state/actions.js';
import { DataTable } from './data-table.js';
import { RecordingHead } from './recording-head.js';

/** What it takes to make the result again: files with their SHA-256, every option, numbers of other analyses, version. */
export function ProvenancePanel({ id, result }: { readonly id: string; readonly result: Result }) {
  const { provenance, version } = result;
  const files = useMemo(() => filesTable(provenance), [provenance]);
  const named = useMemo(() => optionFilesTable(provenance), [provenance]);
  const options = useMemo(() => optionsTable(provenance), [provenance]);
  const references = Object.entries(provenance.references ?? {});
  return (
    <Stack gap="md">
      <DataTable
        table={files}
        fileName={`${id}-files`}
        rowHead={(label) => <RecordingHead label={label} inputs={provenance.inputs} />}
      />
      {named !== undefined && <DataTable table={named} fileName={`${id}-option-files`} />}
      <DataTable table={options} fileName={`${id}-options`} />
      {references.length > 0 && (
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            Numbers taken from other analyses.
          </Text>
          <ul>
            {references.map(([option, { analysis, quantity, assumed, missing }]) => (
              <li key={option}>
                <Text size="sm">
                  <Code>{option}</Code> from{' '}
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    onClick={() => go({ view: 'analysis', id: analysis })}
                  >
                    {analysis}.{quantity}
                  </Anchor>
                  {assumed !== undefined && `, ${assumed}`}
                  {missing !== undefined && `: not there, ${missing}`}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Group gap={4}>
        <Text size="sm" c="dimmed">
          Interphase {version}. The sample as it went in:
        </Text>
        <CopyText text={JSON.stringify(sortKeys(provenance.sample), null, 2)} what="the sample as JSON" />
      </Group>
      <Code block>{JSON.stringify(sortKeys(provenance.sample), null, 1)}</Code>
    </Stack>
  );
}

function filesTable({ inputs }: Result['provenance']): ResultTable {
  return {
    id: 'files',
    caption: 'Files that went in.',
    columns: [
      { name: 'recording', unit: '' },
      { name: 'file', unit: '' },
      { name: 'format', unit: '' },
      { name: 'bytes', unit: '' },
      { name: 'SHA-256', unit: '' },
    ],
    rows: inputs.map(({ label, path, format, bytes, sha256 }) => [label, path, format, bytes, sha256]),
  };
}

function optionFilesTable({ files = [] }: Result['provenance']): ResultTable | undefined {
  if (files.length === 0) return undefined;
  return {
    id: 'option-files',
    caption: 'Files that options name.',
    columns: [
      { name: 'option', unit: '' },
      { name: 'file', unit: '' },
      { name: 'bytes', unit: '' },
      { name: 'SHA-256', unit: '' },
    ],
    rows: files.map(({ option, path, bytes, sha256 }) => [option, path, bytes, sha256]),
  };
}

function optionsTable({ options }: Result['provenance']): ResultTable {
  const sorted = sortKeys(options) as Record<string, unknown>;
  return {
    id: 'options',
    caption: 'Every option, as given or by default.',
    columns: [
      { name: 'option', unit: '' },
      { name: 'value', unit: '' },
    ],
    rows: Object.entries(sorted).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  };
}
