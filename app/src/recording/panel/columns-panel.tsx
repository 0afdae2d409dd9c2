import { Checkbox, Radio, Text, Tooltip } from '@mantine/core';
import type { CSSProperties } from 'react';
import { printNumber } from '../../../../src/quantity/print.js';
import { printUnit } from '../../../../src/quantity/print-unit.js';
import { curveColour } from '../plot/plot-colours.js';
import { MOST_CURVES, type PlotSetup, setXColumn, sideOf, toggleColumn } from '../plot/plot-setup.js';
import type { ColumnSummary, TableSummary } from '../recording-protocol.js';
import classes from './panel.module.css';

/** All columns of a table with what they are, and which of them are drawn. */
export function ColumnsPanel({
  table,
  setup,
  isDark,
  onChange,
}: {
  readonly table: TableSummary;
  readonly setup: PlotSetup | null;
  readonly isDark: boolean;
  readonly onChange: (setup: PlotSetup) => void;
}) {
  return (
    <table className={classes.columns}>
      <thead>
        <tr>
          <th scope="col">x</th>
          <th scope="col">y</th>
          <th scope="col">Column</th>
          <th scope="col">Range</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <Radio
              size="xs"
              name="x-column"
              aria-label="Row number along x"
              checked={setup?.x === 'row'}
              disabled={setup === null}
              onChange={() => setup !== null && onChange(setXColumn(setup, table, 'row'))}
            />
          </td>
          <td />
          <td>
            <em>Row number</em>
          </td>
          <td className={classes.range}>1 to {table.rows.toLocaleString('en')}</td>
        </tr>
        {table.columns.map((column, at) => (
          <ColumnRow
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity, names may repeat
            key={at}
            column={column}
            at={at}
            table={table}
            setup={setup}
            isDark={isDark}
            onChange={onChange}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly column: ColumnSummary;
  readonly at: number;
  readonly table: TableSummary;
  readonly setup: PlotSetup | null;
  readonly isDark: boolean;
  readonly onChange: (setup: PlotSetup) => void;
}

function ColumnRow({ column, at, table, setup, isDark, onChange }: RowProps) {
  const shown = setup?.ys.find((curve) => curve.column === at);
  const cannotBeDrawn = setup === null || column.isText || column.min === undefined || Number.isNaN(column.min);
  const isFull = shown === undefined && (setup?.ys.length ?? 0) >= MOST_CURVES;
  const colour: CSSProperties =
    shown === undefined ? {} : ({ '--checkbox-color': curveColour(shown.slot, isDark) } as CSSProperties);
  const unit = printUnit(column.unit);
  const side = shown !== undefined && setup !== null ? sideOf(setup, table, at) : undefined;
  return (
    <tr data-shown={shown !== undefined || setup?.x === at || undefined}>
      <td>
        <Radio
          size="xs"
          name="x-column"
          aria-label={`${column.name} along x`}
          checked={setup?.x === at}
          disabled={cannotBeDrawn}
          onChange={() => setup !== null && onChange(setXColumn(setup, table, at))}
        />
      </td>
      <td>
        <Checkbox
          size="xs"
          style={colour}
          aria-label={`Draw ${column.name}`}
          checked={shown !== undefined}
          disabled={cannotBeDrawn || isFull}
          onChange={() => setup !== null && onChange(toggleColumn(setup, table, at))}
        />
      </td>
      <td>
        <span className={classes.name}>{column.name}</span>
        {unit !== '' && <span className={classes.unit}> / {unit}</span>}
        <Text size="xs" c="dimmed" component="div">
          {[column.kind?.replaceAll('-', ' ') ?? (column.isText ? 'text' : ''), side === 'right' ? 'right axis' : '']
            .filter(Boolean)
            .join(', ')}
        </Text>
      </td>
      <td className={classes.range}>
        <ColumnRange column={column} rows={table.rows} />
      </td>
    </tr>
  );
}

function ColumnRange({
  column: { isText, min, max, missing = 0 },
  rows,
}: {
  readonly column: ColumnSummary;
  readonly rows: number;
}) {
  if (isText) return 'words';
  if (min === undefined || max === undefined || Number.isNaN(min)) return 'no numbers';
  const text = min === max ? printNumber(min) : `${printNumber(min)} to ${printNumber(max)}`;
  return (
    <>
      <Tooltip label={min === max ? `always ${min}` : `${min} to ${max}`}>
        <span>{text}</span>
      </Tooltip>
      {missing > 0 && (
        <Text size="xs" c="dimmed" component="div">
          {missing === rows ? 'all' : missing.toLocaleString('en')} missing
        </Text>
      )}
    </>
  );
}
