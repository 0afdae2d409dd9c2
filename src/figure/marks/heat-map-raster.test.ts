import { unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { HeatMapMark } from '../figure.js';
import type { Scale } from '../layout/scale.js';
import { viridis } from './colour-map.js';
import { rasterHeatMap } from './heat-map-raster.js';

const x: Scale = { type: 'linear', domain: [0, 2], reversed: false };
const y: Scale = { type: 'log', domain: [1, 100], reversed: false };
const mark: HeatMapMark = {
  type: 'heat-map',
  xEdges: [0, 1, 2],
  yEdges: [1, 10, 100],
  values: [0, 1, 2, Number.NaN],
  title: 'v',
  unit: '',
};

/** Decodes what our own encoder writes: one IDAT chunk, no filter. */
function pixel(url: string, width: number, column: number, row: number): number[] {
  const bytes = Uint8Array.from(atob(url.split(',')[1]!), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  expect(view.getUint32(16)).toBe(width);
  const data = unzlibSync(bytes.subarray(41, 41 + view.getUint32(33)));
  const offset = row * (4 * width + 1) + 1 + 4 * column;
  return Array.from(data.subarray(offset, offset + 4));
}

describe('rasterHeatMap', () => {
  it('puts cells where the axes say, bottom row first', () => {
    const url = rasterHeatMap(mark, x, y, 2, 2);
    expect(pixel(url, 8, 0, 7)).toEqual([...viridis(0), 255]);
    expect(pixel(url, 8, 7, 7)).toEqual([...viridis(0.5), 255]);
    expect(pixel(url, 8, 0, 0)).toEqual([...viridis(1), 255]);
  });

  it('leaves cells without a number transparent', () => {
    expect(pixel(rasterHeatMap(mark, x, y, 2, 2), 8, 7, 0)).toEqual([0, 0, 0, 0]);
  });

  it('turns with a reversed axis', () => {
    expect(pixel(rasterHeatMap(mark, { ...x, reversed: true }, y, 2, 2), 8, 7, 7)).toEqual([...viridis(0), 255]);
  });

  it('refuses a map whose values do not fit its edges', () => {
    expect(() => rasterHeatMap({ ...mark, values: [1, 2] }, x, y, 2, 2)).toThrow(/2 values/);
  });
});

describe('viridis', () => {
  it('rises in lightness, so that grey keeps the order', () => {
    const grey = Array.from({ length: 65 }, (_, i) => {
      const [r, g, b] = viridis(i / 64);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    for (let i = 1; i < grey.length; i++) expect(grey[i]!).toBeGreaterThan(grey[i - 1]!);
  });
});
