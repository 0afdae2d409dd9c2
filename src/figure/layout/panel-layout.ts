import type { Axis, HeatMapMark, Panel } from '../figure.js';
import { GAP, LINE_HEIGHT, TEXT } from '../publication-style.js';
import { axisScale, dataExtent } from './axis-domain.js';
import { type AxisLayout, axisExtent, bareAxis, commonStep, labelOverhang, layoutAxis } from './axis-layout.js';
import { type ColourBarLayout, colourBarExtent, layoutColourBar } from './colour-bar.js';
import { naturalHeight, TALLEST } from './equal-aspect.js';
import { blockLegend, type LegendEntry, legendEntries } from './legend.js';
import {
  abovePlace,
  fixedPlace,
  freePlace,
  type LegendPlacement,
  neededHeadroom,
  OUTSIDE_GAP,
  rightLegendExtent,
  rightPlace,
} from './legend-placement.js';
import { occupancyOf } from './occupancy.js';
import { dataScales, isEqualAspect, panelScales, reservedAtFoot, tickRowCount } from './panel-scales.js';
import { extended, type Scale } from './scale.js';
import { type StyledMark, styleMarks } from './styled-mark.js';

export const STRIP_GAP = 4;
/** Share of its height that a panel may give up at the top so that the legend stands clear of the data. */
const MOST_HEADROOM = 0.36;

export interface StripLayout {
  readonly height: number;
  readonly y: AxisLayout;
  readonly marks: readonly StyledMark[];
}

export interface PanelLayout {
  readonly panel: Panel;
  /** Width of the view: the same for all panels of a figure, also for one whose frame leaves room for a colour bar. */
  readonly cellWidth: number;
  /** Inside of the frame, points. */
  readonly width: number;
  readonly height: number;
  readonly x: AxisLayout;
  readonly y: AxisLayout;
  readonly marks: readonly StyledMark[];
  readonly tickRows: number;
  /** Width of the column of y labels, the same in panel and strip so that their titles align. */
  readonly labelColumn: number;
  readonly strip?: StripLayout;
  readonly legend?: { readonly entries: readonly LegendEntry[]; readonly placement: LegendPlacement };
  readonly colourBar?: ColourBarLayout;
  /** Room needed outside the frame. */
  readonly margins: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

export function stripHeight(width: number): number {
  return Math.min(48, Math.max(30, 0.2 * width));
}

/** An image or heat map covers the panel to its frame. */
function isFilled(panel: Panel): boolean {
  return panel.marks.some((mark) => mark.type === 'image' || mark.type === 'heat-map');
}

interface Legend {
  readonly entries: readonly LegendEntry[];
  readonly placement?: LegendPlacement;
  /** Points of height that would make room at the top. */
  readonly headroom: number;
}

function placeLegend(
  panel: Panel,
  entries: readonly LegendEntry[],
  marks: readonly StyledMark[],
  frame: { width: number; height: number; x: Scale; y: Scale },
  barExtent: number,
): Legend {
  const { width, height } = frame;
  if (panel.legend === 'right') return { entries, placement: rightPlace(entries, width, barExtent), headroom: 0 };
  if (panel.legend !== undefined && panel.legend !== 'none') {
    return { entries, placement: fixedPlace(panel.legend, entries, width, height), headroom: 0 };
  }
  const cells = occupancyOf(marks, frame, height - reservedAtFoot(tickRowCount(panel)));
  const placement = freePlace(entries, cells, width, height);
  return placement === undefined
    ? { entries, headroom: neededHeadroom(entries, cells, width, height) }
    : { entries, placement, headroom: 0 };
}

function entriesOf(panel: Panel): LegendEntry[] {
  if (panel.legend === 'none') return [];
  return legendEntries(styleMarks([...panel.marks, ...(panel.residuals?.marks ?? [])]));
}

/** Width of the widest legend entry that would stand in or above the panel. */
export function widestEntry(panel: Panel): number {
  return Math.max(0, ...entriesOf(panel).map((entry) => blockLegend([entry], 1).width));
}

/** Height of an equal-aspect panel at this width, with room for its legend where the data leave none. */
export function equalAspectHeight(panel: Panel, cellWidth: number, flattest: number): number {
  const { x, y } = dataScales(panel);
  const heatMap = panel.marks.find((mark): mark is HeatMapMark => mark.type === 'heat-map');
  // The bar's labels hardly depend on its height.
  const width = cellWidth - (heatMap === undefined ? 0 : colourBarExtent(layoutColourBar(heatMap, cellWidth)));
  const height = naturalHeight(x.domain, y.domain, width, flattest);
  const entries = entriesOf(panel);
  if (entries.length === 0 || isFilled(panel)) return height;
  const frame = { width, height, ...panelScales(panel, width, height) };
  const { placement, headroom } = placeLegend(panel, entries, styleMarks(panel.marks), frame, 0);
  if (placement !== undefined || headroom > MOST_HEADROOM * height) return height;
  return Math.min(TALLEST * width, height + headroom);
}

/** Everything about one panel in a view of the given width whose frame has the given height. */
export function layoutPanel(panel: Panel, cellWidth: number, height: number): PanelLayout {
  const marks = styleMarks(panel.marks);
  const entries = entriesOf(panel);
  const heatMap = panel.marks.find((mark): mark is HeatMapMark => mark.type === 'heat-map');
  const colourBar = heatMap === undefined ? undefined : layoutColourBar(heatMap, height);
  const barExtent = colourBar === undefined ? 0 : colourBarExtent(colourBar);
  const beside = panel.legend === 'right' && entries.length > 0 ? rightLegendExtent(entries) : 0;
  const width = cellWidth - barExtent - beside;

  const { x, y: natural } = panelScales(panel, width, height);
  let y = natural;
  let legend =
    entries.length === 0 ? undefined : placeLegend(panel, entries, marks, { width, height, x, y }, barExtent);
  if (legend !== undefined && legend.placement === undefined) {
    const mayGrow = panel.y.domain === undefined && !isEqualAspect(panel) && legend.headroom <= MOST_HEADROOM * height;
    if (mayGrow) {
      const share = legend.headroom / (height - legend.headroom);
      const taller = y.reversed ? extended(y, share, 0) : extended(y, 0, share);
      const retry = placeLegend(panel, entries, marks, { width, height, x, y: taller }, barExtent);
      if (retry.placement !== undefined) {
        y = taller;
        legend = retry;
      }
    }
  }
  const placement =
    legend === undefined ? undefined : (legend.placement ?? abovePlace(entries, width, topAxisExtent(panel)));

  const tickRows = tickRowCount(panel);
  const outward = isFilled(panel);
  const bare = panel.axes === 'none';
  const xAxis = bare ? bareAxis(x) : layoutAxis(panel.x, x, 'x', width, { outward });
  const yAxis = bare
    ? bareAxis(y)
    : layoutAxis(panel.y, y, 'y', height, {
        outward,
        keepFree: reservedAtFoot(tickRows),
        ...(isEqualAspect(panel) ? { step: commonStep(xAxis, y, height) } : {}),
      });
  const strip = panel.residuals === undefined ? undefined : layoutStrip(panel.residuals, width);
  const labelColumn = Math.max(yAxis.labelExtent, strip?.y.labelExtent ?? 0);
  return {
    panel,
    cellWidth,
    width,
    height,
    x: xAxis,
    y: yAxis,
    marks,
    tickRows,
    labelColumn,
    ...(strip === undefined ? {} : { strip }),
    ...(placement === undefined ? {} : { legend: { entries, placement } }),
    ...(colourBar === undefined ? {} : { colourBar }),
    margins: {
      left: Math.max(
        ...[yAxis, ...(strip === undefined ? [] : [strip.y])].map((axis) => axisExtent(axis, labelColumn)),
      ),
      right: Math.max(2, labelOverhang(xAxis, width) - barExtent - beside),
      top: topMargin(panel, placement),
      bottom: axisExtent(xAxis),
    },
  };
}

function topMargin(panel: Panel, placement: LegendPlacement | undefined): number {
  const title = panel.title === undefined || panel.title === '' ? 0 : TEXT.title + GAP.title;
  // Half a tick label may stick out above the frame.
  return Math.max(TEXT.tick / 2, title + roomAbove(panel, placement));
}

/** Room of a second x axis above the frame. */
export function topAxisExtent(panel: Panel): number {
  if (panel.top === undefined) return 0;
  return GAP.label + TEXT.tick + (panel.top.title === '' ? 0 : GAP.title + LINE_HEIGHT.title);
}

/** What stands between the frame and the panel's letter. */
export function roomAbove(panel: Panel, placement: LegendPlacement | undefined): number {
  return topAxisExtent(panel) + (placement?.outside === 'above' ? placement.box.height + OUTSIDE_GAP : 0);
}

function layoutStrip(residuals: { y: Axis; marks: Panel['marks'] }, width: number): StripLayout {
  const height = stripHeight(width);
  const extent = dataExtent(residuals.marks, 'y', residuals.y.scale ?? 'linear');
  let scale = axisScale(residuals.y, extent, 0);
  if (residuals.y.domain === undefined && scale.type === 'linear' && extent !== undefined) {
    const reach = 1.12 * Math.max(Math.abs(extent.low), Math.abs(extent.high));
    // Residuals of both signs are seen best around a zero in the middle.
    if (extent.low < 0 && extent.high > 0) scale = { ...scale, domain: [-reach, reach] };
  }
  return {
    height,
    y: layoutAxis(residuals.y, scale, 'y', height, { pitch: 8.5 }),
    marks: styleMarks(residuals.marks),
  };
}
