import { Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { printUnit } from '../../../../src/quantity/print-unit.js';
import type { RecordingClient } from '../recording-client.js';
import type { TableSummary } from '../recording-protocol.js';
import { cellText } from './cell-text.js';
import { JumpToRow } from './jump-to-row.js';
import classes from './row-table.module.css';
import { useColumnWidths } from './use-column-widths.js';
import { useRowSlices } from './use-row-slices.js';
import { afterScroll, type RowWindow, revealed, type ScrollState, scrolledTo, trackHeight } from './virtual-rows.js';

/** As in the style sheet beside this file. */
const ROW_PX = 24;
const HEAD_PX = 40;

export interface RowTableProps {
  readonly client: RecordingClient;
  readonly table: TableSummary;
  readonly tableIndex: number;
  /** Row (from 0) that is marked in plot and table. */
  readonly marked: number | null;
  /** @param reveal the plot, too, shall show the row */
  readonly onMark: (row: number, reveal: boolean) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Rows of a table of any length: only those that are seen exist as elements. */
export function RowTable({ client, table, tableIndex, marked, onMark, onTrouble }: RowTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [height, setHeight] = useState(0);
  const window: RowWindow = { rows: table.rows, rowHeight: ROW_PX, height: Math.max(ROW_PX, height - HEAD_PX) };
  const [scroll, setScroll] = useState<ScrollState>({ first: 0, scrollTop: 0 });
  const first = Math.floor(scroll.first);
  const count = Math.min(table.rows - first, Math.ceil(window.height / ROW_PX) + 1);
  const slice = useRowSlices(client, tableIndex, table.rows, first, count, onTrouble);
  const widths = useColumnWidths(table, slice);

  useLayoutEffect(() => {
    const element = scroller.current!;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Events come faster than renderings: they go on from where the last one left it.
  const present = useRef(scroll);
  const move = (next: ScrollState): void => {
    present.current = next;
    setScroll(next);
  };

  const show = (next: ScrollState): void => {
    move(next);
    // The browser rounds; what it tells back then is no movement.
    if (scroller.current !== null) scroller.current.scrollTop = next.scrollTop;
  };

  const onScroll = (): void => {
    const { scrollTop } = scroller.current!;
    if (Math.abs(scrollTop - present.current.scrollTop) <= 1) return;
    move(afterScroll(window, present.current, scrollTop));
  };

  /** Small movements leave the bar behind in a long table; at rest it is set to where it belongs. */
  const onRest = (): void => show(scrolledTo(window, present.current.first));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another mark or table moves what is seen
  useEffect(() => {
    if (marked !== null && height > 0) show(revealed(window, present.current, marked));
  }, [marked, tableIndex]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(window.height / ROW_PX) - 1);
    const from = marked ?? first - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowUp: marked === null ? first : from - 1,
      PageDown: (marked ?? first) + page,
      PageUp: (marked ?? first) - page,
      Home: 0,
      End: table.rows - 1,
    };
    const target = targets[event.key];
    if (target !== undefined && table.rows > 0) {
      event.preventDefault();
      onMark(Math.max(0, Math.min(table.rows - 1, target)), false);
    } else if (event.key === 'Enter' && marked !== null) {
      event.preventDefault();
      onMark(marked, true);
    }
  };

  const lastSeen = Math.min(table.rows, Math.max(first + 1, Math.floor(scroll.first + window.height / ROW_PX)));
  const rowId = (row: number) => `${id}-${row}`;
  const isMarkedThere = marked !== null && marked >= first && marked < first + count;
  const width = widths.reduce((sum, chars) => sum + chars, 0);
  return (
    <section className={classes.section} aria-label={`Rows of table ${table.name}`}>
      <div className={classes.bar}>
        <Text size="xs" c="dimmed">
          {table.rows === 0
            ? 'No rows'
            : `Rows ${(first + 1).toLocaleString('en')} to ${lastSeen.toLocaleString('en')} of ${table.rows.toLocaleString('en')}`}
        </Text>
        <JumpToRow rows={table.rows} onJump={(row) => onMark(row, true)} />
      </div>
      <div ref={scroller} className={classes.scroller} onScroll={onScroll} onScrollEnd={onRest}>
        <div style={{ height: trackHeight(window) + HEAD_PX, width: 'max-content', minWidth: '100%' }}>
          <div className={classes.sticky} style={{ height }}>
            <table
              className={classes.table}
              style={{ width: `calc(${width}ch + ${16 * widths.length}px)` }}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen is a grid
              role="grid"
              aria-label={`Table ${table.name}: arrow keys choose a row, Enter shows it in the plot`}
              aria-rowcount={table.rows + 1}
              aria-colcount={table.columns.length + 1}
              aria-activedescendant={isMarkedThere ? rowId(marked) : undefined}
              tabIndex={0}
              onKeyDown={onKeyDown}
            >
              <colgroup>
                {widths.map((chars, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity
                  <col key={at} style={{ width: `calc(${chars}ch + 16px)` }} />
                ))}
              </colgroup>
              <thead>
                <tr aria-rowindex={1}>
                  <th scope="col">Row</th>
                  {table.columns.map(({ name, unit, isText }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity
                    <th key={at} scope="col" data-text={isText || undefined} title={name}>
                      <span>{name}</span>
                      <span className={classes.unit}>{printUnit(unit)}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody style={{ transform: `translateY(${-(scroll.first - first) * ROW_PX}px)` }}>
                {Array.from({ length: Math.max(0, count) }, (_, i) => first + i).map((row) => (
                  <tr
                    key={row}
                    id={rowId(row)}
                    aria-rowindex={row + 2}
                    aria-selected={row === marked}
                    onClick={() => onMark(row, true)}
                  >
                    <th scope="row">{row + 1}</th>
                    {table.columns.map(({ isText }, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity
                      <td key={at} data-text={isText || undefined}>
                        {slice === null ? '' : cellText(slice, at, row)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
    </section>
  );
}
