import type { Figure } from './figure.js';
import { type AxisLayout, labelRoom } from './layout/axis-layout.js';
import { type FigureLayout, type FigureWidth, layoutFigure } from './layout/figure-layout.js';
import type { PanelFrame } from './layout/occupancy.js';
import { type PanelLayout, roomAbove, STRIP_GAP } from './layout/panel-layout.js';
import type { StyledMark } from './layout/styled-mark.js';
import {
  colourBarLayers,
  frameLayer,
  headingLayers,
  legendLayers,
  tickLayer,
  topAxisLayers,
} from './marks/guide-layers.js';
import { drawingOrder, type Json, markLayers } from './marks/mark-layers.js';
import { GAP, TICK_LENGTH, vegaLiteConfig } from './publication-style.js';
import { typeset } from './text/typeset.js';

export interface VegaLiteFigure {
  /** The editable specification: what is written as `.vl.json`. */
  readonly spec: Json;
  readonly layout: FigureLayout;
  /** Points left out of the drawing (never of the data), because they fall on others at any printed size. */
  readonly thinned: number;
}

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** The typed figure as a Vega-Lite specification, with the layout it was made for. */
export function compileFigure(figure: Figure, width?: FigureWidth): VegaLiteFigure {
  const layout = layoutFigure(figure, width);
  const thinned = { count: 0 };
  const views = layout.rows.flatMap((row, r) => {
    const above = Math.max(...row.map((panel) => roomAbove(panel.panel, panel.legend?.placement)));
    return row.map((panel, c) => {
      const index = r * layout.rows[0]!.length + c;
      const letter = layout.labelled ? `(${String.fromCharCode(97 + index)})` : undefined;
      return viewSpec(
        panel,
        headingLayers(letter, typeset(panel.panel.title ?? ''), layout.margins.left, above + 3.5),
        thinned,
      );
    });
  });
  const grid = {
    concat: views,
    columns: layout.rows[0]!.length,
    spacing: { row: layout.rowSpacing, column: layout.columnSpacing },
    bounds: 'flush',
  };
  const spec: Json = {
    $schema: SCHEMA,
    description: figure.caption,
    ...(thinned.count === 0 ? {} : { usermeta: { interphase: { pointsLeftOut: thinned.count } } }),
    config: vegaLiteConfig(),
    ...(views.length === 1 ? views[0]! : grid),
  };
  return { spec, layout, thinned: thinned.count };
}

/**
 * The typed figure as an editable Vega-Lite 6 specification: sizes in points, data inline, nothing fetched. Open it in
 * any Vega editor; widths, colours and axes are ordinary Vega-Lite.
 */
export function toVegaLite(figure: Figure, options: { readonly width?: FigureWidth } = {}): Json {
  return compileFigure(figure, options.width).spec;
}

/**
 * One panel with its strip as a single view: the strip has a y scale of its own whose range lies below the panel's. A
 * view inside a view would lose its size when views are set side by side.
 */
function viewSpec(panel: PanelLayout, heading: readonly Json[], thinned: { count: number }): Json {
  const { width, height, strip } = panel;
  const guides = [
    ...heading,
    ...(panel.panel.axes === 'none' ? [] : [frameLayer(width, 0, height)]),
    ...topAxisLayers(panel.panel, panel.x.scale, width),
    ...(panel.legend === undefined ? [] : legendLayers(panel.legend.entries, panel.legend.placement)),
    ...(panel.colourBar === undefined ? [] : colourBarLayers(panel.colourBar, width, height)),
  ];
  const main = { width, height, top: 0, tickRows: panel.tickRows, x: panel.x.scale, y: panel.y.scale };
  const view = { width: panel.cellWidth, height };
  if (strip === undefined)
    return { ...view, layer: [frameGroup(panel, main, panel.marks, panel.y, thinned), ...guides] };
  const below = { ...main, height: strip.height, top: height + STRIP_GAP, tickRows: 0, y: strip.y.scale };
  return {
    ...view,
    height: below.top + below.height,
    resolve: { scale: { y: 'independent' }, axis: { y: 'independent' } },
    layer: [
      frameGroup(panel, main, panel.marks, panel.y, thinned),
      frameGroup(panel, below, strip.marks, strip.y, thinned),
      ...guides,
      frameLayer(width, below.top, below.height),
    ],
  };
}

/** Marks and ticks that share one pair of scales. */
function frameGroup(
  panel: PanelLayout,
  frame: PanelFrame,
  marks: readonly StyledMark[],
  y: AxisLayout,
  thinned: { count: number },
): Json {
  const { x } = panel;
  const foot = frame.top + frame.height;
  // An axis needs a mark to stand on, also when every datum lies outside the limits.
  const ground = {
    data: { values: [{ x: frame.x.domain[0], y: frame.y.domain[0] }] },
    mark: { type: 'point', opacity: 0, size: 0 },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
  };
  const inward = x.outward ? -1 : 1;
  const bare = panel.strip !== undefined && frame.top === 0;
  return {
    encoding: {
      x: channel(x, 'x', 0, frame.width < panel.cellWidth ? [0, frame.width] : undefined),
      y: channel(y, 'y', panel.labelColumn, panel.strip === undefined ? undefined : [foot, frame.top]),
    },
    layer: [
      ground,
      ...drawingOrder(marks).flatMap((styled) => markLayers(styled, frame, thinned)),
      ...(bare ? tickLayer(x.ticks.major, 'x', TICK_LENGTH.major, foot) : []),
      ...tickLayer(x.ticks.minor, 'x', inward * TICK_LENGTH.minor, foot),
      ...tickLayer(y.ticks.minor, 'y', inward * TICK_LENGTH.minor, foot),
    ],
  };
}

/** Scale and axis of one channel; `range` where the frame does not fill its view. */
function channel(
  axis: AxisLayout,
  direction: 'x' | 'y',
  labelColumn: number,
  range: readonly number[] | undefined,
): Json {
  const { scale, ticks } = axis;
  const room = labelRoom(axis, labelColumn);
  return {
    type: 'quantitative',
    scale: {
      type: scale.type,
      domain: scale.domain,
      nice: false,
      ...(scale.type === 'linear' ? { zero: false } : {}),
      ...(range === undefined ? {} : { range }),
      ...(scale.reversed ? { reverse: true } : {}),
    },
    axis: {
      orient: direction === 'x' ? 'bottom' : 'left',
      values: ticks.major,
      ...(axis.outward ? { tickSize: TICK_LENGTH.major, labelPadding: GAP.label } : {}),
      ...(axis.hideLabels ? { labels: false } : labelFormat(axis)),
      ...(direction === 'y' ? { minExtent: room, maxExtent: room } : {}),
      title: axis.title.length === 0 ? null : axis.title.length === 1 ? axis.title[0] : axis.title,
    },
  };
}

/**
 * Labels as an expression that goes on working when somebody edits the limits, as far as that is possible: a number
 * format on linear axes; powers of ten by their exponent on logarithmic ones.
 */
function labelFormat(axis: AxisLayout): Json {
  const { ticks } = axis;
  if (ticks.decimals !== undefined) {
    const format = `.${ticks.decimals}f`;
    return ticks.powerOfTen === 0
      ? { format }
      : { labelExpr: `format(datum.value / 1e${ticks.powerOfTen}, '${format}')` };
  }
  const byValue = Object.fromEntries(ticks.major.map((value, i) => [String(value), ticks.labels[i]!]));
  return { labelExpr: `${JSON.stringify(byValue)}[toString(datum.value)]` };
}
