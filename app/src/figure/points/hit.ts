import type { Figure } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toData } from '../../../../src/figure/layout/frames.js';
import { noteCell, noteCurve, notePoint, noteStroke, type PlaceNote } from './describe-point.js';
import { cellValue, nearestOnCurve } from './nearest-curve.js';
import { nearestStroke } from './nearest-stroke.js';
import { isInside, marksOf, nameOf, nearestPoint, type PointCloud, type PointName } from './point-cloud.js';

/** What lies under the pointer. */
export interface Hit {
  /** Where it stands in the figure, points. */
  readonly x: number;
  readonly y: number;
  readonly note: PlaceNote;
  /** Set when it is a point of the data. */
  readonly point?: PointName;
}

/** Index of the frame around a place; -1 between the frames. */
export function boxAt(boxes: readonly PanelFrameBox[], x: number, y: number): number {
  return boxes.findIndex((box) => isInside(box, x, y));
}

/** Along which axes a place zooms: both inside of a frame, one on the tick labels beside it. */
export interface Zone {
  readonly box: number;
  readonly axes: 'both' | 'x' | 'y';
}

/** Room of tick labels and title of an axis that counts as the axis, points. */
const AXIS_ROOM = { left: 34, below: 26 } as const;

export function zoneAt(boxes: readonly PanelFrameBox[], x: number, y: number): Zone | undefined {
  const inside = boxAt(boxes, x, y);
  if (inside >= 0) return { box: inside, axes: 'both' };
  for (let b = 0; b < boxes.length; b++) {
    const { left, top, width, height } = boxes[b]!;
    if (isInside({ left: left - AXIS_ROOM.left, top, width: AXIS_ROOM.left, height }, x, y))
      return { box: b, axes: 'y' };
    // The axis of a panel with a strip stands below the strip.
    const next = boxes[b + 1];
    if (next?.part === 'strip') continue;
    if (isInside({ left, top: top + height, width, height: AXIS_ROOM.below }, x, y)) return { box: b, axes: 'x' };
  }
  return undefined;
}

/**
 * The point nearest to a place, else a stroke in its row, else the nearest curve, else the cell of a heat map.
 *
 * @param reach how far away they may be, points
 */
export function hitAt(figure: Figure, cloud: PointCloud, x: number, y: number, reach: number): Hit | undefined {
  const b = boxAt(cloud.boxes, x, y);
  if (b < 0) return undefined;
  const at = nearestPoint(cloud, b, x, y, reach);
  if (at >= 0) return pointHit(figure, cloud, at);
  const box = cloud.boxes[b]!;
  const stroke = nearestStroke(figure, box, x, y, reach);
  if (stroke !== undefined) return { x: stroke.xPt, y: stroke.yPt, note: noteStroke(figure, box, stroke) };
  const curve = nearestOnCurve(figure, box, x, y, reach);
  if (curve !== undefined) return { x: curve.xPt, y: curve.yPt, note: noteCurve(figure, box, curve) };
  for (const mark of marksOf(figure, box)) {
    if (mark.type !== 'heat-map') continue;
    const data = toData(box, x, y);
    const value = cellValue(mark, data.x, data.y);
    if (value !== undefined)
      return { x, y, note: noteCell(figure, box, { ...data, value, title: mark.title, unit: mark.unit }) };
  }
  return undefined;
}

/** A drawn point by its number in the cloud. */
export function pointHit(figure: Figure, cloud: PointCloud, at: number): Hit | undefined {
  const point = nameOf(cloud, at);
  const note = notePoint(figure, point);
  return note === undefined ? undefined : { x: cloud.x[at]!, y: cloud.y[at]!, note, point };
}
