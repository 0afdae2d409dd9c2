import type { Figure } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toPoint } from '../../../../src/figure/layout/frames.js';
import { TICK_ROW, tickRowCount } from '../../../../src/figure/layout/panel-scales.js';
import { tickRowTop } from '../../../../src/figure/marks/mark-layers.js';
import { isInside, marksOf } from './point-cloud.js';

/** A stroke at the foot of a panel: a reflection. */
export interface StrokePlace {
  /** Index among the marks of the panel. */
  readonly mark: number;
  /** Data units. */
  readonly x: number;
  /** What it stands for, and what others on the same place do. */
  readonly names: readonly string[];
  /** Its middle in the figure, points. */
  readonly xPt: number;
  readonly yPt: number;
}

/** Strokes this close to each other are one to the eye, points. */
const SAME_PLACE = 0.35;
/** More names than these are no answer. */
const MOST_NAMES = 4;

/** The stroke nearest to a place in its row, within `reach` points along x. */
export function nearestStroke(
  figure: Figure,
  box: PanelFrameBox,
  x: number,
  y: number,
  reach: number,
): StrokePlace | undefined {
  const panel = figure.panels[box.panel];
  if (panel === undefined || box.part !== 'main') return undefined;
  const rows = tickRowCount(panel);
  let least = reach;
  let nearest: Omit<StrokePlace, 'names'> | undefined;
  marksOf(figure, box).forEach((mark, m) => {
    if (mark.type !== 'ticks') return;
    const middle = box.top + tickRowTop(mark.row ?? 0, rows, box.height) + TICK_ROW.height / 2;
    if (Math.abs(y - middle) > TICK_ROW.pitch / 2) return;
    for (const at of mark.x) {
      const { x: xPt } = toPoint(box, at, 0);
      const distance = Math.abs(xPt - x);
      if (distance > least || !isInside(box, xPt, middle)) continue;
      least = distance;
      nearest = { mark: m, x: at, xPt, yPt: middle };
    }
  });
  return nearest === undefined ? undefined : { ...nearest, names: namesAt(figure, box, nearest) };
}

function namesAt(figure: Figure, box: PanelFrameBox, { mark: m, xPt }: Omit<StrokePlace, 'names'>): readonly string[] {
  const mark = marksOf(figure, box)[m];
  if (mark?.type !== 'ticks' || mark.names === undefined) return [];
  const here = mark.names.filter((_, i) => Math.abs(toPoint(box, mark.x[i]!, 0).x - xPt) <= SAME_PLACE);
  return here.length > MOST_NAMES ? [...here.slice(0, MOST_NAMES), '...'] : here;
}
