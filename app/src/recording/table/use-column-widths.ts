import { useMemo, useRef } from 'react';
import { printUnit } from '../../../../src/quantity/print-unit.js';
import type { RowSlice, TableSummary } from '../recording-protocol.js';
import { cellText } from './cell-text.js';

/** Wider texts are cut: a column of remarks must not push all others away. */
const WIDEST = 40;

/**
 * Widths of the columns of a table in characters, the number of the row first. They grow with what was seen and never
 * shrink, so that columns stand still while one scrolls.
 */
export function useColumnWidths(table: TableSummary, slice: RowSlice | null): readonly number[] {
  const seen = useRef<{ readonly table: TableSummary; readonly widths: number[] } | null>(null);
  return useMemo(() => {
    if (seen.current?.table !== table) {
      const heads = table.columns.map(({ name, unit }) => Math.max(5, name.length + 1, printUnit(unit).length + 1));
      seen.current = { table, widths: [Math.max(4, String(table.rows).length + 1), ...heads] };
    }
    const { widths } = seen.current;
    if (slice !== null) for (let at = 0; at < table.columns.length; at++) widen(widths, slice, at);
    return widths.map((width) => Math.min(WIDEST, width));
  }, [table, slice]);
}

function widen(widths: number[], slice: RowSlice, column: number): void {
  const length = slice.columns[column]?.length ?? 0;
  for (let i = 0; i < length; i++) {
    widths[column + 1] = Math.max(widths[column + 1]!, cellText(slice, column, slice.from + i).length);
  }
}
