import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Figure } from '../../../src/figure/figure.js';
import type { PanelFrameBox } from '../../../src/figure/layout/frames.js';
import type { Rectangle } from './limits/late-picture.js';
import { boxesAt, type FigureLimits, noLimits, sameAxes } from './limits/limits.js';
import { type FrameWindow, windowed } from './limits/zoom-limits.js';
import type { Picture } from './picture/draw-picture.js';
import { boxAt, type Hit, hitAt, pointHit } from './points/hit.js';
import {
  findPoint,
  nameOf,
  type PointCloud,
  type PointName,
  pointsWithin,
  projectPoints,
} from './points/point-cloud.js';
import { originOf } from './points/point-origin.js';

/** What dragging does; `place` drags as `pan` does, and a press names a place. */
export type FigureMode = 'pan' | 'zoom' | 'select' | 'place';

export interface Place {
  /** In the figure, points from its top left corner. */
  readonly x: number;
  readonly y: number;
}

/** The rectangle between two places of one frame. */
export interface DraggedArea extends Rectangle {
  readonly kind: 'zoom' | 'select';
  readonly box: number;
}

/** The pointer on a frame. */
export interface Pointer extends Place {
  readonly box: number;
  readonly hit?: Hit | undefined;
}

/** One figure on the page while people look at it and work on it. Nothing of this is kept or saved. */
export interface FigureState {
  /** The figure that is drawn, without limits; undefined before the first picture. */
  readonly figure: Figure | undefined;
  readonly picture: Picture | undefined;
  /** What was zoomed to; the picture may be late. */
  readonly limits: FigureLimits;
  /** Frames of the picture at these limits. */
  readonly boxes: readonly PanelFrameBox[];
  readonly mode: FigureMode;
  readonly pointer: Pointer | undefined;
  readonly area: DraggedArea | undefined;
  /** Points in the brush, waiting for what shall be done with them. */
  readonly chosen: readonly PointName[];
  /** The point at which someone with a keyboard is. */
  readonly present: PointName | undefined;
}

export type FigureSession = StoreApi<FigureState>;

export function createFigureSession(): FigureSession {
  return createStore<FigureState>(() => ({
    figure: undefined,
    picture: undefined,
    limits: noLimits,
    boxes: [],
    mode: 'pan',
    pointer: undefined,
    area: undefined,
    chosen: [],
    present: undefined,
  }));
}

const clouds = new WeakMap<readonly PanelFrameBox[], PointCloud>();
const emptyCloud = projectPoints({ id: '', caption: '', panels: [] }, []);

/** The points that are drawn, projected once for each change of the limits. */
export function cloudOf({ figure, boxes }: Pick<FigureState, 'figure' | 'boxes'>): PointCloud {
  if (figure === undefined) return emptyCloud;
  let cloud = clouds.get(boxes);
  if (cloud === undefined) {
    cloud = projectPoints(figure, boxes);
    clouds.set(boxes, cloud);
  }
  return cloud;
}

/** A picture is ready. After a refit people stay where they were; another figure begins afresh. */
export function afterDrawing(state: FigureState, picture: Picture, figure: Figure): FigureState {
  const limits = limitsFor(state, figure);
  // A list of its own, also where nothing was zoomed: points are projected anew for each picture.
  const next = { ...state, figure, picture, limits, boxes: [...boxesAt(picture.boxes, limits)] };
  if (state.figure === figure) return next;
  const stays = state.figure !== undefined && sameAxes(state.figure, figure);
  const present = stays ? state.present : undefined;
  return { ...next, pointer: undefined, area: undefined, chosen: [], present };
}

/** Limits with which another figure is to be drawn. */
export function limitsFor(state: FigureState, figure: Figure): FigureLimits {
  return state.figure === undefined || sameAxes(state.figure, figure) ? state.limits : noLimits;
}

export function withLimitsSet(state: FigureState, limits: FigureLimits): FigureState {
  if (state.picture === undefined || limits === state.limits) return state;
  // The pointer stays where it is, but what was under it has moved away.
  const pointer = state.pointer === undefined ? undefined : { ...state.pointer, hit: undefined };
  return { ...state, limits, boxes: [...boxesAt(state.picture.boxes, limits)], pointer, area: undefined };
}

/** Shows another part of a frame; what cannot be drawn changes nothing. */
export function showWindow(
  state: FigureState,
  box: PanelFrameBox,
  window: FrameWindow,
  from: Pick<FigureState, 'limits' | 'boxes'> = state,
): FigureState {
  if (state.figure === undefined) return state;
  const limits = windowed(state.figure, from.limits, from.boxes, box, window);
  return limits === undefined ? state : withLimitsSet(state, limits);
}

/** @param reach how far a point or curve may be from the pointer, points */
export function pointedTo(state: FigureState, place: Place | undefined, reach: number): FigureState {
  if (place === undefined || state.figure === undefined) {
    return state.pointer === undefined ? state : { ...state, pointer: undefined };
  }
  const box = boxAt(state.boxes, place.x, place.y);
  if (box < 0) return state.pointer === undefined ? state : { ...state, pointer: undefined };
  const hit = hitAt(state.figure, cloudOf(state), place.x, place.y, reach);
  return { ...state, pointer: { ...place, box, hit } };
}

/** A rectangle from one place to another, held inside the frame in which it began. */
export function draggedArea(
  kind: DraggedArea['kind'],
  boxes: readonly PanelFrameBox[],
  box: number,
  from: Place,
  to: Place,
): DraggedArea {
  const frame = boxes[box]!;
  const x = (value: number): number => Math.min(frame.left + frame.width, Math.max(frame.left, value));
  const y = (value: number): number => Math.min(frame.top + frame.height, Math.max(frame.top, value));
  const [left, right] = [Math.min(x(from.x), x(to.x)), Math.max(x(from.x), x(to.x))];
  const [top, bottom] = [Math.min(y(from.y), y(to.y)), Math.max(y(from.y), y(to.y))];
  return { kind, box, left, top, width: right - left, height: bottom - top };
}

/** The rectangle has been drawn: zoom to it, or choose the points in it. */
export function afterArea(state: FigureState): FigureState {
  const { area, figure } = state;
  if (area === undefined || figure === undefined) return { ...state, area: undefined };
  const frame = state.boxes[area.box]!;
  if (area.kind === 'select') {
    const cloud = cloudOf(state);
    const inside = pointsWithin(cloud, area.box, area)
      .map((at) => nameOf(cloud, at))
      .filter((name) => originOf(figure, name) !== undefined);
    return { ...state, chosen: inside, area: inside.length === 0 ? undefined : area };
  }
  const foot = frame.top + frame.height;
  return showWindow({ ...state, area: undefined }, frame, {
    x: [(area.left - frame.left) / frame.width, (area.left + area.width - frame.left) / frame.width],
    y: [(foot - area.top - area.height) / frame.height, (foot - area.top) / frame.height],
  });
}

export function withoutChoice(state: FigureState): FigureState {
  return { ...state, area: undefined, chosen: [] };
}

/** The point at which someone with a keyboard is, as it is drawn; undefined where it is beyond the limits. */
export function presentHit(state: Pick<FigureState, 'figure' | 'boxes' | 'present'>): Hit | undefined {
  if (state.present === undefined || state.figure === undefined) return undefined;
  const cloud = cloudOf(state);
  const at = findPoint(cloud, state.present);
  return at < 0 ? undefined : pointHit(state.figure, cloud, at);
}
