import { cos, sin } from '../../numerics/elementary/sin.js';
import type { DiscShape, OutlineShape, Shape, ShapeColour } from '../figure.js';
import type { PanelFrame } from '../layout/occupancy.js';
import { INK, NEUTRAL, namedDash, PAPER, STROKE } from '../publication-style.js';
import { asBall } from './ball-shapes.js';
import type { Json } from './mark-layers.js';

/** How long a unit of each axis is, points; the sign tells its direction on the sheet (y down). */
interface UnitLengths {
  readonly x: number;
  readonly y: number;
}

/** One shape as a row of data: where it stands, its outline around that place and the size of it. */
interface ShapeRow {
  readonly x: number;
  readonly y: number;
  /** Path in a square from -1 to 1; it does not change when somebody zooms. */
  readonly shape: string;
  /** Area of that square, points². */
  readonly size: number;
  readonly fill: string | null;
  readonly fillOpacity?: number;
  readonly stroke: string | null;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

/** Half the thickness of most lines, and what rounding does, points. */
const LINE = 1;

/** Colours that follow the paper are words in the data and become colours in the encoding, where a theme can find them. */
const WORDS: Readonly<Record<'ink' | 'neutral' | 'paper', string>> = { ink: INK, neutral: NEUTRAL, paper: PAPER };

/**
 * Shapes as one layer of symbols: Vega draws the symbols of a layer in the order of their data, so that each lies over
 * those before it.
 */
export function shapeLayers(shapes: readonly Shape[], frame: PanelFrame): Json[] {
  const lengths = unitLengths(frame);
  const values = shapes.flatMap(asBall).flatMap((shape) => shapeRow(shape, lengths) ?? []);
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: shapeMark(shapes.some((shape) => !isWithin(shape, frame))),
      encoding: {
        x: { field: 'x', type: 'quantitative' },
        y: { field: 'y', type: 'quantitative' },
        ...STYLE,
        ...(values.some((row) => row.dash !== undefined) ? { strokeDash: as('dash') } : {}),
      },
    },
  ];
}

/** The swatch of a legend: shapes in a square from -1 to 1, drawn in `size` points around a place in the view. */
export function swatchLayers(shapes: readonly Shape[], x: number, y: number, size: number): Json[] {
  const lengths = { x: size / 2, y: -size / 2 };
  return shapes.flatMap(asBall).flatMap((shape) => {
    const row = shapeRow(shape, lengths);
    if (row === undefined) return [];
    const place = { x: { value: x + row.x * lengths.x }, y: { value: y + row.y * lengths.y } };
    return [{ data: { values: [row] }, mark: shapeMark(false), encoding: { ...place, ...STYLE } }];
  });
}

function unitLengths({ x, y, width, height }: PanelFrame): UnitLengths {
  const span = ({ domain: [low, high] }: PanelFrame['x']): number => high - low;
  return {
    x: (x.reversed ? -1 : 1) * (width / span(x)),
    y: (y.reversed ? 1 : -1) * (height / span(y)),
  };
}

function as(field: string): Json {
  return { field, type: 'nominal', scale: null, legend: null };
}

function paint(field: 'fill' | 'stroke'): Json {
  const condition = Object.entries(WORDS).map(([word, value]) => ({ test: `datum.${field} === '${word}'`, value }));
  return { condition, ...as(field) };
}

const STYLE: Json = {
  shape: as('shape'),
  size: { ...as('size'), type: 'quantitative' },
  fill: paint('fill'),
  fillOpacity: { ...as('fillOpacity'), type: 'quantitative' },
  stroke: paint('stroke'),
  strokeWidth: { ...as('strokeWidth'), type: 'quantitative' },
};

function shapeMark(clip: boolean): Json {
  return { type: 'point', opacity: 1, strokeJoin: 'round', strokeCap: 'round', ...(clip ? { clip: true } : {}) };
}

function shapeRow(shape: Shape, lengths: UnitLengths): ShapeRow | undefined {
  const form = 'outline' in shape ? outlineForm(shape, lengths) : discForm(shape, lengths);
  if (form === undefined) return undefined;
  const dash = 'outline' in shape && shape.dash !== undefined ? namedDash(shape.dash) : [];
  return {
    ...form,
    fill: colour(shape.fill),
    ...(shape.fill === undefined || shape.fillOpacity === undefined ? {} : { fillOpacity: shape.fillOpacity }),
    stroke: colour(shape.stroke),
    ...(shape.stroke === undefined ? {} : { strokeWidth: shape.strokeWidth ?? STROKE.frame }),
    ...(dash.length === 0 ? {} : { dash }),
  };
}

function colour(value: ShapeColour | undefined): string | null {
  return value ?? null;
}

type Form = Pick<ShapeRow, 'x' | 'y' | 'shape' | 'size'>;

function outlineForm({ outline, open }: OutlineShape, lengths: UnitLengths): Form | undefined {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const x = middle(xs);
  const y = middle(ys);
  const unit = Math.abs(lengths.x);
  // Both axes in units of x, so that the path is the same at every zoom of a panel with equal aspect.
  const ratio = lengths.y / unit;
  const half = Math.max(...xs.map((at) => Math.abs(at - x)), ...ys.map((at) => Math.abs((at - y) * ratio)));
  if (outline.length < 2 || !(half > 0) || !Number.isFinite(half)) return undefined;
  const sign = Math.sign(lengths.x);
  const points = outline.map(
    (_, i) => `${short((sign * (xs[i]! - x)) / half)},${short(((ys[i]! - y) * ratio) / half)}`,
  );
  return { x, y, shape: `M${points.join('L')}${open === true ? '' : 'Z'}`, size: (2 * half * unit) ** 2 };
}

function discForm({ centre: [x, y], radius, sector }: DiscShape, lengths: UnitLengths): Form | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y) || !(radius > 0) || !Number.isFinite(radius)) return undefined;
  const size = (2 * radius * Math.abs(lengths.x)) ** 2;
  const turn = sector === undefined ? 360 : sector[1] - sector[0];
  if (sector === undefined || turn >= 360) return { x, y, shape: 'circle', size };
  if (!(turn > 0)) return undefined;
  const [from, to] = sector.map(onCircle) as [string, string];
  return { x, y, shape: `M0,0L${from}A1,1,0,${turn > 180 ? 1 : 0},1,${to}Z`, size };
}

/** Clockwise from the top, on the sheet. */
function onCircle(angleDeg: number): string {
  const angle = (angleDeg * Math.PI) / 180;
  return `${short(sin(angle))},${short(-cos(angle))}`;
}

function middle(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

/** A ten-thousandth of a figure's width cannot be seen. */
function short(value: number): string {
  return String(Math.round(value * 1e4) / 1e4 + 0);
}

/** Whether a shape stays inside the frame, give or take half a line. */
function isWithin(shape: Shape, frame: PanelFrame): boolean {
  const inside = (at: number, { domain: [low, high] }: PanelFrame['x'], length: number): boolean => {
    const slack = ((high - low) / length) * LINE;
    return at >= low - slack && at <= high + slack;
  };
  const fits = (x: number, y: number): boolean => inside(x, frame.x, frame.width) && inside(y, frame.y, frame.height);
  if ('outline' in shape) return shape.outline.every(([x, y]) => fits(x, y));
  const [x, y] = shape.centre;
  const up = shape.radius * Math.abs(unitLengths(frame).x / unitLengths(frame).y);
  return fits(x - shape.radius, y - up) && fits(x + shape.radius, y + up);
}
