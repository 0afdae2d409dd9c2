import { printNumber } from '../../../../src/quantity/print.js';
import type { PlaneAxis } from '../columns/plane.js';
import type { TableSummary } from '../recording-protocol.js';
import { columnsOn, type PlotSetup, shownUnit } from './plot-setup.js';
import type { PlotView } from './plot-view.js';

/** The plot in words: what is drawn against what, and which part of it is seen. */
export function describePlot(setup: PlotSetup, table: TableSummary, view: PlotView): string {
  if (setup.ys.length === 0) return 'No column is drawn.';
  const name = (column: number) => {
    const unit = shownUnit(table.columns[column]!);
    return unit === '' ? table.columns[column]!.name : `${table.columns[column]!.name} in ${unit}`;
  };
  const stretch = ({ domain, type }: PlaneAxis) =>
    `${printNumber(domain[0])} to ${printNumber(domain[1])}${type === 'log' ? ', logarithmic' : ''}`;
  const x = setup.x === 'row' ? 'the row number' : name(setup.x);
  const sides = (['left', 'right'] as const).flatMap((side) => {
    const columns = columnsOn(setup, table, side).map(({ column }) => name(column));
    return columns.length === 0 ? [] : [`${columns.join(' and ')} (${stretch(view[side])})`];
  });
  return `${sides.join('; ')} against ${x} (${stretch(view.x)}), of ${table.rows.toLocaleString('en')} rows.`;
}
