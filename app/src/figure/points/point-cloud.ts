import type { Figure, Mark, PointsMark } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toPoint } from '../../../../src/figure/layout/frames.js';
import type { Rectangle } from '../limits/late-picture.js';

/** One point of a figure, named so that it is found again after the figure was drawn at other limits. */
export interface PointName {
  readonly panel: number;
  readonly part: PanelFrameBox['part'];
  /** Index among the marks of the panel or strip. */
  readonly mark: number;
  /** Index among the points of the mark. */
  readonly index: number;
}

/**
 * Every point that is drawn, with its place in points from the figure's top left corner: panel by panel, mark by mark,
 * in the order of the data. Columns, so that the nearest of a hundred thousand is found within a frame.
 */
export interface PointCloud {
  readonly boxes: readonly PanelFrameBox[];
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Index in `boxes`. */
  readonly box: Uint16Array;
  readonly mark: Uint16Array;
  readonly index: Uint32Array;
}

/** Marks of a panel or of its strip. */
export function marksOf(figure: Figure, box: Pick<PanelFrameBox, 'panel' | 'part'>): readonly Mark[] {
  const panel = figure.panels[box.panel];
  return (box.part === 'main' ? panel?.marks : panel?.residuals?.marks) ?? [];
}

export function pointsMarkOf(figure: Figure, name: Omit<PointName, 'index'>): PointsMark | undefined {
  const mark = marksOf(figure, name)[name.mark];
  return mark?.type === 'points' ? mark : undefined;
}

/** Half a point of slack, as the drawing keeps markers on the very edge. */
const SLACK = 0.5;

export function projectPoints(figure: Figure, boxes: readonly PanelFrameBox[]): PointCloud {
  const most = boxes.reduce(
    (sum, box) => marksOf(figure, box).reduce((n, mark) => n + (mark.type === 'points' ? mark.x.length : 0), sum),
    0,
  );
  const x = new Float64Array(most);
  const y = new Float64Array(most);
  const boxOf = new Uint16Array(most);
  const markOf = new Uint16Array(most);
  const indexOf = new Uint32Array(most);
  let count = 0;
  boxes.forEach((box, b) => {
    marksOf(figure, box).forEach((mark, m) => {
      if (mark.type !== 'points') return;
      for (let i = 0; i < mark.x.length; i++) {
        const place = toPoint(box, mark.x[i]!, mark.y[i]!);
        if (!isInside(box, place.x, place.y, SLACK)) continue;
        x[count] = place.x;
        y[count] = place.y;
        boxOf[count] = b;
        markOf[count] = m;
        indexOf[count] = i;
        count += 1;
      }
    });
  });
  return { boxes, count, x, y, box: boxOf, mark: markOf, index: indexOf };
}

export function isInside(box: Rectangle, x: number, y: number, slack = 0): boolean {
  return (
    x >= box.left - slack &&
    x <= box.left + box.width + slack &&
    y >= box.top - slack &&
    y <= box.top + box.height + slack
  );
}

export function nameOf(cloud: PointCloud, at: number): PointName {
  const { panel, part } = cloud.boxes[cloud.box[at]!]!;
  return { panel, part, mark: cloud.mark[at]!, index: cloud.index[at]! };
}

/** Number of a point in the cloud; -1 when it is not drawn at these limits. */
export function findPoint(cloud: PointCloud, name: PointName): number {
  for (let at = 0; at < cloud.count; at++) {
    if (cloud.index[at] !== name.index || cloud.mark[at] !== name.mark) continue;
    const box = cloud.boxes[cloud.box[at]!]!;
    if (box.panel === name.panel && box.part === name.part) return at;
  }
  return -1;
}

/** Number of the point nearest to a place, within `reach` points of it and in the given box; -1 when there is none. */
export function nearestPoint(cloud: PointCloud, box: number, x: number, y: number, reach: number): number {
  let nearest = -1;
  let least = reach * reach;
  for (let at = 0; at < cloud.count; at++) {
    if (cloud.box[at] !== box) continue;
    const dx = cloud.x[at]! - x;
    const dy = cloud.y[at]! - y;
    const distance = dx * dx + dy * dy;
    // Of points on one place the one drawn last lies on top.
    if (distance <= least) {
      least = distance;
      nearest = at;
    }
  }
  return nearest;
}

/** Numbers of the points of one box that lie in a rectangle. */
export function pointsWithin(cloud: PointCloud, box: number, area: Rectangle): number[] {
  const inside: number[] = [];
  for (let at = 0; at < cloud.count; at++) {
    if (cloud.box[at] === box && isInside(area, cloud.x[at]!, cloud.y[at]!)) inside.push(at);
  }
  return inside;
}

/** The point after (`by` = 1) or before (-1) a point; the first or last where there is none yet. Goes round. */
export function stepPoint(cloud: PointCloud, from: PointName | undefined, by: 1 | -1): PointName | undefined {
  if (cloud.count === 0) return undefined;
  const at = from === undefined ? -1 : findPoint(cloud, from);
  if (at < 0) return nameOf(cloud, by > 0 ? 0 : cloud.count - 1);
  return nameOf(cloud, (at + by + cloud.count) % cloud.count);
}

/** The first point of the next mark, or of the one before. Goes round. */
export function stepMark(cloud: PointCloud, from: PointName | undefined, by: 1 | -1): PointName | undefined {
  if (cloud.count === 0) return undefined;
  const at = from === undefined ? -1 : findPoint(cloud, from);
  if (at < 0) return nameOf(cloud, by > 0 ? 0 : startOfMark(cloud, cloud.count - 1));
  if (by > 0) {
    let next = at;
    while (next < cloud.count && sameMark(cloud, next, at)) next += 1;
    return nameOf(cloud, next % cloud.count);
  }
  const before = startOfMark(cloud, at) - 1;
  return nameOf(cloud, startOfMark(cloud, (before + cloud.count) % cloud.count));
}

function sameMark(cloud: PointCloud, a: number, b: number): boolean {
  return cloud.box[a] === cloud.box[b] && cloud.mark[a] === cloud.mark[b];
}

function startOfMark(cloud: PointCloud, at: number): number {
  let start = at;
  while (start > 0 && sameMark(cloud, start - 1, at)) start -= 1;
  return start;
}
