import type { Figure, HeatMapMark } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toData, toPoint } from '../../../../src/figure/layout/frames.js';
import { isInside, marksOf } from './point-cloud.js';

/** A place on a drawn curve. */
export interface CurvePlace {
  /** Index among the marks of the panel or strip. */
  readonly mark: number;
  /** Data units. */
  readonly x: number;
  readonly y: number;
  /** In the figure, points. */
  readonly xPt: number;
  readonly yPt: number;
}

/** Place on the line nearest to a point of the figure, within `reach` points of it; data between vertices as drawn. */
export function nearestOnCurve(
  figure: Figure,
  box: PanelFrameBox,
  x: number,
  y: number,
  reach: number,
): CurvePlace | undefined {
  let least = reach * reach;
  let nearest: { mark: number; xPt: number; yPt: number } | undefined;
  marksOf(figure, box).forEach((mark, m) => {
    if (mark.type !== 'line') return;
    let before: { x: number; y: number } | undefined;
    for (let i = 0; i < mark.x.length; i++) {
      const here = toPoint(box, mark.x[i]!, mark.y[i]!);
      if (Number.isNaN(here.x) || Number.isNaN(here.y)) {
        before = undefined;
        continue;
      }
      const on = before === undefined ? here : nearestOnSegment(before, here, x, y);
      const distance = (on.x - x) ** 2 + (on.y - y) ** 2;
      if (distance <= least && isInside(box, on.x, on.y, 0.5)) {
        least = distance;
        nearest = { mark: m, xPt: on.x, yPt: on.y };
      }
      before = here;
    }
  });
  return nearest === undefined ? undefined : { ...nearest, ...toData(box, nearest.xPt, nearest.yPt) };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function nearestOnSegment(a: Place, b: Place, x: number, y: number): Place {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square));
  return { x: a.x + share * dx, y: a.y + share * dy };
}

/** Value of the cell of a heat map at a place in data units; undefined outside of it and where it has none. */
export function cellValue(map: HeatMapMark, x: number, y: number): number | undefined {
  const column = cellAt(map.xEdges, x);
  const row = cellAt(map.yEdges, y);
  if (column < 0 || row < 0) return undefined;
  const value = map.values[row * (map.xEdges.length - 1) + column];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function cellAt(edges: readonly number[], at: number): number {
  for (let i = 0; i + 1 < edges.length; i++) {
    const [a, b] = [edges[i]!, edges[i + 1]!];
    if ((at >= a && at < b) || (at <= a && at > b)) return i;
  }
  return -1;
}
