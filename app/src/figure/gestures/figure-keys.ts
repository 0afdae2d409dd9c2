import type { Figure } from '../../../../src/figure/figure.js';
import type { PanelFrameBox } from '../../../../src/figure/layout/frames.js';
import type { BrushedPoint } from '../../../../src/techniques/excluded-rows.js';
import { cloudOf, type FigureState, showWindow, withLimitsSet, withoutChoice } from '../figure-session.js';
import { noLimits } from '../limits/limits.js';
import { spanAbout, spanMoved } from '../limits/zoom-limits.js';
import { type PointName, stepMark, stepPoint } from '../points/point-cloud.js';
import { brushed, originsOf } from '../points/point-origin.js';

/** Leaves points out of the analysis, or takes them back. */
export type Exclude = (points: readonly BrushedPoint[], excluded: boolean) => void;

export interface KeyPressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** Share of the frame by which an arrow key moves the data; the magnification of one press of plus. */
const STEP = 0.1;
const MAGNIFY = 0.8;

/**
 * What a key does on a figure: arrows move, plus and minus zoom, 0 shows everything, n and p go from point to point
 * (with Shift from curve to curve), Delete leaves out what is chosen, Insert takes it back, Escape lets go. Undefined
 * for keys that mean nothing here.
 */
export function afterKey(state: FigureState, pressed: KeyPressed, exclude?: Exclude): FigureState | undefined {
  const { key, shiftKey } = pressed;
  const box = activeBox(state);
  if (box === undefined) return undefined;
  switch (key) {
    case 'ArrowLeft':
      return showWindow(state, box, { x: spanMoved(STEP), y: [0, 1] });
    case 'ArrowRight':
      return showWindow(state, box, { x: spanMoved(-STEP), y: [0, 1] });
    case 'ArrowUp':
      return showWindow(state, box, { x: [0, 1], y: spanMoved(-STEP) });
    case 'ArrowDown':
      return showWindow(state, box, { x: [0, 1], y: spanMoved(STEP) });
    case '+':
    case '=':
      return magnified(state, box, MAGNIFY);
    case '-':
    case '_':
      return magnified(state, box, 1 / MAGNIFY);
    case '0':
      return withLimitsSet(state, noLimits);
    case 'n':
    case 'N':
      return { ...state, present: stepped(state, 1, shiftKey) };
    case 'p':
    case 'P':
      return { ...state, present: stepped(state, -1, shiftKey) };
    case 'Delete':
    case 'Backspace':
      return excluded(state, true, exclude);
    case 'Insert':
      return excluded(state, false, exclude);
    case 'Escape':
      return isBusy(state) ? { ...withoutChoice(state), present: undefined } : undefined;
    default:
      return undefined;
  }
}

function isBusy({ area, chosen, present }: FigureState): boolean {
  return area !== undefined || chosen.length > 0 || present !== undefined;
}

/** The frame that keys act on: under the pointer, else that of the present point, else the first. */
function activeBox({ boxes, pointer, present }: FigureState): PanelFrameBox | undefined {
  if (pointer !== undefined) return boxes[pointer.box];
  return boxes.find((box) => box.panel === present?.panel && box.part === present.part) ?? boxes[0];
}

function magnified(state: FigureState, box: PanelFrameBox, factor: number): FigureState {
  const { pointer } = state;
  const [x, y] =
    pointer === undefined
      ? [0.5, 0.5]
      : [(pointer.x - box.left) / box.width, (box.top + box.height - pointer.y) / box.height];
  return showWindow(state, box, { x: spanAbout(x, factor), y: spanAbout(y, factor) });
}

function stepped(state: FigureState, by: 1 | -1, wholeMarks: boolean): PointName | undefined {
  return (wholeMarks ? stepMark : stepPoint)(cloudOf(state), state.present, by);
}

/** The rows that leaving out or taking back would change: those chosen, else the present point's. */
export function rowsToChange(
  figure: Figure,
  { chosen, present }: Pick<FigureState, 'chosen' | 'present'>,
  leaveOut: boolean,
): BrushedPoint[] {
  const names = chosen.length > 0 ? chosen : present === undefined ? [] : [present];
  return originsOf(figure, names)
    .filter((origin) => origin.excluded !== leaveOut)
    .map(brushed);
}

function excluded(state: FigureState, leaveOut: boolean, exclude: Exclude | undefined): FigureState | undefined {
  if (exclude === undefined || state.figure === undefined) return undefined;
  const rows = rowsToChange(state.figure, state, leaveOut);
  if (rows.length === 0) return undefined;
  exclude(rows, leaveOut);
  return withoutChoice(state);
}
