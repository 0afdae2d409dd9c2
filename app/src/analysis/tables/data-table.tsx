import { Button, Group, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { printUnit } from '../../../../src/quantity/print-unit.js';
import { isQuantity, tableCsv } from '../../../../src/report/csv.js';
import { readableName } from '../../../../src/report/quantity-text.js';
import type { ResultTable } from '../../../../src/techniques/technique.js';
import { ChangedText } from '../../kit/changed-text.js';
import { CopyText } from '../../kit/copy-text.js';
import { download } from '../../kit/download.js';
import { csvToTabs } from './csv-to-tabs.js';
import classes from './data-table.module.css';
import { type Cell, nextSorting, type Sorting, sortedTable } from './sorted-table.js';
import { cellRemark, cellText, type ShownColumn, shownColumns } from './table-cells.js';

/** Rows drawn at once; a thousand cycles are read in the CSV or after one more click. */
const ROWS_AT_ONCE = 100;

export interface DataTableProps {
  readonly table: ResultTable;
  /** Of the CSV, without extension. */
  readonly fileName: string;
  /** @default the table itself at full precision */
  readonly csv?: string;
  /** @default the caption of the table */
  readonly caption?: ReactNode;
  /** What stands in the first cell of a row, made from its text. @default the text */
  readonly rowHead?: (text: string) => ReactNode;
  /** Rows whose first cell is this text are marked. */
  readonly marked?: string | undefined;
  readonly onPoint?: (text: string | null) => void;
  /** Numbers that have become others are marked for a moment. @default false */
  readonly marksChanges?: boolean;
}

/** A table of a result: sortable, with the CSV of the report and a copy for spreadsheets. */
export function DataTable({
  table,
  fileName,
  csv,
  caption,
  rowHead,
  marked,
  onPoint,
  marksChanges = false,
}: DataTableProps) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const columns = useMemo(() => shownColumns(table), [table]);
  const sorted = useMemo(() => sortedTable(table, sorting), [table, sorting]);
  const text = useMemo(() => csv ?? tableCsv(table), [csv, table]);
  const name = table.caption === '' ? table.id : table.caption;
  const left = table.rows.length - most;
  const order = sorting === null ? '' : `${sorting.column} ${sorting.falling}`;
  return (
    <div className={classes.box}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs" mb={4}>
        <Text size="sm" c="dimmed">
          {caption ?? table.caption}
        </Text>
        <Group gap={2} wrap="nowrap">
          <CopyText text={csvToTabs(text)} what={`the table ${table.id}`} />
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            aria-label={`${fileName}.csv, download`}
            onClick={() => download(`${fileName}.csv`, text, 'text/csv')}
          >
            CSV
          </Button>
        </Group>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className={classes.scroll} aria-label={name} tabIndex={0}>
        <Table className={classes.table} withRowBorders={false}>
          <Table.Caption className={classes.caption}>
            <VisuallyHidden>{name}</VisuallyHidden>
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, index) => (
                <SortableHead
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and two may have the same name
                  key={index}
                  column={column}
                  first={index === 0}
                  sorted={sorting?.column === index ? (sorting.falling ? 'descending' : 'ascending') : 'none'}
                  onSort={() => setSorting(nextSorting(sorting, index))}
                />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.rows.slice(0, most).map((row, r) => {
              const head = cellText(row[0] ?? null, columns[0]?.unit ?? '');
              return (
                <Table.Tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
                  key={r}
                  data-marked={(marked !== undefined && head === marked) || undefined}
                  {...(onPoint && { onPointerEnter: () => onPoint(head), onPointerLeave: () => onPoint(null) })}
                >
                  {columns.map((column, index) =>
                    index === 0 ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as in the head
                      <Table.Th key={index} scope="row" className={classes.first}>
                        {rowHead === undefined ? head : rowHead(head)}
                      </Table.Th>
                    ) : (
                      <DataCell
                        // biome-ignore lint/suspicious/noArrayIndexKey: as in the head
                        key={index}
                        cell={row[index] ?? null}
                        column={column}
                        {...(marksChanges && { of: `${head} ${order}` })}
                      />
                    ),
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </section>
      {left > 0 && (
        <Button variant="subtle" size="compact-xs" mt={4} onClick={() => setMost(most + 10 * ROWS_AT_ONCE)}>
          {left > 10 * ROWS_AT_ONCE ? `Show ${10 * ROWS_AT_ONCE} of ${left} more rows` : `Show ${left} more rows`}
        </Button>
      )}
    </div>
  );
}

function SortableHead({
  column,
  first,
  sorted,
  onSort,
}: {
  readonly column: ShownColumn;
  readonly first: boolean;
  readonly sorted: 'ascending' | 'descending' | 'none';
  readonly onSort: () => void;
}) {
  const unit = printUnit(column.unit);
  const readable = readableName(column.name);
  return (
    <Table.Th
      scope="col"
      aria-sort={sorted}
      className={first ? classes.first : undefined}
      data-numeric={(column.numeric && !first) || undefined}
    >
      <UnstyledButton
        className={classes.sort}
        onClick={onSort}
        {...(readable !== column.name && { title: column.name })}
      >
        <span>
          {readable}
          {unit !== '' && <span className={classes.unit}> / {unit}</span>}
        </span>
        {sorted === 'ascending' && <IconArrowUp size={12} aria-hidden />}
        {sorted === 'descending' && <IconArrowDown size={12} aria-hidden />}
      </UnstyledButton>
    </Table.Th>
  );
}

function DataCell({
  cell,
  column,
  of,
}: {
  readonly cell: Cell;
  readonly column: ShownColumn;
  /** Row and order: within them another text is a change. */
  readonly of?: string;
}) {
  const missing = isQuantity(cell) && cell.value === null;
  const text = cell === null ? '' : cellText(cell, column.unit);
  return (
    <Table.Td
      data-numeric={column.numeric || undefined}
      data-long={column.long || undefined}
      data-missing={missing || undefined}
      title={cellRemark(cell)}
    >
      {cell === null ? (
        <span className={classes.none}>–</span>
      ) : of === undefined ? (
        text
      ) : (
        <ChangedText key={of} text={text} />
      )}
    </Table.Td>
  );
}
