/**
 * A figure as data: panels, axes with units, marks. Techniques describe what is shown; how it is drawn (fonts, sizes,
 * colours, Vega-Lite) is decided in one place. Everything here is plain JSON so that it can be cached and sent to
 * workers.
 */

export interface Axis {
  /** Quantity in words or symbols, without the unit: `Z′`, `Frequency`, `1000/T`. */
  readonly title: string;
  /** Unit as printed: `Ω cm²`; empty for a pure number. The axis reads `title / unit`. */
  readonly unit: string;
  /** @default 'linear' */
  readonly scale?: 'linear' | 'log';
  /** Fixed limits; without them the data decide. */
  readonly domain?: readonly [number, number];
  /** Draw large values at the start of the axis (binding energy). @default false */
  readonly reversed?: boolean;
  /** Print no tick labels (arbitrary units). @default false */
  readonly hideLabels?: boolean;
}

/** Colour slot of the publication palette (0-7), `'neutral'` (grey) or `'ink'` (black). */
export type Colour = number | 'neutral' | 'ink';

interface MarkBase {
  /** Legend entry; marks without one are not in the legend. Marks with the same label share one entry. */
  readonly label?: string;
  /** @default 'ink' */
  readonly colour?: Colour;
}

/** Where drawn points come from, so that pointing at one finds its row in the file and in other panels. */
export interface PointsOrigin {
  /** Label of the entry of `series`; a list where the points stand for different entries, one label a point. */
  readonly recording: string | readonly string[];
  /** Row of each point in the table it was read from, counted from 1; absent where a point stands for a whole entry. */
  readonly rows?: readonly number[];
  /** Last of the rows that each point stands for, where rows were thinned out for the picture; else a point is one row. */
  readonly lastRows?: readonly number[];
  /** These points are left out by the user's option `exclude`. @default false */
  readonly excluded?: boolean;
}

export interface PointsMark extends MarkBase {
  readonly type: 'points';
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Not drawn; absent where points are no rows of a file. */
  readonly origin?: PointsOrigin;
  /** @default the marker of the colour slot, a circle for ink and neutral */
  readonly shape?: 'circle' | 'square' | 'triangle' | 'diamond' | 'cross';
  /** Outline only. @default true */
  readonly open?: boolean;
}

export interface LineMark extends MarkBase {
  readonly type: 'line';
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** @default solid; the dash of the colour slot where several labelled curves have no markers to tell them apart */
  readonly dash?: 'solid' | 'dashed' | 'dotted';
  /** Line width in points. @default 1 */
  readonly width?: number;
}

/** Vertical error bars, drawn under the points. `lower` and `upper` are absolute positions. */
export interface ErrorBarsMark extends MarkBase {
  readonly type: 'error-bars';
  readonly x: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export interface BandMark extends MarkBase {
  readonly type: 'band';
  readonly x: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Short vertical strokes at positions on x (reflections, peaks), in rows below the data. */
export interface TicksMark extends MarkBase {
  readonly type: 'ticks';
  readonly x: readonly number[];
  /** What each stroke stands for, told where it is pointed at and not drawn: `1 1 0`. */
  readonly names?: readonly string[];
  /** Row of strokes, 0 nearest to the data. @default 0 */
  readonly row?: number;
}

export interface HeatMapMark extends MarkBase {
  readonly type: 'heat-map';
  /** Edges of the cells, one more than cells. */
  readonly xEdges: readonly number[];
  readonly yEdges: readonly number[];
  /** Row by row: values[row * columns + column]; rows along y. */
  readonly values: readonly number[];
  readonly title: string;
  readonly unit: string;
}

export interface ImageMark extends MarkBase {
  readonly type: 'image';
  /** data: URL of a PNG; nothing is ever fetched. */
  readonly url: string;
  /** Positions of the left and right edge, likewise of the bottom and top edge. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface RuleMark extends MarkBase {
  readonly type: 'rule';
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly dash?: 'solid' | 'dashed' | 'dotted';
}

export interface TextMark extends MarkBase {
  readonly type: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** @default 'start' */
  readonly align?: 'start' | 'middle' | 'end';
  /** For symbols of quantities. @default false */
  readonly italic?: boolean;
}

/** Colour of a shape: `#rrggbb`, which stays what it is on any paper, or a word for what follows the paper. */
export type ShapeColour = `#${string}` | 'ink' | 'neutral' | 'paper';

interface ShapeStyle {
  /** @default nothing is filled */
  readonly fill?: ShapeColour;
  /** @default 1 */
  readonly fillOpacity?: number;
  /** @default no line */
  readonly stroke?: ShapeColour;
  /** In points. @default 0.6 */
  readonly strokeWidth?: number;
}

/** A polygon in data units, closed unless it is `open`. */
export interface OutlineShape extends ShapeStyle {
  readonly outline: readonly (readonly [x: number, y: number])[];
  /** A line that does not return to its start. @default false */
  readonly open?: boolean;
  /** @default 'solid' */
  readonly dash?: 'solid' | 'dashed';
}

/** A disc, or a sector of one, with its radius in units of x. */
export interface DiscShape extends ShapeStyle {
  readonly centre: readonly [x: number, y: number];
  readonly radius: number;
  /** Degrees clockwise from the top, the second larger than the first. @default the whole disc */
  readonly sector?: readonly [fromDeg: number, toDeg: number];
  /** Shades a whole disc like a ball lit from the upper left. @default false */
  readonly ball?: boolean;
}

export type Shape = OutlineShape | DiscShape;

/**
 * A drawing made of shapes, each over those before it. They keep their form in a panel of equal aspect; elsewhere discs
 * stay round and have their radius along x.
 */
export interface ShapesMark extends MarkBase {
  readonly type: 'shapes';
  readonly shapes: readonly Shape[];
  /** What colours mean. The shapes of a swatch are drawn in a square from -1 to 1, y upwards. */
  readonly legend?: readonly { readonly label: string; readonly swatch: readonly Shape[] }[];
}

export type Mark =
  | PointsMark
  | LineMark
  | ErrorBarsMark
  | BandMark
  | TicksMark
  | HeatMapMark
  | ImageMark
  | RuleMark
  | TextMark
  | ShapesMark;

/**
 * A place on a panel that stands for a number which people may change: the workbench lets them drag it. Not drawn in a
 * document.
 */
export interface Handle {
  /** In words: `R1 (start)`, `lowest frequency`. */
  readonly label: string;
  /** The start value of a parameter, or an option of the technique. */
  readonly sets: { readonly parameter: string } | { readonly option: string };
  /** Where it stands, in data units. */
  readonly x: number;
  readonly y: number;
  /** The direction in which it may be dragged. */
  readonly moves: 'x' | 'y';
  /** value = offset + gradient * position on the axis along which it moves. */
  readonly offset: number;
  readonly gradient: number;
  /** The value is a multiple of this: 1 for a number of cycles. @default any value */
  readonly step?: number;
  /** Unit of the value; an option that takes a quantity is set to `<value> <unit>`, one that takes a number to the value. */
  readonly unit: string;
}

export interface Panel {
  readonly x: Axis;
  readonly y: Axis;
  /** Same length for a unit on both axes (Nyquist, images); limits, also fixed ones, widen as needed. @default false */
  readonly equalAspect?: boolean;
  /** `none` for pictures whose coordinates mean nothing to people: no frame, ticks or titles. @default both are drawn */
  readonly axes?: 'none';
  readonly marks: readonly Mark[];
  /** Words above the panel; usually empty, the caption speaks. */
  readonly title?: string;
  /** A strip below that shares the x axis (residuals, difference curve). */
  readonly residuals?: { readonly y: Axis; readonly marks: readonly Mark[] };
  /** A second scale along the top edge (temperatures over 1000/T): places on x and what is printed there. */
  readonly top?: {
    readonly title: string;
    readonly unit: string;
    readonly ticks: readonly { readonly at: number; readonly label: string }[];
  };
  /** Numbers that can be dragged on this panel. */
  readonly handles?: readonly Handle[];
  /** Where the legend stands. @default the emptiest place: a corner without data, else above the panel */
  readonly legend?: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right' | 'right' | 'none';
}

export interface Figure {
  /** Stable name within its analysis: `nyquist`, `arrhenius`. */
  readonly id: string;
  /** Sentence for the caption; numbers in it come from the result. */
  readonly caption: string;
  readonly panels: readonly Panel[];
  /** Journal width: 85 mm or 175 mm. @default 'single' for one panel, 'double' otherwise */
  readonly width?: 'single' | 'double';
}
