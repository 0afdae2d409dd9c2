import { GAP } from '../publication-style.js';
import type { FigureLayout } from './figure-layout.js';
import { STRIP_GAP } from './panel-layout.js';
import { fromLinear, positionOn, type Scale, toLinear } from './scale.js';

/** The inside of one frame of a figure, in points from the figure's top left corner (y down), and its two scales. */
export interface PanelFrameBox {
  /** Index of the panel in the figure. */
  readonly panel: number;
  readonly part: 'main' | 'strip';
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** Where the frames of a figure stand in its drawing: panel by panel, a strip after its panel. */
export function figureFrames(layout: FigureLayout): readonly PanelFrameBox[] {
  const boxes: PanelFrameBox[] = [];
  const perRow = layout.rows[0]!.length;
  let top = GAP.outer + layout.margins.top;
  layout.rows.forEach((row, r) => {
    let rowHeight = 0;
    row.forEach((panel, c) => {
      const common = {
        panel: r * perRow + c,
        left: GAP.outer + layout.margins.left + c * (panel.cellWidth + layout.columnSpacing),
        width: panel.width,
        x: panel.x.scale,
      };
      boxes.push({ ...common, part: 'main', top, height: panel.height, y: panel.y.scale });
      let height = panel.height;
      if (panel.strip !== undefined) {
        const below = top + height + STRIP_GAP;
        boxes.push({ ...common, part: 'strip', top: below, height: panel.strip.height, y: panel.strip.y.scale });
        height += STRIP_GAP + panel.strip.height;
      }
      rowHeight = Math.max(rowHeight, height);
    });
    // Vega's grid rounds the height of each row up to a whole unit before it adds the spacing.
    top += Math.ceil(rowHeight) + layout.rowSpacing;
  });
  return boxes;
}

/** Value at a distance from the axis' start (left, bottom): the inverse of `positionOn`. */
export function valueAt(scale: Scale, position: number, length: number): number {
  const low = toLinear(scale.type, scale.domain[0]);
  const high = toLinear(scale.type, scale.domain[1]);
  const share = position / length;
  return fromLinear(scale.type, low + (scale.reversed ? 1 - share : share) * (high - low));
}

/** Place in the figure, points, of a datum; NaN along an axis that cannot show it. It may lie outside the frame. */
export function toPoint(box: PanelFrameBox, x: number, y: number): { readonly x: number; readonly y: number } {
  return {
    x: box.left + positionOn(box.x, x, box.width),
    y: box.top + box.height - positionOn(box.y, y, box.height),
  };
}

/** Data under a place in the figure, points; beyond the frame the axes are continued. */
export function toData(box: PanelFrameBox, xPt: number, yPt: number): { readonly x: number; readonly y: number } {
  return {
    x: valueAt(box.x, xPt - box.left, box.width),
    y: valueAt(box.y, box.top + box.height - yPt, box.height),
  };
}
