import { toLinear } from '../../../../src/figure/layout/scale.js';
import type { PlaneAxis } from '../columns/plane.js';
import type { PlotPicture, PlotRequest, TableSummary } from '../recording-protocol.js';
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

/** Scales that differ by less than this share are the same: pixels are whole numbers. */
const SAME_SCALE = 0.005;

/**
 * Whether a picture already shows what would be asked for: moving a view within what was drawn around it needs no new
 * one.
 *
 * @param wanted without margin
 * @param spare share of the wanted stretch that must be left on either side
 * @param runsAlong the curves run along an ordered x: what was drawn of them is there at any height
 */
export function isCovered(
  { request, complete }: PlotPicture,
  wanted: PlotRequest,
  spare: number,
  runsAlong: boolean,
): boolean {
  if (!complete || request.table !== wanted.table || request.x !== wanted.x || request.lines !== wanted.lines)
    return false;
  if (request.curves.length !== wanted.curves.length) return false;
  if (!axisCovers(request.xAxis, request.width, wanted.xAxis, wanted.width, spare)) return false;
  return request.curves.every((curve, i) => {
    const other = wanted.curves[i]!;
    if (curve.column !== other.column || curve.colour !== other.colour || curve.axis.type !== other.axis.type)
      return false;
    return runsAlong || axisCovers(curve.axis, request.height, other.axis, wanted.height, spare);
  });
}

function axisCovers(drawn: PlaneAxis, pixels: number, wanted: PlaneAxis, wantedPixels: number, spare: number): boolean {
  if (drawn.type !== wanted.type || drawn.reversed !== wanted.reversed) return false;
  const ends = ({ type, domain }: PlaneAxis) => [toLinear(type, domain[0]), toLinear(type, domain[1])] as const;
  const [low, high] = ends(drawn);
  const [from, to] = ends(wanted);
  const scale = ((high - low) * wantedPixels) / ((to - from) * pixels);
  const room = spare * (to - from);
  return Math.abs(scale - 1) < SAME_SCALE && low <= from - room && high >= to + room;
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
