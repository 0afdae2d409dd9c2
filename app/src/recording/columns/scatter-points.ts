import { type PixelMap, type PlaneAxis, pixelMap, pixelOf } from './plane.js';
import { LEVEL_SHIFT } from './pyramid.js';
import { blockEnd, boxOf, emptyBox, type ScatterSource, topLevel } from './scatter-source.js';
import type { CurvePoints } from './window.js';

/**
 * The rows of a curve that can be seen in a view, as exact points, where they are few; undefined where they are more than
 * `most`. Rows come in blocks of 16, so some lie just outside; a NaN stands where rows between were left out.
 */
export function visibleRows(
  source: ScatterSource,
  view: { readonly x: PlaneAxis; readonly y: PlaneAxis },
  most: number,
): CurvePoints | undefined {
  const isVisible = visibility(source, view);
  const blocks: number[] = [];
  let rows = 0;
  const visit = (level: number, block: number): boolean => {
    if (!isVisible(level, block)) return true;
    if (level > 1) {
      const first = block << LEVEL_SHIFT;
      const end = Math.min(first + (1 << LEVEL_SHIFT), source.x.low[level - 2]!.length);
      for (let child = first; child < end; child++) if (!visit(level - 1, child)) return false;
      return true;
    }
    blocks.push(block);
    rows += blockEnd(source, 1, block) - (block << LEVEL_SHIFT);
    return rows <= most;
  };
  const level = topLevel(source);
  for (let block = 0; block < source.x.low[level - 1]!.length; block++) if (!visit(level, block)) return undefined;
  return pointsOf(source, blocks);
}

function visibility(source: ScatterSource, view: { readonly x: PlaneAxis; readonly y: PlaneAxis }) {
  const mapX = pixelMap(view.x, 1, false);
  const mapY = pixelMap(view.y, 1, false);
  const box = emptyBox();
  const meets = (map: PixelMap, low: number, high: number): boolean => {
    const a = pixelOf(map, low);
    const b = pixelOf(map, high);
    return Math.max(a, b) >= 0 && Math.min(a, b) <= 1;
  };
  return (level: number, block: number): boolean => {
    boxOf(source, level, block, box);
    if (box.lowX > box.highX || box.lowY > box.highY) return false;
    return meets(mapX, box.lowX, box.highX) && meets(mapY, box.lowY, box.highY);
  };
}

function pointsOf({ x, y, rows, lines }: ScatterSource, blocks: readonly number[]): CurvePoints {
  const points = new Float64Array(2 * (blocks.length * ((1 << LEVEL_SHIFT) + 2)));
  let length = 0;
  const add = (px: number, py: number): void => {
    points[length++] = px;
    points[length++] = py;
  };
  const addRow = (row: number): void => {
    const px = x.values[row]!;
    const py = y.values[row]!;
    const shown = Number.isFinite(px) && Number.isFinite(py) && !(x.positive && px <= 0) && !(y.positive && py <= 0);
    add(shown ? px : Number.NaN, shown ? py : Number.NaN);
  };
  for (const [i, block] of blocks.entries()) {
    const first = block << LEVEL_SHIFT;
    const end = Math.min(rows, first + (1 << LEVEL_SHIFT));
    for (let row = first; row < end; row++) addRow(row);
    if (blocks[i + 1] === block + 1) continue;
    // The line out of the view ends at a row that is not visible itself.
    if (lines && end < rows) addRow(end);
    add(Number.NaN, Number.NaN);
  }
  return points.slice(0, length);
}
