import type { PlotController } from './plot-controller.js';
import type { PlotArea } from './plot-frame.js';
import type { AxisName } from './plot-setup.js';
import { boxView, dragView, type PlotPoint, zoomView } from './plot-view.js';

/** A press that moves less than this is a click. */
const CLICK_PX = 4;
const TAP_PX = 10;
/** A frame smaller than this was not meant. */
const LEAST_BOX = 0.01;
/** A turn of the wheel by 100 pixels zooms by this factor. */
const WHEEL = 1.25;

interface Press {
  readonly id: number;
  /** Pixels from the canvas' corner. */
  x: number;
  y: number;
}

/**
 * Listens to mouse, pen, fingers and wheel over the plot: wheel zooms about the pointer (over an axis only that one), drag
 * moves, drag with Shift frames what to zoom into, two fingers zoom, double click shows all, click marks a row.
 *
 * @returns ends it
 */
export function listenToGestures(element: HTMLElement, controller: PlotController): () => void {
  const presses: Press[] = [];
  let start: { readonly x: number; readonly y: number; readonly axes: readonly AxisName[] | undefined } | undefined;
  let boxFrom: PlotPoint | undefined;
  let hasMoved = false;

  const placeOf = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onDown = (event: PointerEvent): void => {
    const { area } = controller;
    if (area === undefined || event.button !== 0) return;
    const { x, y } = placeOf(event);
    element.setPointerCapture(event.pointerId);
    presses.push({ id: event.pointerId, x, y });
    if (presses.length > 1) {
      boxFrom = undefined;
      controller.setBox(null);
      hasMoved = true;
      return;
    }
    hasMoved = false;
    start = { x, y, axes: axesUnder(area, x, y) };
    boxFrom = event.shiftKey && start.axes === undefined ? pointIn(area, x, y) : undefined;
  };

  const onMove = (event: PointerEvent): void => {
    const { area } = controller;
    if (area === undefined) return;
    const { x, y } = placeOf(event);
    const press = presses.find(({ id }) => id === event.pointerId);
    if (press === undefined || start === undefined) {
      if (event.pointerType !== 'touch') controller.point(isInside(area, x, y) ? pointIn(area, x, y) : null);
      return;
    }
    const reach = event.pointerType === 'touch' ? TAP_PX : CLICK_PX;
    if (!hasMoved && Math.hypot(x - start.x, y - start.y) < reach) return;
    if (!hasMoved) controller.point(null);
    hasMoved = true;
    if (presses.length === 2) pinch(controller, area, presses, press, x, y);
    else if (boxFrom !== undefined) controller.setBox([boxFrom, clampedPoint(area, x, y)]);
    else {
      const by = { across: (x - press.x) / area.width, up: (press.y - y) / area.height };
      const { axes } = start;
      controller.changeView((view) => dragView(view, by, axes));
    }
    press.x = x;
    press.y = y;
  };

  const onUp = (event: PointerEvent): void => {
    const at = presses.findIndex(({ id }) => id === event.pointerId);
    if (at < 0) return;
    const [press] = presses.splice(at, 1);
    const { area } = controller;
    if (area !== undefined && event.type !== 'pointercancel') finish(area, press!);
    endBox();
  };

  const finish = (area: PlotArea, { x, y }: Press): void => {
    if (boxFrom !== undefined && hasMoved) {
      const from = boxFrom;
      const to = clampedPoint(area, x, y);
      const isMeant = Math.abs(to.across - from.across) > LEAST_BOX && Math.abs(to.up - from.up) > LEAST_BOX;
      if (isMeant) controller.changeView((view) => boxView(view, from, to));
    } else if (!hasMoved && start?.axes === undefined) {
      void controller.markAt(pointIn(area, x, y));
    }
  };

  const endBox = (): void => {
    boxFrom = undefined;
    controller.setBox(null);
  };

  const onLeave = (): void => {
    if (presses.length === 0) controller.point(null);
  };

  const onWheel = (event: WheelEvent): void => {
    const { area } = controller;
    if (area === undefined) return;
    event.preventDefault();
    const { x, y } = placeOf(event);
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1);
    // A pinch on a touchpad comes as a wheel with Ctrl and small steps.
    const factor = WHEEL ** ((event.ctrlKey ? 4 : 1) * (Math.max(-240, Math.min(240, pixels)) / 100));
    const axes = axesUnder(area, x, y) ?? controller.zoomedAxes(event.altKey);
    controller.changeView((view) => zoomView(view, factor, clampedPoint(area, x, y), axes));
  };

  const onDouble = (): void => controller.reset();

  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onUp);
  element.addEventListener('pointerleave', onLeave);
  element.addEventListener('wheel', onWheel, { passive: false });
  element.addEventListener('dblclick', onDouble);
  return () => {
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onUp);
    element.removeEventListener('pointerleave', onLeave);
    element.removeEventListener('wheel', onWheel);
    element.removeEventListener('dblclick', onDouble);
  };
}

/** Zooms by how far two fingers went apart and moves with their middle. */
function pinch(
  controller: PlotController,
  area: PlotArea,
  presses: readonly Press[],
  moved: Press,
  x: number,
  y: number,
): void {
  const other = presses.find((press) => press !== moved)!;
  const before = Math.hypot(moved.x - other.x, moved.y - other.y);
  const after = Math.hypot(x - other.x, y - other.y);
  const middle = pointIn(area, (x + other.x) / 2, (y + other.y) / 2);
  const by = { across: (x - moved.x) / 2 / area.width, up: (moved.y - y) / 2 / area.height };
  const factor = Math.max(0.5, Math.min(2, before / Math.max(1, after)));
  controller.changeView((view) => zoomView(dragView(view, by), factor, middle, controller.zoomedAxes(false)));
}

/** Beside the plot, the axis there; undefined over the plot itself. */
function axesUnder(area: PlotArea, x: number, y: number): readonly AxisName[] | undefined {
  if (y > area.top + area.height) return ['x'];
  if (x < area.left) return ['left'];
  if (x > area.left + area.width) return ['right'];
  return undefined;
}

function isInside(area: PlotArea, x: number, y: number): boolean {
  return axesUnder(area, x, y) === undefined && y >= area.top;
}

function pointIn(area: PlotArea, x: number, y: number): PlotPoint {
  return { across: (x - area.left) / area.width, up: 1 - (y - area.top) / area.height };
}

function clampedPoint(area: PlotArea, x: number, y: number): PlotPoint {
  const { across, up } = pointIn(area, x, y);
  return { across: Math.max(0, Math.min(1, across)), up: Math.max(0, Math.min(1, up)) };
}
