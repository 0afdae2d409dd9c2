import type { HeatMapMark } from '../figure.js';
import { GAP, LINE_HEIGHT, TEXT } from '../publication-style.js';
import { measureText } from '../text/text-metrics.js';
import { axisTitle } from '../text/typeset.js';
import type { Domain, Scale } from './scale.js';
import { linearTicks, type Ticks } from './ticks.js';

/** The scale of a heat map, right of its panel and as tall as the frame. */
export interface ColourBarLayout {
  readonly scale: Scale;
  readonly ticks: Ticks;
  readonly title: string;
  readonly labelExtent: number;
}

export const COLOUR_BAR = { gap: 6, width: 7 } as const;

/** Smallest and largest finite value of a heat map; a window around the value where all are equal. */
export function valueDomain(values: readonly number[]): Domain {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  return low === high ? [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2] : [low, high];
}

export function layoutColourBar(mark: HeatMapMark, height: number): ColourBarLayout {
  const domain = valueDomain(mark.values);
  const ticks = linearTicks(domain, Math.min(6, Math.max(2, Math.floor(height / 19))));
  return {
    scale: { type: 'linear', domain, reversed: false },
    ticks,
    title: axisTitle(mark.title, mark.unit, ticks.powerOfTen),
    labelExtent: Math.max(0, ...ticks.labels.map((label) => measureText(label, TEXT.tick))),
  };
}

/** Room right of the frame. */
export function colourBarExtent(bar: ColourBarLayout): number {
  const title = bar.title === '' ? 0 : GAP.title + LINE_HEIGHT.title;
  return COLOUR_BAR.gap + COLOUR_BAR.width + GAP.label + bar.labelExtent + title;
}
