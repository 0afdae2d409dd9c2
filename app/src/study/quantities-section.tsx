import { Anchor, Button, SegmentedControl, Table } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { tableCsv } from '../../../src/report/csv.js';
import { printInterval, readableName } from '../../../src/report/quantity-text.js';
import { csvToTabs } from '../analysis/tables/csv-to-tabs.js';
import { CopyText } from '../kit/copy-text.js';
import { download } from '../kit/download.js';
import { QuantityText } from '../kit/quantity-text.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './quantities-section.module.css';
import { type QuantityRow, quantitiesAsTable, quantityRows } from './quantity-rows.js';
import { useOutcomes } from './use-outcomes.js';

/** The numbers of the study at a glance: those that the captions cite, or all. */
export function QuantitiesSection() {
  const study = useWorkbench((state) => state.study);
  const outcomes = useOutcomes();
  const rows = useMemo(() => quantityRows(study, outcomes), [study, outcomes]);
  const cited = rows.filter((row) => row.cited);
  const [wanted, setWanted] = useState<'cited' | 'all'>('cited');
  const shown = wanted === 'cited' && cited.length > 0 ? cited : rows;
  const csv = useMemo(() => tableCsv(quantitiesAsTable(shown)), [shown]);
  if (rows.length === 0) return <p className={classes.none}>No analysis has given a number yet.</p>;
  return (
    <>
      <div className={classes.tools}>
        {cited.length > 0 && (
          <SegmentedControl
            aria-label="Quantities shown"
            value={wanted}
            onChange={(value) => setWanted(value === 'all' ? 'all' : 'cited')}
            data={[
              { value: 'cited', label: `In captions (${cited.length})` },
              { value: 'all', label: `All (${rows.length})` },
            ]}
          />
        )}
        <span className={classes.space} />
        <CopyText text={csvToTabs(csv)} what="the quantities" />
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label="Quantities as CSV, download"
          onClick={() => download('quantities.csv', csv, 'text/csv')}
        >
          CSV
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroll} aria-label="Table of quantities" tabIndex={0}>
        <Table className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Quantity</Table.Th>
              <Table.Th scope="col">Value</Table.Th>
              <Table.Th scope="col">95 % interval</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {byAnalysis(shown).map(([analysis, quantities]) => (
            <Table.Tbody key={analysis}>
              <Table.Tr className={classes.group ?? ''}>
                <Table.Th scope="rowgroup" colSpan={3}>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    fw={600}
                    onClick={() => go({ view: 'analysis', id: analysis })}
                  >
                    {analysis}
                  </Anchor>
                </Table.Th>
              </Table.Tr>
              {quantities.map(({ name, quantity }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" title={`{${analysis}.${name}}`}>
                    {readableName(name)}
                  </Table.Th>
                  <Table.Td>
                    <QuantityText quantity={quantity} />
                  </Table.Td>
                  <Table.Td className={classes.interval ?? ''}>{printInterval(quantity)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          ))}
        </Table>
      </section>
    </>
  );
}

function byAnalysis(rows: readonly QuantityRow[]): [string, QuantityRow[]][] {
  const groups = new Map<string, QuantityRow[]>();
  for (const row of rows) groups.set(row.analysis, [...(groups.get(row.analysis) ?? []), row]);
  return [...groups];
}
