/**
 * The one publication style. Lengths are points (1/72 inch): one unit of the Vega-Lite view is one point on paper, so a
 * font size of 7 is 7 pt in the journal. Sizes follow what Elsevier, ACS and RSC ask for: Arial-like type of 7 to 8 pt,
 * lines of at least 0.5 pt, columns of 85 and 175 mm.
 */
import type { Colour, LineMark, PointsMark } from './figure.js';

export const POINTS_PER_MM = 72 / 25.4;

/** Width of a figure in mm. */
export const FIGURE_WIDTH_MM = { single: 85, double: 175 } as const;

export const FONT = 'Arimo';

export const TEXT = { tick: 7, title: 8, legend: 7, annotation: 7, panel: 8 } as const;
export const LINE_HEIGHT = { tick: 8, title: 9.5, legend: 9.5 } as const;

export const STROKE = { frame: 0.6, tick: 0.6, line: 1, marker: 0.8, errorBar: 0.7, rule: 0.6 } as const;
export const TICK_LENGTH = { major: 3, minor: 1.7 } as const;
/** Gaps between frame, tick labels and axis title. */
export const GAP = { label: 3, title: 3, panel: 10, outer: 1.5 } as const;

export const INK = '#000000';
export const NEUTRAL = '#7f7f7f';
export const PAPER = '#ffffff';

/**
 * The colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), safe for colour-blind readers, in an order that
 * alternates dark and light so that neighbours differ in grey too. Yellow is darkened: the original vanishes as a thin
 * line on white paper.
 */
export const PALETTE = [
  '#0072b2', // blue
  '#e69f00', // orange
  '#009e73', // bluish green
  '#56b4e9', // sky blue
  '#d55e00', // vermillion
  '#d9c400', // yellow, darkened
  '#cc79a7', // reddish purple
  '#000000', // black
] as const;

export type Shape = NonNullable<PointsMark['shape']> | 'triangle-down' | 'triangle-right' | 'triangle-left' | 'star';

/**
 * Second channel: every colour slot has a marker of its own, each with an inside, so that open and filled can differ
 * ...
 */
const SLOT_SHAPES: readonly Shape[] = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'triangle-down',
  'star',
  'triangle-right',
  'triangle-left',
];

/** ... and a dash of its own, in points; used where no marker tells the curves apart. */
const SLOT_DASHES: readonly (readonly number[])[] = [
  [],
  [4, 1.6],
  [1, 1.4],
  [6, 1.5, 1, 1.5],
  [2.4, 1.4],
  [6, 1.5, 1, 1.5, 1, 1.5],
  [8, 2],
  [4, 1.5, 1, 1.5],
];

function slot(colour: Colour | undefined): number | null {
  return typeof colour === 'number' ? ((Math.trunc(colour) % PALETTE.length) + PALETTE.length) % PALETTE.length : null;
}

export function colourOf(colour: Colour | undefined): string {
  const index = slot(colour);
  if (index !== null) return PALETTE[index]!;
  return colour === 'neutral' ? NEUTRAL : INK;
}

export function shapeOf(mark: Pick<PointsMark, 'shape' | 'colour'>): Shape {
  if (mark.shape !== undefined) return mark.shape;
  const index = slot(mark.colour);
  return index === null ? 'circle' : SLOT_SHAPES[index]!;
}

const NAMED_DASHES: Readonly<Record<NonNullable<LineMark['dash']>, readonly number[]>> = {
  solid: [],
  dashed: [4, 2],
  dotted: [1, 1.6],
};

export function namedDash(dash: NonNullable<LineMark['dash']>): readonly number[] {
  return NAMED_DASHES[dash];
}

export function slotDash(colour: Colour | undefined): readonly number[] {
  const index = slot(colour);
  return index === null ? [] : SLOT_DASHES[index]!;
}

/**
 * Outlines that Vega lacks, as paths in a square from -1 to 1; the others by Vega's name. `area` evens out how large
 * the shapes look at the same nominal size.
 */
export const SHAPES: Readonly<Record<Shape, { readonly vega: string; readonly area: number }>> = {
  circle: { vega: 'circle', area: 1 },
  square: { vega: 'square', area: 0.8 },
  triangle: { vega: 'M0,-1.05L1,0.75L-1,0.75Z', area: 1.05 },
  'triangle-down': { vega: 'M0,1.05L1,-0.75L-1,-0.75Z', area: 1.05 },
  'triangle-right': { vega: 'M1.05,0L-0.75,1L-0.75,-1Z', area: 1.05 },
  'triangle-left': { vega: 'M-1.05,0L0.75,1L0.75,-1Z', area: 1.05 },
  diamond: { vega: 'M0,-1.2L1.05,0L0,1.2L-1.05,0Z', area: 1 },
  cross: { vega: 'M-0.85,-0.85L0.85,0.85M-0.85,0.85L0.85,-0.85', area: 1 },
  star: {
    vega: 'M0,-1.09L0.306,-0.361L1.094,-0.295L0.495,0.221L0.676,0.99L0,0.58L-0.676,0.99L-0.495,0.221L-1.094,-0.295L-0.306,-0.361Z',
    area: 1.5,
  },
};

/** Diameter of a marker: large while each point counts, small where thousands make a curve. */
export function markerDiameter(points: number): number {
  return points <= 40 ? 4.2 : points <= 120 ? 3.4 : points <= 500 ? 2.6 : points <= 3000 ? 1.8 : 1.2;
}

/** Vega-Lite configuration shared by every figure; also what makes an exported `.vl.json` look right on its own. */
export function vegaLiteConfig(): Record<string, unknown> {
  const guide = { labelFont: FONT, titleFont: FONT, labelColor: INK, titleColor: INK };
  return {
    aria: false,
    background: PAPER,
    font: FONT,
    view: { stroke: null, fill: null },
    axis: {
      ...guide,
      grid: false,
      domain: false,
      tickColor: INK,
      tickWidth: STROKE.tick,
      // Negative: ticks point into the panel; labels are moved back out by the same amount.
      tickSize: -TICK_LENGTH.major,
      labelPadding: TICK_LENGTH.major + GAP.label,
      labelFontSize: TEXT.tick,
      labelLimit: 0,
      labelOverlap: false,
      labelBound: false,
      labelFlush: false,
      // Whole pixels are a screen's concern; here a pixel is a point, and rounding would be seen.
      tickRound: false,
      translate: 0,
      titleFontSize: TEXT.title,
      titleFontWeight: 'normal',
      titleLineHeight: LINE_HEIGHT.title,
      titleLimit: 0,
      titlePadding: GAP.title,
      zindex: 1,
    },
    text: { font: FONT, fontSize: TEXT.annotation, color: INK, limit: 0 },
    line: { strokeWidth: STROKE.line, strokeJoin: 'round', strokeCap: 'butt' },
    concat: { spacing: 0 },
  };
}
