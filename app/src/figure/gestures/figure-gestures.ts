import {
  afterArea,
  type DraggedArea,
  draggedArea,
  type FigureSession,
  type FigureState,
  type Place,
  pointedTo,
  withLimitsSet,
  withoutChoice,
} from '../figure-session.js';
import { noLimits, sameAxes } from '../limits/limits.js';
import { boxAt, zoneAt } from '../points/hit.js';
import type { PointName } from '../points/point-cloud.js';
import { middle, type PinchStart, panned, pinched, zoomedAbout } from './gesture-changes.js';

export interface GestureActions {
  /** A point was pressed without dragging, in the mode that selects. */
  readonly onPress: (point: PointName) => void;
  /** A place was pressed, in the mode that names places: the frame by its index, and the place in points. */
  readonly onPlace: (box: number, place: Place) => void;
  /** A point was pressed in any other mode. */
  readonly onPoint: (point: PointName) => void;
}

interface Drag {
  readonly kind: 'pan' | DraggedArea['kind'];
  readonly pointer: number;
  readonly box: number;
  readonly from: Place;
  readonly before: FigureState;
  moved: boolean;
}

/** Less than this is a press, not a drag, CSS pixels. */
const PRESS = 4;
/** How near a point or curve must be, CSS pixels. */
const REACH = { mouse: 12, touch: 24 } as const;
const WHEEL_STEP = 0.0016;
/** Fingers on a pad report smaller steps, which come as wheel with Ctrl. */
const PAD_STEP = 0.01;
const LINE_PIXELS = 16;

/**
 * Pointer, wheel and fingers on a figure: moves, zooms and selects in the session. Returns what ends it.
 *
 * @param element the stage, exactly as large as the figure
 */
export function watchGestures(element: HTMLElement, session: FigureSession, actions: GestureActions): () => void {
  const fingers = new Map<number, Place>();
  let drag: Drag | (PinchStart & { readonly kind: 'pinch'; readonly before: FigureState }) | undefined;
  let spaceHeld = false;
  let hoverFrame = 0;
  const set = (change: (state: FigureState) => FigureState): void => session.setState(change(session.getState()), true);

  const pixelsPerPoint = (): number => {
    const width = session.getState().picture?.layout.width;
    return width === undefined ? 1 : element.getBoundingClientRect().width / width;
  };
  const placeOf = (event: { clientX: number; clientY: number }): Place => {
    const { left, top } = element.getBoundingClientRect();
    const scale = pixelsPerPoint();
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
  };
  const reachOf = (event: PointerEvent): number =>
    (event.pointerType === 'touch' ? REACH.touch : REACH.mouse) / pixelsPerPoint();

  const hover = (event: PointerEvent): void => {
    cancelAnimationFrame(hoverFrame);
    // A handle says its own value.
    const place = isControl(event.target) ? undefined : placeOf(event);
    hoverFrame = requestAnimationFrame(() => set((state) => pointedTo(state, place, reachOf(event))));
  };

  const down = (event: PointerEvent): void => {
    if (isControl(event.target) || (event.button !== 0 && event.button !== 1)) return;
    const place = placeOf(event);
    const state = session.getState();
    fingers.set(event.pointerId, place);
    // Captured wherever it began: otherwise its end may be missed.
    element.setPointerCapture(event.pointerId);
    const pair = [...fingers.values()];
    if (pair.length > 2) return;
    if (pair.length === 2) {
      const between = middle(pair[0]!, pair[1]!);
      drag = {
        kind: 'pinch',
        box: boxAt(state.boxes, between.x, between.y),
        from: [pair[0]!, pair[1]!],
        before: state,
      };
      set((now) => ({ ...now, area: undefined, pointer: undefined }));
      return;
    }
    const box = boxAt(state.boxes, place.x, place.y);
    if (box < 0) return;
    const hand = event.button === 1 || spaceHeld || state.mode === 'pan' || state.mode === 'place';
    const kind = hand ? 'pan' : (state.mode as DraggedArea['kind']);
    drag = { kind, pointer: event.pointerId, box, from: place, before: state, moved: false };
    if (event.button === 1) event.preventDefault();
  };

  const move = (event: PointerEvent): void => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, placeOf(event));
    if (drag !== undefined && isOutdated(drag.before, session.getState())) drag = undefined;
    if (drag === undefined) {
      hover(event);
      return;
    }
    if (drag.kind === 'pinch') {
      const pinch = drag;
      const pair = [...fingers.values()];
      if (pair.length === 2 && pinch.box >= 0) set((state) => pinched(state, pinch, [pair[0]!, pair[1]!]));
      return;
    }
    if (event.pointerId !== drag.pointer) return;
    const place = placeOf(event);
    const far = Math.hypot(place.x - drag.from.x, place.y - drag.from.y) * pixelsPerPoint();
    if (!drag.moved && far < PRESS) return;
    drag.moved = true;
    const { kind, box, from, before } = drag;
    cancelAnimationFrame(hoverFrame);
    if (kind === 'pan') {
      element.dataset.grabbing = '';
      set((state) => panned({ ...state, pointer: undefined }, before, box, from, place));
    } else {
      set((state) => ({
        ...state,
        pointer: undefined,
        chosen: [],
        area: draggedArea(kind, state.boxes, box, from, place),
      }));
    }
  };

  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    const ended = drag;
    if (ended === undefined || (ended.kind !== 'pinch' && event.pointerId !== ended.pointer)) return;
    drag = undefined;
    delete element.dataset.grabbing;
    if (ended.kind === 'pinch') return;
    if (event.type === 'pointercancel') {
      set(withoutChoice);
    } else if (ended.moved) {
      if (ended.kind !== 'pan') set(afterArea);
    } else {
      pressed(event, ended);
    }
  };

  /** A press on a point: its choice in the mode that selects, else the point at which the keyboard goes on. */
  const pressed = (event: PointerEvent, { from, box }: Drag): void => {
    set((state) => pointedTo(withoutChoice(state), from, reachOf(event)));
    const { pointer, mode } = session.getState();
    const point = pointer?.hit?.point;
    if (event.button !== 0) return;
    if (mode === 'place') {
      actions.onPlace(box, from);
      return;
    }
    if (mode === 'select' && point !== undefined) {
      actions.onPress(point);
      return;
    }
    set((state) => ({ ...state, present: point }));
    if (point !== undefined) actions.onPoint(point);
  };

  const wheel = (event: WheelEvent): void => {
    // Without Ctrl and without focus the wheel belongs to the page.
    if (!event.ctrlKey && document.activeElement !== element) return;
    const place = placeOf(event);
    const state = session.getState();
    const zone = zoneAt(state.boxes, place.x, place.y);
    if (zone === undefined) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
    const small = event.ctrlKey && Math.abs(pixels) < 40;
    const factor = Math.exp(pixels * (small ? PAD_STEP : WHEEL_STEP));
    set((now) => zoomedAbout(now, zone, place, factor));
  };

  const leave = (): void => {
    cancelAnimationFrame(hoverFrame);
    set((state) => pointedTo(state, undefined, 0));
  };
  const reset = (event: MouseEvent): void => {
    if (!isControl(event.target)) set((state) => withLimitsSet(withoutChoice(state), noLimits));
  };
  const cancel = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || drag === undefined) return;
    const { limits } = drag.before;
    drag = undefined;
    delete element.dataset.grabbing;
    set((state) => withoutChoice(withLimitsSet(state, limits)));
    event.stopPropagation();
  };
  const space = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || event.target !== element) return;
    spaceHeld = event.type === 'keydown';
    if (event.cancelable) event.preventDefault();
  };
  const letGo = (): void => {
    spaceHeld = false;
  };

  const ending = new AbortController();
  const { signal } = ending;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('pointerleave', leave, { signal });
  element.addEventListener('dblclick', reset, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('keydown', cancel, { signal });
  element.addEventListener('keydown', space, { signal });
  element.addEventListener('keyup', space, { signal });
  element.addEventListener('blur', letGo, { signal });
  return () => {
    ending.abort();
    cancelAnimationFrame(hoverFrame);
  };
}

/** Another figure has come under the hand, on which the frames of the gesture mean nothing. */
function isOutdated({ figure: before }: FigureState, { figure }: FigureState): boolean {
  return before !== figure && (before === undefined || figure === undefined || !sameAxes(before, figure));
}

/** Buttons and sliders on the stage have gestures of their own. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
