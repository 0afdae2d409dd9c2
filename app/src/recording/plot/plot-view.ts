import { axisScale } from '../../../../src/figure/layout/axis-domain.js';
import { type Domain, fromLinear, toLinear } from '../../../../src/figure/layout/scale.js';
import type { PlaneAxis } from '../columns/plane.js';
import type { ColumnSummary, TableSummary } from '../recording-protocol.js';
import { type AxisName, columnsOn, isReversed, type PlotSetup } from './plot-setup.js';

/** Where one looks. `right` is there whether or not anything is drawn on it. */
export type PlotView = Readonly<Record<AxisName, PlaneAxis>>;

/** A place in the plot, as shares of its width from the left and of its height from the bottom. */
export interface PlotPoint {
  readonly across: number;
  readonly up: number;
}

/** Curves of more rows than this begin and end at the frame; fewer are markers and need room. */
const CROWD = 250;
/** Deeper than this nothing is left of a double-precision number. */
const FINEST = 1e-13;
/** Farther out than this there is nothing to be found again. */
const WIDEST = 1e4;

/** All of the columns that are shown, with a little room. */
export function wholeView(setup: PlotSetup, table: TableSummary): PlotView {
  const on = (side: 'left' | 'right') => columnsOn(setup, table, side).map(({ column }) => table.columns[column]!);
  const x = setup.x === 'row' ? [{ min: 1, max: Math.max(1, table.rows), minPositive: 1 }] : [table.columns[setup.x]!];
  return {
    x: wholeAxis(x, setup.log.x, isReversed(setup, table, 'x'), table.rows > CROWD),
    left: wholeAxis(on('left'), setup.log.left, isReversed(setup, table, 'left'), false),
    right: wholeAxis(on('right'), setup.log.right, false, false),
  };
}

type Extremes = Pick<ColumnSummary, 'min' | 'max' | 'minPositive'>;

function wholeAxis(columns: readonly Extremes[], log: boolean, reversed: boolean, tight: boolean): PlaneAxis {
  const lows = columns.map(({ min, minPositive }) => (log ? minPositive : min)).filter(isNumber);
  const highs = columns.map(({ max }) => max).filter((max) => isNumber(max) && (!log || max > 0)) as number[];
  return axisAround(log ? 'log' : 'linear', Math.min(...lows), Math.max(...highs), reversed, tight);
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

/** An axis that shows this range; some axis where there is none. */
export function axisAround(
  type: PlaneAxis['type'],
  low: number,
  high: number,
  reversed: boolean,
  tight = false,
): PlaneAxis {
  const known = Number.isFinite(low) && Number.isFinite(high) && low <= high;
  const sized = tight ? { sizedLow: 1, sizedHigh: 0 } : { sizedLow: low, sizedHigh: high };
  const extent = known ? { low, high, ...sized, tight: false } : undefined;
  const { domain } = axisScale({ title: '', unit: '', scale: type, reversed }, extent, 0);
  return { type, domain, reversed };
}

/** Share of the axis from its low end, where the eye sees `share` from the left or the bottom. */
function fromLow({ reversed }: PlaneAxis, share: number): number {
  return reversed ? 1 - share : share;
}

function stretched(axis: PlaneAxis, lowShare: number, highShare: number): PlaneAxis {
  const low = toLinear(axis.type, axis.domain[0]);
  const span = toLinear(axis.type, axis.domain[1]) - low;
  const ends: Domain = [low + lowShare * span, low + highShare * span];
  const size = Math.max(Math.abs(ends[0]), Math.abs(ends[1]));
  const next = ends[1] - ends[0];
  // A logarithm of 300 is the end of the numbers themselves.
  const isPossible = next > FINEST * size && next > 1e-300 && size < (axis.type === 'log' ? 290 : 1e290);
  if (!isPossible) return axis;
  return { ...axis, domain: [fromLinear(axis.type, ends[0]), fromLinear(axis.type, ends[1])] };
}

/** Value at a share from the left or the bottom. */
export function valueAt(axis: PlaneAxis, share: number): number {
  const low = toLinear(axis.type, axis.domain[0]);
  const span = toLinear(axis.type, axis.domain[1]) - low;
  return fromLinear(axis.type, low + fromLow(axis, share) * span);
}

/** Share from the left or the bottom at which a value is seen; outside 0 to 1 where it is out of view. */
export function shareOf(axis: PlaneAxis, value: number): number {
  const low = toLinear(axis.type, axis.domain[0]);
  const span = toLinear(axis.type, axis.domain[1]) - low;
  return fromLow(axis, (toLinear(axis.type, value) - low) / span);
}

/** @param factor above 1 shows more, below 1 less; the value at `share` stays where it is */
export function zoomAxis(axis: PlaneAxis, factor: number, share: number): PlaneAxis {
  const at = fromLow(axis, share);
  return stretched(axis, at - factor * at, at + factor * (1 - at));
}

/** The view moves by `share` of what it shows, to the right or upward. */
export function panAxis(axis: PlaneAxis, share: number): PlaneAxis {
  const by = axis.reversed ? -share : share;
  return stretched(axis, by, 1 + by);
}

/** What lies between two places becomes all there is to see. */
export function boxAxis(axis: PlaneAxis, a: number, b: number): PlaneAxis {
  const from = fromLow(axis, a);
  const to = fromLow(axis, b);
  return stretched(axis, Math.min(from, to), Math.max(from, to));
}

const ALL: readonly AxisName[] = ['x', 'left', 'right'];

function eachAxis(view: PlotView, axes: readonly AxisName[], change: (axis: PlaneAxis, name: AxisName) => PlaneAxis) {
  const changed = { ...view };
  for (const name of axes) changed[name] = change(view[name], name);
  return changed as PlotView;
}

export function zoomView(view: PlotView, factor: number, at: PlotPoint, axes: readonly AxisName[] = ALL): PlotView {
  return eachAxis(view, axes, (axis, name) => zoomAxis(axis, factor, name === 'x' ? at.across : at.up));
}

/** @param by how far the contents move, to the right and upward */
export function dragView(view: PlotView, by: PlotPoint, axes: readonly AxisName[] = ALL): PlotView {
  return eachAxis(view, axes, (axis, name) => panAxis(axis, -(name === 'x' ? by.across : by.up)));
}

export function boxView(view: PlotView, a: PlotPoint, b: PlotPoint): PlotView {
  return eachAxis(view, ALL, (axis, name) =>
    name === 'x' ? boxAxis(axis, a.across, b.across) : boxAxis(axis, a.up, b.up),
  );
}

/** Moves the view, at the same zoom, so that a point that was out of it stands in its middle. */
export function centredOn(view: PlotView, x: number, y: { readonly value: number; readonly side: AxisName }): PlotView {
  const middle = (axis: PlaneAxis, value: number): PlaneAxis => {
    const share = shareOf(axis, value);
    return Number.isFinite(share) && (share < 0 || share > 1) ? panAxis(axis, share - 0.5) : axis;
  };
  return { ...view, x: middle(view.x, x), [y.side]: middle(view[y.side], y.value) };
}

/** The same view with room added until one unit is as long on x as on the left axis. */
export function equalView(view: PlotView, width: number, height: number): PlotView {
  const span = ({ domain }: PlaneAxis) => domain[1] - domain[0];
  const ratio = (span(view.x) * height) / (span(view.left) * width);
  if (!Number.isFinite(ratio) || ratio <= 0) return view;
  return ratio < 1
    ? { ...view, x: zoomAxis(view.x, 1 / ratio, 0.5) }
    : { ...view, left: zoomAxis(view.left, ratio, 0.5) };
}

/** So far out that nobody finds back. */
export function isTooFar(view: PlotView, whole: PlotView): boolean {
  const linearSpan = ({ type, domain }: PlaneAxis) => toLinear(type, domain[1]) - toLinear(type, domain[0]);
  return ALL.some((name) => linearSpan(view[name]) > WIDEST * linearSpan(whole[name]));
}

/** Where one looks after other columns were chosen: axes that stay what they are stay where they are. */
export function viewAfter(view: PlotView, before: PlotSetup, after: PlotSetup, table: TableSummary): PlotView {
  const whole = wholeView(after, table);
  if (before.table !== after.table || after.equal) return whole;
  const columns = (setup: PlotSetup, name: AxisName) =>
    name === 'x'
      ? String(setup.x)
      : columnsOn(setup, table, name)
          .map(({ column }) => column)
          .join(' ');
  return eachAxis(whole, ALL, (axis, name) => {
    const stays = columns(before, name) === columns(after, name) && before.log[name] === after.log[name];
    return stays && view[name].reversed === axis.reversed ? view[name] : axis;
  });
}

/** A view somewhat larger than what is seen, so that moving it shows no empty border at once. */
export function withMargin(axis: PlaneAxis, share: number): PlaneAxis {
  return stretched(axis, -share, 1 + share);
}

/** The same kind of axis over all of these ranges. */
export function fittedAxis({ type, reversed }: PlaneAxis, ranges: readonly (readonly [number, number])[]): PlaneAxis {
  const low = Math.min(...ranges.map(([least]) => least));
  const high = Math.max(...ranges.map(([, greatest]) => greatest));
  return axisAround(type, low, high, reversed);
}
