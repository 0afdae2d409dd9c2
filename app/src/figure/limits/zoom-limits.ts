import type { Axis, Figure } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, valueAt } from '../../../../src/figure/layout/frames.js';
import { isEqualAspect } from '../../../../src/figure/layout/panel-scales.js';
import { type Scale, toLinear } from '../../../../src/figure/layout/scale.js';
import { type FigureLimits, limitsOf, type PanelLimits } from './limits.js';

/** Part of an axis as shares of its length from its start (left, bottom): `[0, 1]` is all of it, `[-0.1, 0.9]` the same moved. */
export type Span = readonly [from: number, to: number];

/** What a frame is to show, as parts of what it shows now. */
export interface FrameWindow {
  readonly x: Span;
  readonly y: Span;
}

const ALL: Span = [0, 1];

/** Magnified about a place (share of the axis' length): `factor` below 1 shows less and larger. */
export function spanAbout(place: number, factor: number): Span {
  return [place - place * factor, place + (1 - place) * factor];
}

/** Moved with the hand: `by` is how far the drawing goes, as a share of the axis' length. */
export function spanMoved(by: number): Span {
  return [-by, 1 - by];
}

/** Panels with this in common show the same quantity along x: a place on one is a place on all. */
export function xKey(axis: Axis): string {
  return `${axis.title}\n${axis.unit}\n${axis.scale ?? 'linear'}`;
}

/**
 * Limits after a frame has been told to show another part of its axes. Panels that show about the same part of the same
 * quantity on x follow along x; where one unit has the same length on both axes it keeps it. Undefined where that would be too small or too large
 * to be drawn: then everything should stay as it is.
 *
 * @param limits as they were: panels that are not concerned keep theirs
 * @param boxes frames as they are drawn
 */
export function windowed(
  figure: Figure,
  limits: FigureLimits,
  boxes: readonly PanelFrameBox[],
  target: PanelFrameBox,
  window: FrameWindow,
): FigureLimits | undefined {
  const present = limitsOf(boxes);
  const own = evenWindow(figure, target, window);
  const x = domainOf(target.x, own.x);
  const key = xKey(figure.panels[target.panel]!.x);
  const next: (PanelLimits | undefined)[] = figure.panels.map((_, i) => limits[i]);
  for (const box of boxes) {
    if (box.part !== 'main') continue;
    const panel = figure.panels[box.panel]!;
    if (box.panel !== target.panel && !(xKey(panel.x) === key && showSame(box.x, target.x))) continue;
    const before = present[box.panel]!;
    if (box.panel === target.panel) {
      next[box.panel] =
        target.part === 'strip'
          ? { ...before, x, y: domainOf(box.y, followed(figure, box, own)), strip: domainOf(target.y, own.y) }
          : { ...before, x, y: domainOf(box.y, own.y) };
    } else {
      const ratio = length(box.x, x) / length(box.x, box.x.domain);
      const y = isEqualAspect(panel) ? domainOf(box.y, around(own.y, ratio)) : box.y.domain;
      next[box.panel] = { ...before, x, y };
    }
  }
  const drawable = boxes.every((box) => {
    const limit = next[box.panel];
    if (limit === undefined) return true;
    return isDrawable(limit.x, box.x.type) && isDrawable(box.part === 'main' ? limit.y : limit.strip!, box.y.type);
  });
  return drawable ? next : undefined;
}

/** Panels that show quite different parts of an axis (the first cycles, the last ones) are zoomed on their own. */
const COMMON_PART = 0.5;

function showSame(a: Scale, b: Scale): boolean {
  const [low, high] = [Math.max(a.domain[0], b.domain[0]), Math.min(a.domain[1], b.domain[1])];
  if (!(high > low)) return false;
  const all = length(a, [Math.min(a.domain[0], b.domain[0]), Math.max(a.domain[1], b.domain[1])]);
  return length(a, [low, high]) >= COMMON_PART * all;
}

/** Where both axes must keep one unit length, the window grows to the shape of the frame. */
function evenWindow(figure: Figure, box: PanelFrameBox, window: FrameWindow): FrameWindow {
  if (box.part === 'strip' || !isEqualAspect(figure.panels[box.panel]!)) return window;
  const most = Math.max(window.x[1] - window.x[0], window.y[1] - window.y[0]);
  return { x: around(window.x, most), y: around(window.y, most) };
}

/** What the panel above a strip shows along y when the strip's x has changed. */
function followed(figure: Figure, box: PanelFrameBox, own: FrameWindow): Span {
  return isEqualAspect(figure.panels[box.panel]!) ? around(ALL, own.x[1] - own.x[0]) : ALL;
}

/** A span of the given length with the same middle; the same span where the length is right already. */
function around(span: Span, size: number): Span {
  const missing = size - (span[1] - span[0]);
  return Math.abs(missing) < 1e-12 ? span : [span[0] - missing / 2, span[1] + missing / 2];
}

function domainOf(scale: Scale, [from, to]: Span): readonly [number, number] {
  if (from === 0 && to === 1) return scale.domain;
  const [a, b] = [valueAt(scale, from, 1), valueAt(scale, to, 1)];
  return a < b ? [a, b] : [b, a];
}

function length(scale: Scale, [low, high]: readonly [number, number]): number {
  return toLinear(scale.type, high) - toLinear(scale.type, low);
}

/** Nearer than this two ends cannot be told apart by their tick labels, and soon not by the numbers themselves. */
const FINEST = 1e-9;
const LARGEST = 1e250;

function isDrawable([low, high]: readonly [number, number], type: Scale['type']): boolean {
  if (!Number.isFinite(low) || !Number.isFinite(high) || !(high > low)) return false;
  if (Math.max(Math.abs(low), Math.abs(high)) > LARGEST) return false;
  if (type === 'log') return low > 1 / LARGEST && Math.log10(high / low) > FINEST;
  return high - low > FINEST * Math.max(Math.abs(low), Math.abs(high)) && high - low > 1 / LARGEST;
}
