import type { Axis } from '../figure.js';
import { GAP, LINE_HEIGHT, TEXT, TICK_LENGTH } from '../publication-style.js';
import { measureText, wrapText } from '../text/text-metrics.js';
import { axisTitle } from '../text/typeset.js';
import { positionOn, type Scale } from './scale.js';
import { linearTicks, logTicks, niceStep, type Ticks } from './ticks.js';

/** An axis with everything decided: limits, ticks, labels, lines of the title. */
export interface AxisLayout {
  readonly scale: Scale;
  readonly ticks: Ticks;
  readonly hideLabels: boolean;
  /** Ticks point away from the data, which fill the frame (images, heat maps). */
  readonly outward: boolean;
  readonly title: readonly string[];
  /** Room that tick labels take away from the frame (their width on y, their height on x). */
  readonly labelExtent: number;
}

export interface AxisLayoutOptions {
  /** Distance of major ticks dictated by the other axis (equal aspect). */
  readonly step?: number;
  /** Ticks point out of the frame. @default false */
  readonly outward?: boolean;
  /** Closest distance of major ticks along y, points. @default 19 */
  readonly pitch?: number;
  /** No tick in the first so many points (rows of tick strokes stand there). @default 0 */
  readonly keepFree?: number;
}

/** Closest distance of horizontal tick labels, and of ticks that have labels of one line beside them. */
const LABEL_GAP = 7;
const MIN_PITCH = { x: 24, y: 19 } as const;
/** Titles may stick out of their frame a little before they are wrapped. */
const TITLE_OVERHANG = 12;

export function layoutAxis(
  axis: Axis,
  scale: Scale,
  direction: 'x' | 'y',
  length: number,
  options: AxisLayoutOptions = {},
): AxisLayout {
  const ticks = withoutTicksNearStart(chooseTicks(scale, direction, length, options), scale, length, options);
  const hideLabels = axis.hideLabels ?? false;
  const widest = hideLabels ? 0 : Math.max(0, ...ticks.labels.map((label) => measureText(label, TEXT.tick)));
  return {
    scale,
    ticks,
    hideLabels,
    outward: options.outward ?? false,
    title: titleLines(axis, hideLabels ? 0 : ticks.powerOfTen, length),
    labelExtent: hideLabels ? 0 : direction === 'x' ? TEXT.tick : widest,
  };
}

/** An axis of which only the limits count. */
export function bareAxis(scale: Scale): AxisLayout {
  return {
    scale,
    ticks: { major: [], minor: [], labels: [], powerOfTen: 0 },
    hideLabels: true,
    outward: false,
    title: [],
    labelExtent: 0,
  };
}

function chooseTicks(scale: Scale, direction: 'x' | 'y', length: number, options: AxisLayoutOptions): Ticks {
  const { step } = options;
  const most = Math.max(2, Math.floor(length / (options.pitch ?? MIN_PITCH[direction])));
  if (scale.type === 'log') return logTicks(scale.domain, Math.floor(length / (direction === 'x' ? 22 : 14)));
  if (step !== undefined) return linearTicks(scale.domain, most, step);
  if (direction === 'y') return linearTicks(scale.domain, Math.min(most, 7));
  // Along x the labels stand side by side: take the densest ticks whose labels keep apart.
  for (let count = Math.min(most, 7); count > 2; count--) {
    const ticks = linearTicks(scale.domain, count);
    const widest = Math.max(...ticks.labels.map((label) => measureText(label, TEXT.tick)));
    if ((length * ticks.step!) / (scale.domain[1] - scale.domain[0]) >= widest + LABEL_GAP) return ticks;
  }
  return linearTicks(scale.domain, 2);
}

function withoutTicksNearStart(ticks: Ticks, scale: Scale, length: number, options: AxisLayoutOptions): Ticks {
  const keepFree = options.keepFree ?? 0;
  if (keepFree <= 0) return ticks;
  const far = (value: number): boolean => positionOn(scale, value, length) >= keepFree;
  return {
    ...ticks,
    major: ticks.major.filter(far),
    labels: ticks.labels.filter((_, i) => far(ticks.major[i]!)),
    minor: ticks.minor.filter(far),
  };
}

function titleLines(axis: Axis, powerOfTen: number, length: number): string[] {
  const title = axisTitle(axis.title, axis.unit, powerOfTen);
  if (title === '') return [];
  if (measureText(title, TEXT.title) <= length + TITLE_OVERHANG) return [title];
  // The unit goes to the second line when that is enough; otherwise words wrap wherever they must.
  const slash = title.lastIndexOf(' / ');
  if (slash > 0 && measureText(title.slice(0, slash + 2), TEXT.title) <= length + TITLE_OVERHANG) {
    return [title.slice(0, slash + 2), title.slice(slash + 3)];
  }
  return wrapText(title, TEXT.title, length);
}

/** Room of ticks and labels outside the frame, for labels of the given extent. */
export function labelRoom(axis: AxisLayout, labelExtent = axis.labelExtent): number {
  return (axis.outward ? TICK_LENGTH.major : 0) + (labelExtent === 0 ? 0 : GAP.label + labelExtent);
}

/** Room that an axis takes outside the frame: ticks, labels (of the given extent), title. */
export function axisExtent(axis: AxisLayout, labelExtent = axis.labelExtent): number {
  const labels = labelRoom(axis, labelExtent);
  const title = axis.title.length === 0 ? 0 : GAP.title + axis.title.length * LINE_HEIGHT.title;
  return labels + title;
}

/** How far the last label of an x axis sticks out beyond the end of the frame. */
export function labelOverhang(axis: AxisLayout, length: number): number {
  if (axis.hideLabels) return 0;
  const ends = axis.ticks.major.map(
    (value, i) => positionOn(axis.scale, value, length) + measureText(axis.ticks.labels[i]!, TEXT.tick) / 2 - length,
  );
  return Math.max(0, ...ends);
}

/** Tick distance that suits both axes of an equal-aspect panel: that of x, as long as y keeps two ticks. */
export function commonStep(x: AxisLayout, y: Scale, height: number): number {
  const span = y.domain[1] - y.domain[0];
  const step = x.ticks.step ?? niceStep(span, 4);
  return Math.floor(span / step) >= 2 ? step : niceStep(span, Math.max(2, Math.floor(height / MIN_PITCH.y)));
}
