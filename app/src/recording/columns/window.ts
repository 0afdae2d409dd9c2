import { type Pyramid, type Range, rangeOf } from './pyramid.js';
import { binEdges, firstRowPast, type VisibleAxis, type XColumn, xOf } from './x-axis.js';

/** Points of one curve, x and y in turn, in data units and in the order of the rows. A NaN breaks the line. */
export type CurvePoints = Float64Array;

export interface CurveWindow {
  /** For each pyramid its points, with the nearest row outside on either side. */
  readonly curves: readonly CurvePoints[];
  /** Each point is a row; otherwise some are least and greatest of several. */
  readonly isExact: boolean;
}

/**
 * The visible part of curves over a monotonic x as at most two points per pixel column: every row where rows are few,
 * else least and greatest value of each column, so that no single row is ever lost.
 *
 * @param columns pixel columns of the visible stretch
 */
export function windowOf(x: XColumn, ys: readonly Pyramid[], visible: VisibleAxis, columns: number): CurveWindow {
  const edges = binEdges(visible, columns, x.order);
  const bounds = new Uint32Array(edges.length);
  for (const [i, edge] of edges.entries()) bounds[i] = firstRowPast(x, edge, i === 0 ? 0 : bounds[i - 1]);
  const from = bounds[0]!;
  const to = bounds.at(-1)!;
  const canShowX = (row: number) => row >= 0 && row < x.rows && (visible.type === 'linear' || xOf(x, row) > 0);
  const rowsOutside = { before: canShowX(from - 1), after: canShowX(to) };
  if (to - from <= 2 * columns) {
    const first = rowsOutside.before ? from - 1 : from;
    const end = rowsOutside.after ? to + 1 : to;
    return { curves: ys.map((y) => everyRow(x, y, first, end)), isExact: true };
  }
  const curves = ys.map((y) => {
    const points = new PointList(2 * edges.length + 4);
    if (rowsOutside.before) points.addRow(x, y, from - 1);
    addBins(points, x, y, bounds);
    if (rowsOutside.after) points.addRow(x, y, to);
    return points.done();
  });
  return { curves, isExact: false };
}

function everyRow(x: XColumn, y: Pyramid, from: number, to: number): CurvePoints {
  const points = new PointList(to - from);
  for (let row = from; row < to; row++) points.addRow(x, y, row);
  return points.done();
}

function addBins(points: PointList, x: XColumn, y: Pyramid, bounds: Uint32Array): void {
  const range: Range = { low: 0, high: 0 };
  let gapBefore = false;
  for (let bin = 0; bin + 1 < bounds.length; bin++) {
    const from = bounds[bin]!;
    const to = bounds[bin + 1]!;
    if (from === to) {
      gapBefore = true;
      continue;
    }
    if (to - from <= 2) {
      for (let row = from; row < to; row++) points.addRow(x, y, row);
    } else {
      // Across columns without rows a line goes from the last row to the first, not between extremes. Those empty
      // columns have no points of their own, so there are still no more than two per column.
      if (gapBefore) points.addRow(x, y, from);
      rangeOf(y, from, to, range);
      points.addRange(xOf(x, (from + to) >>> 1), range);
      const gapAfter = bin + 2 < bounds.length && bounds[bin + 2] === to;
      if (gapAfter) points.addRow(x, y, to - 1);
    }
    gapBefore = false;
  }
}

/** Points as they come, in an array that is large enough from the start or grows. */
class PointList {
  #points: Float64Array<ArrayBuffer>;
  #length = 0;
  #y = Number.NaN;

  constructor(capacity: number) {
    this.#points = new Float64Array(2 * capacity);
  }

  addRow(x: XColumn, { values, positive }: Pyramid, row: number): void {
    const value = values[row]!;
    const shown = Number.isFinite(value) && (!positive || value > 0);
    this.#add(xOf(x, row), shown ? value : Number.NaN);
  }

  /** Both ends of a range, the nearer one first; a break where nothing is in it. */
  addRange(x: number, { low, high }: Range): void {
    if (low > high) {
      this.#add(x, Number.NaN);
      return;
    }
    const lowFirst = Number.isNaN(this.#y) || Math.abs(this.#y - low) <= Math.abs(this.#y - high);
    this.#add(x, lowFirst ? low : high);
    if (low !== high) this.#add(x, lowFirst ? high : low);
  }

  done(): CurvePoints {
    return this.#points.slice(0, this.#length);
  }

  #add(x: number, y: number): void {
    if (this.#length === this.#points.length) {
      const longer = new Float64Array(2 * this.#length + 64);
      longer.set(this.#points);
      this.#points = longer;
    }
    this.#points[this.#length++] = x;
    this.#points[this.#length++] = y;
    this.#y = y;
  }
}
