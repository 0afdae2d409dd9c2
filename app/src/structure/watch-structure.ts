import { movedBy, type StructureSession, type StructureState, turnedBy, zoomedBy } from './structure-session.js';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Half a turn for a drag across the picture's height. */
const TURN = Math.PI;
/** As on figures: a wheel zooms with Ctrl, and scrolls the page without. */
const WHEEL_STEP = 0.0016;
const PAD_STEP = 0.01;
const LINE_PIXELS = 16;

/**
 * Pointer, wheel and fingers on a structure: one finger turns, two zoom, move and roll, a drag with Shift or another button
 * than the first moves. Returns what ends it.
 */
export function watchStructure(element: HTMLElement, session: StructureSession): () => void {
  const fingers = new Map<number, Place>();
  let moves = false;
  const change = (next: (state: StructureState) => StructureState): void =>
    session.setState(next(session.getState()), true);
  const height = (): number => Math.max(1, element.clientHeight);

  const down = (event: PointerEvent): void => {
    if (fingers.size === 2 || (event.target as Element).closest('button') !== null) return;
    fingers.set(event.pointerId, placeOf(event));
    element.setPointerCapture(event.pointerId);
    moves = event.shiftKey || event.button !== 0;
    element.dataset.grabbing = '';
    // The focus is wanted for the keys; what the middle button does elsewhere is not.
    if (event.button === 1) event.preventDefault();
  };
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = placeOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    const [dx, dy] = [(now.x - before.x) / height(), (now.y - before.y) / height()];
    if (other !== undefined) change((state) => pinched(state, other, before, now, height()));
    else if (moves) change((state) => movedBy(state, dx, -dy));
    else change((state) => turnedBy(state, dx * TURN, dy * TURN));
  };
  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) delete element.dataset.grabbing;
  };
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
    const step = Math.abs(pixels) < 50 && event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? PAD_STEP : WHEEL_STEP;
    change((state) => zoomedBy(state, Math.exp(-pixels * step)));
  };
  const menu = (event: Event): void => event.preventDefault();

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('contextmenu', menu);
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('contextmenu', menu);
  };
}

function placeOf({ clientX, clientY }: PointerEvent): Place {
  return { x: clientX, y: clientY };
}

/** One of two fingers went from one place to another while the other stayed. */
export function pinched(state: StructureState, held: Place, from: Place, to: Place, height: number): StructureState {
  const [before, after] = [Math.hypot(from.x - held.x, from.y - held.y), Math.hypot(to.x - held.x, to.y - held.y)];
  if (before < 1 || after < 1) return state;
  const roll = Math.atan2(to.y - held.y, to.x - held.x) - Math.atan2(from.y - held.y, from.x - held.x);
  const turn = Math.atan2(Math.sin(roll), Math.cos(roll));
  const moved = movedBy(state, (to.x - from.x) / 2 / height, -(to.y - from.y) / 2 / height);
  return turnedBy(zoomedBy(moved, after / before), 0, 0, turn);
}
