import { printUnit } from '../../../../src/quantity/print-unit.js';
import type { ColumnSummary, TableSummary } from '../recording-protocol.js';

export type YSide = 'left' | 'right';
export type AxisName = 'x' | YSide;

/** A column that is drawn over x. */
export interface ShownColumn {
  readonly column: number;
  /** Which colour of the palette it has, for as long as it is shown. */
  readonly slot: number;
}

/** What is drawn against what, and how. Immutable; where one looks is not part of it. */
export interface PlotSetup {
  /** Index of the table. */
  readonly table: number;
  readonly x: number | 'row';
  readonly ys: readonly ShownColumn[];
  readonly log: Readonly<Record<AxisName, boolean>>;
  /** One unit is as long on x as on y, as an impedance plane needs it. */
  readonly equal: boolean;
  /** Lines between successive rows. */
  readonly lines: boolean;
}

/** Colours, hence curves, there are. */
export const MOST_CURVES = 8;

/** A unit as it counts for sharing an axis: `Ohm` and `Ω` are the same. */
export function shownUnit({ unit }: ColumnSummary): string {
  return printUnit(unit);
}

/** The first column and all of its unit stand on the left, those of another unit on the right. */
export function sideOf(setup: PlotSetup, table: TableSummary, column: number): YSide {
  const first = setup.ys[0];
  if (first === undefined) return 'left';
  return shownUnit(table.columns[first.column]!) === shownUnit(table.columns[column]!) ? 'left' : 'right';
}

export function columnsOn(setup: PlotSetup, table: TableSummary, side: YSide): readonly ShownColumn[] {
  return setup.ys.filter(({ column }) => sideOf(setup, table, column) === side);
}

/** Shows a column or takes it away. One of a third unit takes the place of those on the right axis. */
export function toggleColumn(setup: PlotSetup, table: TableSummary, column: number): PlotSetup {
  if (setup.ys.some((shown) => shown.column === column)) {
    const ys = setup.ys.filter((shown) => shown.column !== column);
    return withAxes({ ...setup, ys }, table);
  }
  const unit = shownUnit(table.columns[column]!);
  const right = columnsOn(setup, table, 'right');
  const isThirdUnit =
    sideOf(setup, table, column) === 'right' && right.some((shown) => shownUnit(table.columns[shown.column]!) !== unit);
  const kept = isThirdUnit ? columnsOn(setup, table, 'left') : setup.ys;
  if (kept.length >= MOST_CURVES) return setup;
  const slot = [...Array(MOST_CURVES).keys()].find((free) => kept.every((shown) => shown.slot !== free))!;
  return withAxes({ ...setup, ys: [...kept, { column, slot }] }, table);
}

/** Another column along x, or the number of the row. */
export function setXColumn(setup: PlotSetup, table: TableSummary, x: number | 'row'): PlotSetup {
  return withAxes({ ...setup, x, equal: false }, table);
}

export function toggleLog(setup: PlotSetup, axis: AxisName): PlotSetup {
  return { ...setup, equal: false, log: { ...setup.log, [axis]: !setup.log[axis] } };
}

/** A logarithmic axis is of use where some number is above zero. */
export function canBeLog(setup: PlotSetup, table: TableSummary, axis: AxisName): boolean {
  if (axis === 'x') return setup.x === 'row' || isPositive(table.columns[setup.x]!);
  return columnsOn(setup, table, axis).some(({ column }) => isPositive(table.columns[column]!));
}

/** Axes that by habit run the other way: Im Z is drawn downward so that arcs stand up, binding energies from right to left. */
export function isReversed(setup: PlotSetup, table: TableSummary, axis: AxisName): boolean {
  const kindOf = (column: number | 'row' | undefined) =>
    typeof column === 'number' ? table.columns[column]?.kind : undefined;
  if (axis === 'x') return kindOf(setup.x) === 'binding-energy';
  if (axis === 'right') return false;
  return kindOf(setup.x) === 'impedance-real' && kindOf(setup.ys[0]?.column) === 'impedance-imaginary';
}

/** Nothing logarithmic stays where nothing can be shown on it, and equal scales need one linear unit. */
function withAxes(setup: PlotSetup, table: TableSummary): PlotSetup {
  const keep = (axis: AxisName) => setup.log[axis] && canBeLog(setup, table, axis);
  const log = { x: keep('x'), left: keep('left'), right: keep('right') };
  return { ...setup, log, equal: setup.equal && columnsOn(setup, table, 'right').length === 0 };
}

function isPositive({ minPositive }: ColumnSummary): boolean {
  return minPositive !== undefined && minPositive > 0;
}
