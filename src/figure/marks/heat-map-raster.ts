import { fail } from '../../errors.js';
import type { HeatMapMark } from '../figure.js';
import { valueDomain } from '../layout/colour-bar.js';
import { fromLinear, type Scale, toLinear } from '../layout/scale.js';
import { base64, encodePng } from '../output/png-encode.js';
import { viridis } from './colour-map.js';

/** Picture elements per point of paper: 4 gives 288 per inch, finer than print shows of flat cells. */
const PIXELS_PER_POINT = 4;

/** For every pixel along one axis the cell under its middle, -1 outside the map. */
function cellsAlong(edges: readonly number[], scale: Scale, pixels: number): Int32Array {
  const low = toLinear(scale.type, scale.domain[0]);
  const high = toLinear(scale.type, scale.domain[1]);
  const ascending = edges[edges.length - 1]! >= edges[0]!;
  const cells = new Int32Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const share = (pixel + 0.5) / pixels;
    const value = fromLinear(scale.type, low + (scale.reversed ? 1 - share : share) * (high - low));
    // First edge beyond the value, by bisection.
    let a = 0;
    let b = edges.length;
    while (a < b) {
      const middle = (a + b) >> 1;
      if (ascending ? edges[middle]! <= value : edges[middle]! >= value) a = middle + 1;
      else b = middle;
    }
    cells[pixel] = a - 1 < edges.length - 1 ? a - 1 : -1;
  }
  return cells;
}

/**
 * A heat map as a data URL of a PNG that fills its panel exactly. A raster, because ten thousand rectangles make a
 * heavy drawing with hairlines between them; cells without a number stay transparent.
 *
 * @param width inside of the frame in points, likewise `height`
 * @throws `invalid-option` when the number of values does not fit the edges
 */
export function rasterHeatMap(mark: HeatMapMark, x: Scale, y: Scale, width: number, height: number): string {
  const columns = mark.xEdges.length - 1;
  const rows = mark.yEdges.length - 1;
  if (columns < 1 || rows < 1 || mark.values.length !== columns * rows) {
    throw fail(
      'invalid-option',
      `a heat map with ${mark.xEdges.length} x ${mark.yEdges.length} edges holds ${mark.values.length} values`,
      'give one edge more than cells along each axis and one value per cell',
    );
  }
  const pixelWidth = Math.max(1, Math.round(width * PIXELS_PER_POINT));
  const pixelHeight = Math.max(1, Math.round(height * PIXELS_PER_POINT));
  const column = cellsAlong(mark.xEdges, x, pixelWidth);
  const row = cellsAlong(mark.yEdges, y, pixelHeight);
  const [low, high] = valueDomain(mark.values);
  const pixels = new Uint8Array(pixelWidth * pixelHeight * 4);
  for (let py = 0; py < pixelHeight; py++) {
    const r = row[pixelHeight - 1 - py]!;
    if (r < 0) continue;
    for (let px = 0; px < pixelWidth; px++) {
      const c = column[px]!;
      if (c < 0) continue;
      const value = mark.values[r * columns + c]!;
      if (!Number.isFinite(value)) continue;
      const [red, green, blue] = viridis((value - low) / (high - low));
      pixels.set([red, green, blue, 255], (py * pixelWidth + px) * 4);
    }
  }
  return `data:image/png;base64,${base64(encodePng(pixels, pixelWidth, pixelHeight))}`;
}
