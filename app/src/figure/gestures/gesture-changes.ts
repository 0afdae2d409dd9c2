import { isEqualAspect } from '../../../../src/figure/layout/panel-scales.js';
import { type FigureState, type Place, showWindow } from '../figure-session.js';
import { spanAbout, spanMoved } from '../limits/zoom-limits.js';
import type { Zone } from '../points/hit.js';

/** A figure as it was when a gesture began: all of the gesture is counted from there. */
export type Framed = Pick<FigureState, 'limits' | 'boxes'>;

export interface PinchStart {
  /** Index of the frame. */
  readonly box: number;
  readonly from: readonly [Place, Place];
  readonly before: Framed;
}

export function middle(a: Place, b: Place): Place {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The hand has taken the drawing from one place to another. */
export function panned(state: FigureState, before: Framed, b: number, from: Place, to: Place): FigureState {
  const box = before.boxes[b]!;
  const window = { x: spanMoved((to.x - from.x) / box.width), y: spanMoved((from.y - to.y) / box.height) };
  return showWindow(state, box, window, before);
}

/** Magnified about a place: inside a frame along both axes, on the labels of an axis along that one. */
export function zoomedAbout(state: FigureState, { box: b, axes }: Zone, place: Place, factor: number): FigureState {
  const box = state.boxes[b]!;
  const at = { x: (place.x - box.left) / box.width, y: (box.top + box.height - place.y) / box.height };
  const together = axes === 'both' || (box.part === 'main' && isEqualAspect(state.figure!.panels[box.panel]!));
  return showWindow(state, box, {
    x: together || axes === 'x' ? spanAbout(at.x, factor) : [0, 1],
    y: together || axes === 'y' ? spanAbout(at.y, factor) : [0, 1],
  });
}

/** Two fingers: what was between them stays between them. */
export function pinched(
  state: FigureState,
  { box: b, from, before }: PinchStart,
  to: readonly [Place, Place],
): FigureState {
  const box = before.boxes[b]!;
  const apart = ([one, other]: readonly [Place, Place]): number => Math.hypot(one.x - other.x, one.y - other.y);
  const factor = apart(from) / Math.max(1, apart(to));
  const [start, end] = [middle(...from), middle(...to)];
  const along = (was: number, is: number): [number, number] => [was - is * factor, was + (1 - is) * factor];
  const foot = box.top + box.height;
  const window = {
    x: along((start.x - box.left) / box.width, (end.x - box.left) / box.width),
    y: along((foot - start.y) / box.height, (foot - end.y) / box.height),
  };
  return showWindow(state, box, window, before);
}
