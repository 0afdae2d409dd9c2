import type { Handle } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toData } from '../../../../src/figure/layout/frames.js';

/** Where a handle stands along the axis on which it moves, data units. */
export function handlePosition(handle: Handle): number {
  return handle.moves === 'x' ? handle.x : handle.y;
}

/** The value at a position; of a handle that moves in steps, the nearest of them. */
export function handleValue({ offset, gradient, step }: Handle, position: number): number {
  return inSteps(offset + gradient * position, step);
}

function inSteps(value: number, step: number | undefined): number {
  return step === undefined ? value : Math.round(value / step) * step;
}

/** The same handle at the place that stands for a value. */
export function handleAt(handle: Handle, value: number): Handle {
  if (handle.gradient === 0) return handle;
  const position = (value - handle.offset) / handle.gradient;
  return handle.moves === 'x' ? { ...handle, x: position } : { ...handle, y: position };
}

/** Value under a place of the figure (points), held inside the frame. */
export function valueUnder(handle: Handle, box: PanelFrameBox, xPt: number, yPt: number): number {
  const x = Math.min(box.left + box.width, Math.max(box.left, xPt));
  const y = Math.min(box.top + box.height, Math.max(box.top, yPt));
  return handleValue(handle, toData(box, x, y)[handle.moves]);
}

/** Values at the two ends of the axis as it is shown, ascending. */
export function handleRange(handle: Handle, box: PanelFrameBox): readonly [number, number] {
  const [a, b] = box[handle.moves].domain.map((position) => handleValue(handle, position)) as [number, number];
  return a < b ? [a, b] : [b, a];
}

const SMALL = 0.01;
const LARGE = 0.1;

/**
 * One press of an arrow key: 1 % of the value, with Shift 10 %; of the range where the value is zero. A handle that moves
 * in steps moves by at least one. Held inside the range: beyond the frame nobody could see it, or bring it back.
 */
export function nudged(
  value: number,
  by: 1 | -1,
  large: boolean,
  range: readonly [number, number],
  step?: number,
): number {
  const share = large ? LARGE : SMALL;
  const length = share * (value === 0 ? range[1] - range[0] : Math.abs(value));
  const next = inSteps(value + by * Math.max(length, step ?? 0), step);
  return Math.min(Math.max(range[1], value), Math.max(Math.min(range[0], value), next));
}
