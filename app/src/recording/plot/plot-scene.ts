import type { PlotRequest, TableSummary } from '../recording-protocol.js';
import type { PlotColours } from './plot-colours.js';
import type { PlotArea } from './plot-frame.js';
import { type PlotSetup, sideOf } from './plot-setup.js';
import { fittedAxis, type PlotView, withMargin } from './plot-view.js';

/** What is drawn, where one looks, and with which colours. */
export interface PlotScene {
  readonly setup: PlotSetup;
  readonly table: TableSummary;
  readonly view: PlotView;
  readonly colours: PlotColours;
}

/**
 * What the worker is asked for a scene.
 *
 * @param area the plot's rectangle, in pixels of the style sheet
 * @param density pixels of the screen for each of them
 * @param margin how much more than what is seen is asked for on each side, as a share of it
 */
export function plotRequest(
  { setup, table, view, colours }: PlotScene,
  area: PlotArea,
  density: number,
  margin: number,
): PlotRequest {
  const grown = density * (1 + 2 * margin);
  return {
    table: setup.table,
    x: setup.x,
    lines: setup.lines,
    xAxis: withMargin(view.x, margin),
    curves: setup.ys.map(({ column, slot }) => ({
      column,
      axis: withMargin(view[sideOf(setup, table, column)], margin),
      colour: colours.curve(slot),
    })),
    width: Math.round(area.width * grown),
    height: Math.round(area.height * grown),
  };
}

/**
 * The view with its y axes over all of the curves.
 *
 * @param ranges of the curves of the request; null for one with nothing to show
 */
export function fittedView(
  { setup, table, view }: PlotScene,
  { curves }: PlotRequest,
  ranges: readonly (readonly [number, number] | null)[],
): PlotView {
  const next = { ...view };
  for (const side of ['left', 'right'] as const) {
    const here = ranges.filter(
      (range, i) => range !== null && sideOf(setup, table, curves[i]!.column) === side,
    ) as (readonly [number, number])[];
    if (here.length > 0) next[side] = fittedAxis(view[side], here);
  }
  return next;
}
