import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlaneAxis, pixelMap, pixelOf } from './plane.js';
import { buildPyramid } from './pyramid.js';
import { Raster } from './raster.js';
import { visibleRows } from './scatter-points.js';
import { type RasterView, ScatterRaster } from './scatter-raster.js';
import type { ScatterSource } from './scatter-source.js';

const axis = (low: number, high: number, type: PlaneAxis['type'] = 'linear'): PlaneAxis => ({
  type,
  domain: [low, high],
  reversed: false,
});

function sourceOf(x: Float64Array, y: Float64Array, lines = true, positive = false): ScatterSource {
  return { x: buildPyramid(x, positive), y: buildPyramid(y, positive), rows: x.length, lines };
}

const never = () => false;

function draw(source: ScatterSource, view: RasterView, complete = true): Raster {
  const scatter = new ScatterRaster(source, view, complete);
  expect(scatter.draw(never)).toBe(true);
  return scatter.raster;
}

/** Every row, one after the other. */
function drawSlowly({ x, y, rows, lines }: ScatterSource, view: RasterView): Raster {
  const raster = new Raster(view.width, view.height);
  const mapX = pixelMap(view.x, view.width, false);
  const mapY = pixelMap(view.y, view.height, true);
  const at = (row: number) => [pixelOf(mapX, x.values[row]!), pixelOf(mapY, y.values[row]!)] as const;
  for (let row = 0; row < rows; row++) {
    const [px, py] = at(row);
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    raster.line(px, py, px, py);
    if (!lines || row + 1 === rows) continue;
    const [nextX, nextY] = at(row + 1);
    if (Number.isFinite(nextX) && Number.isFinite(nextY)) raster.line(px, py, nextX, nextY);
  }
  return raster;
}

/** Pixels of one picture with nothing of the other within one pixel; at the border that may lie outside. */
function lonely(of: Raster, other: Raster): number {
  let count = 0;
  for (let y = 1; y < of.height - 1; y++) {
    for (let x = 1; x < of.width - 1; x++) {
      if (of.pixels[y * of.width + x] === 0) continue;
      let near = false;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          near ||= other.pixels[(y + dy) * of.width + x + dx] === 1;
        }
      }
      if (!near) count++;
    }
  }
  return count;
}

/** A walk with small steps, now and then a leap, repeatable. */
function walk(rows: number, seed: number, step: number): Float64Array {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  let at = 0;
  return Float64Array.from({ length: rows }, () => {
    at = at * 0.999 + step * random() * (random() > 0.498 ? 60 : 1);
    return at;
  });
}

const anyWalk = fc.record({
  rows: fc.integer({ min: 1, max: 20_000 }),
  seed: fc.nat(),
  step: fc.constantFrom(0.002, 0.05, 1),
  low: fc.double({ min: -3, max: 0, noNaN: true }),
  span: fc.double({ min: 0.05, max: 6, noNaN: true }),
  lines: fc.boolean(),
});

describe('ScatterRaster', () => {
  it('draws what drawing every row draws, to one pixel, in any window', () => {
    fc.assert(
      fc.property(anyWalk, ({ rows, seed, step, low, span, lines }) => {
        const source = sourceOf(walk(rows, seed, step), walk(rows, seed + 1, step), lines);
        const view = { x: axis(low, low + span), y: axis(low, low + span), width: 90, height: 60 };
        const fast = draw(source, view);
        const slow = drawSlowly(source, view);
        expect(lonely(fast, slow)).toBe(0);
        expect(lonely(slow, fast)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves gaps where rows are missing', () => {
    const x = Float64Array.of(0, 1, Number.NaN, 9, 10);
    const y = Float64Array.of(5, 5, 5, 5, 5);
    const raster = draw(sourceOf(x, y), { x: axis(0, 10.1), y: axis(0, 10), width: 101, height: 10 }, false);
    const marked = [...raster.pixels].flatMap((pixel, at) => (pixel === 1 ? [at % 101] : []));
    expect(marked).toContain(5);
    expect(marked).toContain(95);
    expect(marked.filter((at) => at > 12 && at < 88)).toEqual([]);
  });

  it('leaves out what a logarithmic axis cannot show', () => {
    const x = Float64Array.from({ length: 400 }, (_, row) => (row % 3 === 0 ? -1 : 10 ** (row / 100)));
    const source = sourceOf(x, x, true, true);
    const view = { x: axis(1, 1e4, 'log'), y: axis(1, 1e4, 'log'), width: 50, height: 50 };
    expect(lonely(draw(source, view, false), drawSlowly(source, view))).toBe(0);
    expect(lonely(drawSlowly(source, view), draw(source, view, false))).toBe(0);
  });

  it('is a fair sample when it is stopped early, and completes from there', () => {
    const rows = 300_000;
    const x = Float64Array.from({ length: rows }, (_, row) => row / rows + 1e-9 * Math.sin(row));
    const scatter = new ScatterRaster(sourceOf(x, x), { x: axis(0, 1), y: axis(0, 1), width: 64, height: 64 }, true);
    let asked = 0;
    expect(scatter.draw(() => ++asked === 10)).toBe(false);
    const columns = new Set([...scatter.raster.pixels].flatMap((pixel, at) => (pixel === 1 ? [at % 64] : [])));
    expect([...columns].some((at) => at < 16) && [...columns].some((at) => at > 48)).toBe(true);
    expect(scatter.share).toBeCloseTo(10 / 74, 6);
    expect(scatter.draw(never)).toBe(true);
    expect(scatter.raster.pixels.reduce((sum, pixel) => sum + pixel, 0)).toBeGreaterThanOrEqual(64);
  });

  it('looks at few rows once the picture is full', () => {
    // Noise over the whole picture: drawing each of these lines would take seconds.
    const rows = 400_000;
    const noise = (seed: number) => Float64Array.from({ length: rows }, (_, row) => (Math.sin(row * seed) + 1) / 2);
    const view = { x: axis(0.2, 0.8), y: axis(0.2, 0.8), width: 200, height: 150 };
    let looks = 0;
    const xs = noise(12.9898);
    const watched = new Proxy(xs, {
      get: (target, key) => {
        if (typeof key === 'string' && key !== 'length') looks++;
        return Reflect.get(target, key, target) as unknown;
      },
    });
    const source = sourceOf(xs, noise(78.233));
    draw({ ...source, x: { ...source.x, values: watched } }, view);
    expect(looks).toBeLessThan(rows / 2);
  });
});

describe('Raster', () => {
  it('knows when a rectangle is full, also in the narrow tiles at the borders', () => {
    const raster = new Raster(37, 21);
    raster.fill(-5, -5, 100, 19);
    expect(raster.isFull(0, 0, 36, 15)).toBe(true);
    expect(raster.isFull(0, 0, 36, 20)).toBe(false);
    raster.fill(0, 20, 36, 20);
    expect(raster.isFull(-10, -10, 99, 99)).toBe(true);
  });

  it('cuts lines at the borders', () => {
    const raster = new Raster(10, 10);
    raster.line(-1e9, 5.5, 1e9, 5.5);
    raster.line(20, 20, 30, 30);
    expect([...raster.pixels].flatMap((pixel, at) => (pixel ? [at] : []))).toEqual([
      50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    ]);
  });
});

describe('visibleRows', () => {
  const angle = Float64Array.from({ length: 5000 }, (_, row) => row / 100);
  const spiral = sourceOf(
    angle.map((a) => a * Math.cos(a)),
    angle.map((a) => a * Math.sin(a)),
  );

  it('gives exact rows inside the view and a break where it leaves', () => {
    const points = visibleRows(spiral, { x: axis(5, 8), y: axis(-3, 3) }, 4000)!;
    const drawn = new Set<string>();
    for (let i = 0; i < points.length; i += 2) drawn.add(`${points[i]} ${points[i + 1]}`);
    const { x, y } = spiral;
    for (let row = 0; row < 5000; row++) {
      const inside = x.values[row]! > 5 && x.values[row]! < 8 && Math.abs(y.values[row]!) < 3;
      if (inside) expect(drawn).toContain(`${x.values[row]} ${y.values[row]}`);
    }
    expect(drawn).toContain('NaN NaN');
    expect(points.length / 2).toBeLessThan(500);
  });

  it('gives nothing where rows are too many to be drawn one by one', () => {
    expect(visibleRows(spiral, { x: axis(-60, 60), y: axis(-60, 60) }, 4999)).toBeUndefined();
    expect(visibleRows(spiral, { x: axis(-60, 60), y: axis(-60, 60) }, 5000)!.length).toBeGreaterThanOrEqual(10_000);
  });
});
