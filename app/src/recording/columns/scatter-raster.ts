import { type PixelMap, type PlaneAxis, pixelMap, pixelOf } from './plane.js';
import { LEVEL_SHIFT } from './pyramid.js';
import { Raster } from './raster.js';
import { blockEnd, boxOf, emptyBox, type ScatterSource, topLevel } from './scatter-source.js';

/** What is to be seen of a curve, and in how many pixels. */
export interface RasterView {
  readonly x: PlaneAxis;
  readonly y: PlaneAxis;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a curve of any number of rows into a raster, as fast as the picture needs: blocks of rows outside the view are
 * skipped by their bounds, blocks of two pixels square are filled, blocks within one pixel column are a vertical line (a
 * joined curve passes everything between its ends), and nothing is drawn where all is full. Work goes on in steps, and
 * large blocks are taken in a scattered order, so that a picture that is not complete yet is a fair sample.
 */
export class ScatterRaster {
  readonly raster: Raster;
  readonly #source: ScatterSource;
  readonly #mapX: PixelMap;
  readonly #mapY: PixelMap;
  readonly #joined: boolean;
  readonly #boxes = [emptyBox(), emptyBox(), emptyBox(), emptyBox()];
  readonly #blocks: number;
  readonly #stride: number;
  #done = 0;

  /** @param complete no row of either column is missing, so that a joined curve has no gaps */
  constructor(source: ScatterSource, view: RasterView, complete: boolean) {
    this.raster = new Raster(view.width, view.height);
    this.#source = source;
    this.#mapX = pixelMap(view.x, view.width, false);
    this.#mapY = pixelMap(view.y, view.height, true);
    this.#joined = source.lines && complete && !source.x.positive && !source.y.positive;
    const level = topLevel(source);
    this.#blocks = source.x.low[level - 1]!.length;
    this.#stride = strideFor(this.#blocks);
  }

  /** 0 to 1. */
  get share(): number {
    return this.#blocks === 0 ? 1 : this.#done / this.#blocks;
  }

  /**
   * Goes on until all is drawn or `isTimeUp` says so (it is asked after every few thousand rows).
   *
   * @returns true when the picture is complete
   */
  draw(isTimeUp: () => boolean): boolean {
    const level = topLevel(this.#source);
    while (this.#done < this.#blocks) {
      this.#visit(level, (this.#done * this.#stride) % this.#blocks);
      this.#done++;
      if (isTimeUp()) break;
    }
    return this.#done === this.#blocks;
  }

  #visit(level: number, block: number): void {
    const box = boxOf(this.#source, level, block, this.#boxes[level]!);
    if (box.lowX > box.highX || box.lowY > box.highY) return;
    const { raster } = this;
    const { width, height } = raster;
    const ax = Math.floor(pixelOf(this.#mapX, box.lowX));
    const bx = Math.floor(pixelOf(this.#mapX, box.highX));
    const ay = Math.floor(pixelOf(this.#mapY, box.lowY));
    const by = Math.floor(pixelOf(this.#mapY, box.highY));
    const left = Math.min(ax, bx);
    const right = Math.max(ax, bx);
    const top = Math.min(ay, by);
    const bottom = Math.max(ay, by);
    if (right < 0 || left >= width || bottom < 0 || top >= height) return;
    const isThin = left === right || top === bottom;
    // Two pixels square: none of them is farther than one pixel from the curve.
    const isSmall = right - left <= 1 && bottom - top <= 1;
    if (isSmall || (this.#joined && isThin)) raster.fill(left, top, right, bottom);
    else if (raster.isFull(left, top, right, bottom)) return;
    else if (level === 1) this.#drawRows(block);
    else this.#visitWithin(level, block);
  }

  #visitWithin(level: number, block: number): void {
    const first = block << LEVEL_SHIFT;
    const end = Math.min(first + (1 << LEVEL_SHIFT), this.#source.x.low[level - 2]!.length);
    for (let child = first; child < end; child++) this.#visit(level - 1, child);
  }

  #drawRows(block: number): void {
    const { x, y, rows, lines } = this.#source;
    const xs = x.values;
    const ys = y.values;
    const first = block << LEVEL_SHIFT;
    const end = blockEnd(this.#source, 1, block);
    const last = lines ? Math.min(rows - 1, end) : end - 1;
    let beforeX = Number.NaN;
    let beforeY = Number.NaN;
    for (let row = first; row <= last; row++) {
      const px = pixelOf(this.#mapX, xs[row]!);
      const py = pixelOf(this.#mapY, ys[row]!);
      // NaN and infinity (what is missing, what a logarithmic axis cannot show) break the line.
      const shown = Math.abs(px) < Number.POSITIVE_INFINITY && Math.abs(py) < Number.POSITIVE_INFINITY;
      if (shown && lines && !Number.isNaN(beforeX)) this.raster.line(beforeX, beforeY, px, py);
      else if (shown && (row < end || !lines)) this.#dot(px, py);
      beforeX = shown ? px : Number.NaN;
      beforeY = py;
    }
  }

  #dot(px: number, py: number): void {
    const { width, height } = this.raster;
    if (px >= 0 && px < width && py >= 0 && py < height) this.raster.mark(px | 0, py | 0);
  }
}

/** A stride that visits every block once in an order where each new one lies far from those before (golden ratio). */
function strideFor(blocks: number): number {
  if (blocks < 3) return 1;
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let stride = Math.max(1, Math.round(blocks * 0.618034));
  while (common(stride, blocks) !== 1) stride++;
  return stride;
}
