import { type PixelMap, type PlaneAxis, pixelMap, pixelOf } from './plane.js';
import { LEVEL_SHIFT, type Pyramid } from './pyramid.js';
import { firstRowPast, type XColumn, xOf } from './x-axis.js';

export interface NearestQuestion {
  readonly x: XColumn;
  /** Absent where x has an order: then a search finds the rows near the pointer. */
  readonly xPyramid?: Pyramid;
  readonly curves: readonly { readonly y: Pyramid; readonly axis: PlaneAxis }[];
  readonly xAxis: PlaneAxis;
  /** Size of the plot and place of the pointer, in pixels from its upper left corner. */
  readonly width: number;
  readonly height: number;
  readonly pointerX: number;
  readonly pointerY: number;
}

export interface NearestRow {
  readonly row: number;
  /** Index into `curves`. */
  readonly curve: number;
}

/** Over a monotonic x the pointer's x counts; y only chooses among rows of nearly the same place. */
const Y_WEIGHT_ORDERED = 0.05;
/** Rows to either side of the pointer that are compared where x has an order. */
const NEIGHBOURS = 2;
/** Over a curve that goes to and fro, a row farther away than this, in pixels, is not meant. */
const REACH = 80;
/** Nearer than this, in pixels, nobody can tell rows apart. */
const NEAR_ENOUGH = 0.4;

/** The row whose point lies nearest to the pointer on the screen; undefined where none is near. */
export function nearestRow(question: NearestQuestion): NearestRow | undefined {
  const search = new Search(question);
  const { x, xPyramid } = question;
  if (xPyramid === undefined) search.amongOrdered();
  else search.amongBlocks(xPyramid, x.rows);
  return search.best;
}

class Search {
  best: NearestRow | undefined;
  #distance: number;
  readonly #question: NearestQuestion;
  readonly #mapX: PixelMap;
  readonly #mapsY: readonly PixelMap[];
  readonly #yWeight: number;

  constructor(question: NearestQuestion) {
    this.#question = question;
    this.#mapX = pixelMap(question.xAxis, question.width, false);
    this.#mapsY = question.curves.map(({ axis }) => pixelMap(axis, question.height, true));
    const isOrdered = question.xPyramid === undefined;
    this.#yWeight = isOrdered ? Y_WEIGHT_ORDERED : 1;
    this.#distance = isOrdered ? Number.POSITIVE_INFINITY : REACH;
  }

  /** All rows of the pointer's pixel column and some on either side. */
  amongOrdered(): void {
    const { x, pointerX, curves } = this.#question;
    const edges = [this.#valueAt(pointerX - 0.5), this.#valueAt(pointerX + 0.5)].sort((a, b) => a - b);
    const bounds = edges.map((edge) => firstRowPast(x, edge)).sort((a, b) => a - b);
    const from = Math.max(0, bounds[0]! - NEIGHBOURS);
    const to = Math.min(x.rows, bounds[1]! + NEIGHBOURS);
    for (let curve = 0; curve < curves.length; curve++) this.#scanOrdered(curve, from, to);
  }

  amongBlocks(xPyramid: Pyramid, rows: number): void {
    const level = Math.min(3, xPyramid.low.length);
    const blocks = xPyramid.low[level - 1]!.length;
    for (let curve = 0; curve < this.#mapsY.length; curve++) {
      // The nearest block first: what it gives spares most of the others.
      let first = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let block = 0; block < blocks; block++) {
        const distance = this.#blockDistance(xPyramid, curve, level, block);
        if (distance < least) {
          least = distance;
          first = block;
        }
      }
      for (let i = 0; i < blocks; i++) this.#visit(xPyramid, rows, curve, level, (first + i) % blocks);
    }
  }

  /** Of a long run of rows in one pixel column, only blocks whose range comes nearer than the best are looked into. */
  #scanOrdered(curve: number, from: number, to: number): void {
    const { y } = this.#question.curves[curve]!;
    const visit = (level: number, start: number, end: number): void => {
      if (level === 0) {
        for (let row = start; row < end; row++) this.#tryRow(curve, row);
        return;
      }
      const shift = LEVEL_SHIFT * level;
      for (let block = start >> shift; block << shift < end; block++) {
        const first = Math.max(start, block << shift);
        const last = Math.min(end, (block + 1) << shift);
        const away = this.#away(
          this.#mapsY[curve]!,
          this.#question.pointerY,
          y.low[level - 1]![block]!,
          y.high[level - 1]![block]!,
        );
        if (this.#yWeight * away < this.#distance) visit(level - 1, first, last);
      }
    };
    visit(Math.min(2, y.low.length), from, to);
  }

  #visit(xPyramid: Pyramid, rows: number, curve: number, level: number, block: number): void {
    if (this.#distance < NEAR_ENOUGH) return;
    if (!(this.#blockDistance(xPyramid, curve, level, block) < this.#distance)) return;
    const first = block << LEVEL_SHIFT;
    if (level === 1) {
      for (let row = first; row < Math.min(rows, first + (1 << LEVEL_SHIFT)); row++) this.#tryRow(curve, row);
      return;
    }
    const end = Math.min(first + (1 << LEVEL_SHIFT), xPyramid.low[level - 2]!.length);
    for (let child = first; child < end; child++) this.#visit(xPyramid, rows, curve, level - 1, child);
  }

  #tryRow(curve: number, row: number): void {
    const { x, curves, pointerX, pointerY } = this.#question;
    const dx = pixelOf(this.#mapX, xOf(x, row)) - pointerX;
    const dy = this.#yWeight * (pixelOf(this.#mapsY[curve]!, curves[curve]!.y.values[row]!) - pointerY);
    const distance = Math.hypot(dx, dy);
    if (!(distance < this.#distance)) return;
    this.#distance = distance;
    this.best = { row, curve };
  }

  #blockDistance(xPyramid: Pyramid, curve: number, level: number, block: number): number {
    const { y } = this.#question.curves[curve]!;
    const { pointerX, pointerY } = this.#question;
    const dx = this.#away(this.#mapX, pointerX, xPyramid.low[level - 1]![block]!, xPyramid.high[level - 1]![block]!);
    const dy = this.#away(this.#mapsY[curve]!, pointerY, y.low[level - 1]![block]!, y.high[level - 1]![block]!);
    return Math.hypot(dx, this.#yWeight * dy);
  }

  /** Pixels from a place to a stretch of data; infinite where the stretch is empty. */
  #away(map: PixelMap, at: number, low: number, high: number): number {
    if (low > high) return Number.POSITIVE_INFINITY;
    const a = pixelOf(map, low);
    const b = pixelOf(map, high);
    return Math.max(0, Math.min(a, b) - at, at - Math.max(a, b));
  }

  #valueAt(pixel: number): number {
    const { log, offset, factor } = this.#mapX;
    const linear = (pixel - offset) / factor;
    return log ? 10 ** linear : linear;
  }
}
