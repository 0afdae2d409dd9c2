import type { Shape } from '../figure.js';
import { TEXT } from '../publication-style.js';
import { measureText } from '../text/text-metrics.js';
import { positionOn, type Scale } from './scale.js';
import type { StyledMark } from './styled-mark.js';

/** A frame inside its view, in points, and its two scales. */
export interface PanelFrame {
  readonly width: number;
  readonly height: number;
  /** Distance of the frame's top from that of the view: 0 for a panel, below the panel for its strip. */
  readonly top: number;
  /** Rows of tick strokes at the foot. */
  readonly tickRows: number;
  readonly x: Scale;
  readonly y: Scale;
}

const CELL = 1.5;

/**
 * Which parts of a panel are covered by marks, on a coarse grid: enough to find a place for a legend. Coordinates are
 * points from the panel's top left corner.
 */
export class Occupancy {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Uint8Array;

  constructor(width: number, height: number) {
    this.#columns = Math.max(1, Math.ceil(width / CELL));
    this.#rows = Math.max(1, Math.ceil(height / CELL));
    this.#cells = new Uint8Array(this.#columns * this.#rows);
  }

  fillBox(x0: number, y0: number, x1: number, y1: number): void {
    const [c0, c1] = span(x0, x1, this.#columns);
    const [r0, r1] = span(y0, y1, this.#rows);
    for (let row = r0; row <= r1; row++) {
      this.#cells.fill(1, row * this.#columns + c0, row * this.#columns + c1 + 1);
    }
  }

  fillSegment(x0: number, y0: number, x1: number, y1: number): void {
    const steps = Math.min(4000, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) / CELL));
    for (let i = 0; i <= steps; i++) {
      const share = steps === 0 ? 0 : i / steps;
      const column = Math.floor((x0 + share * (x1 - x0)) / CELL);
      const row = Math.floor((y0 + share * (y1 - y0)) / CELL);
      if (column >= 0 && column < this.#columns && row >= 0 && row < this.#rows) {
        this.#cells[row * this.#columns + column] = 1;
      }
    }
  }

  /** Number of covered cells under a box. */
  covered(x0: number, y0: number, x1: number, y1: number): number {
    const [c0, c1] = span(x0, x1, this.#columns);
    const [r0, r1] = span(y0, y1, this.#rows);
    let count = 0;
    for (let row = r0; row <= r1; row++) {
      for (let column = c0; column <= c1; column++) count += this.#cells[row * this.#columns + column]!;
    }
    return count;
  }

  /** Free height below the top edge over the columns from `x0` to `x1`. */
  freeTop(x0: number, x1: number): number {
    const [c0, c1] = span(x0, x1, this.#columns);
    for (let row = 0; row < this.#rows; row++) {
      for (let column = c0; column <= c1; column++) {
        if (this.#cells[row * this.#columns + column] === 1) return row * CELL;
      }
    }
    return this.#rows * CELL;
  }
}

function span(from: number, to: number, count: number): [number, number] {
  const clip = (value: number): number => Math.min(count - 1, Math.max(0, Math.floor(value / CELL)));
  return [clip(Math.min(from, to)), clip(Math.max(from, to))];
}

/** Marks of a panel as covered cells. `tickRowsTop` is where the rows of tick strokes begin, from the top. */
export function occupancyOf(
  marks: readonly StyledMark[],
  frame: Pick<PanelFrame, 'width' | 'height' | 'x' | 'y'>,
  tickRowsTop: number,
): Occupancy {
  const { width, height } = frame;
  const cells = new Occupancy(width, height);
  const px = (value: number): number => positionOn(frame.x, value, width);
  const py = (value: number): number => height - positionOn(frame.y, value, height);
  // What reaches below a logarithmic axis is drawn to its foot.
  const pyBar = (value: number): number =>
    Number.isFinite(value) ? py(Math.max(value, frame.y.domain[0])) : Number.NaN;

  for (const { mark, diameter } of marks) {
    const reach = diameter / 2 + 0.5;
    switch (mark.type) {
      case 'points':
        for (let i = 0; i < mark.x.length; i++) {
          const x = px(mark.x[i]!);
          const y = py(mark.y[i]!);
          if (Number.isFinite(x) && Number.isFinite(y) && y > -reach && y < height + reach)
            cells.fillBox(x - reach, y - reach, x + reach, y + reach);
        }
        break;
      case 'line':
        eachSegment(mark.x, mark.y, px, py, (x0, y0, x1, y1) => cells.fillSegment(x0, y0, x1, y1));
        break;
      case 'error-bars':
        for (let i = 0; i < mark.x.length; i++) {
          const x = px(mark.x[i]!);
          cells.fillSegment(x, pyBar(mark.lower[i]!), x, pyBar(mark.upper[i]!));
        }
        break;
      case 'band':
        fillBand(cells, mark.x.map(px), mark.lower.map(pyBar), mark.upper.map(pyBar), height);
        break;
      case 'rule':
        if (mark.axis === 'x') cells.fillSegment(px(mark.at), 0, px(mark.at), height);
        else cells.fillSegment(0, py(mark.at), width, py(mark.at));
        break;
      case 'text': {
        const length = measureText(mark.text, TEXT.annotation);
        const left = px(mark.x) - (mark.align === 'end' ? length : mark.align === 'middle' ? length / 2 : 0);
        cells.fillBox(left, py(mark.y) - 5, left + length, py(mark.y) + 4);
        break;
      }
      case 'shapes':
        for (const shape of mark.shapes) fillShape(cells, shape, px, py);
        break;
      case 'ticks':
        cells.fillBox(0, tickRowsTop, width, height);
        break;
      case 'heat-map':
      case 'image':
        cells.fillBox(0, 0, width, height);
        break;
    }
  }
  return cells;
}

/** The box around a disc; a polygon row by row, so that what is free beside a slanting edge stays free. */
function fillShape(cells: Occupancy, shape: Shape, px: (value: number) => number, py: (value: number) => number): void {
  if ('centre' in shape) {
    const [x, y] = [px(shape.centre[0]), py(shape.centre[1])];
    const reach = Math.abs(px(shape.centre[0] + shape.radius) - x);
    if (Number.isFinite(x) && Number.isFinite(y)) cells.fillBox(x - reach, y - reach, x + reach, y + reach);
    return;
  }
  const points = shape.outline.map(([x, y]) => [px(x), py(y)] as const);
  if (points.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))) return;
  const edges = points.map((from, i) => [from, points[(i + 1) % points.length]!] as const);
  for (const [[x0, y0], [x1, y1]] of shape.open === true ? edges.slice(0, -1) : edges)
    cells.fillSegment(x0, y0, x1, y1);
  if (shape.fill === undefined) return;
  const ys = points.map(([, y]) => y);
  const lowest = Math.max(...ys);
  for (let y = Math.min(...ys) + CELL / 2; y < lowest; y += CELL) {
    const crossings = edges.flatMap(([[x0, y0], [x1, y1]]) =>
      y0 > y === y1 > y ? [] : [x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)],
    );
    if (crossings.length > 0) cells.fillBox(Math.min(...crossings), y, Math.max(...crossings), y);
  }
}

function eachSegment(
  xs: readonly number[],
  ys: readonly number[],
  px: (value: number) => number,
  py: (value: number) => number,
  use: (x0: number, y0: number, x1: number, y1: number) => void,
): void {
  let x0 = Number.NaN;
  let y0 = Number.NaN;
  for (let i = 0; i < xs.length; i++) {
    const x = px(xs[i]!);
    const y = py(ys[i]!);
    if (Number.isFinite(x0) && Number.isFinite(y0) && Number.isFinite(x) && Number.isFinite(y)) use(x0, y0, x, y);
    x0 = x;
    y0 = y;
  }
}

function fillBand(
  cells: Occupancy,
  x: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
  height: number,
): void {
  for (let i = 0; i + 1 < x.length; i++) {
    const steps = Math.max(1, Math.min(400, Math.ceil(Math.abs(x[i + 1]! - x[i]!) / CELL)));
    for (let k = 0; k <= steps; k++) {
      const at = (values: readonly number[]): number => values[i]! + (k / steps) * (values[i + 1]! - values[i]!);
      const low = Math.min(height, Math.max(0, at(lower)));
      const high = Math.min(height, Math.max(0, at(upper)));
      if (Number.isFinite(low) && Number.isFinite(high)) cells.fillSegment(at(x), low, at(x), high);
    }
  }
}
