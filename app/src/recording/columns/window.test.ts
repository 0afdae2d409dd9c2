import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnFacts } from './column-facts.js';
import { buildPyramid } from './pyramid.js';
import { type CurvePoints, windowOf } from './window.js';
import type { XColumn } from './x-axis.js';

const ordered = (values: Float64Array): XColumn => ({ values, rows: values.length, order: columnFacts(values).order });
const rowNumbers = (rows: number): XColumn => ({ rows, order: 'ascending' });
const linear = (low: number, high: number) => ({ type: 'linear', domain: [low, high] }) as const;

function pairs(points: CurvePoints): [number, number][] {
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i]!, points[2 * i + 1]!]);
}

/** Heights between which the curve runs inside a stretch of x, both ends included. */
function extremes(points: readonly (readonly [number, number])[], low: number, high: number): [number, number] {
  const ys = points.filter(([x, y]) => x >= low && x <= high && !Number.isNaN(y)).map(([, y]) => y);
  return [Math.min(...ys), Math.max(...ys)];
}

describe('windowOf', () => {
  it('gives every row, exactly, where rows are few, and one more on either side', () => {
    const y = Float64Array.from({ length: 1000 }, (_, row) => Math.sin(row));
    const [points] = windowOf(rowNumbers(1000), [buildPyramid(y)], linear(100.5, 110.5), 200).curves;
    const rows = pairs(points!);
    expect(rows.length).toBeGreaterThanOrEqual(12);
    for (const [x, value] of rows) expect(value).toBe(y[x - 1]);
    expect(rows[0]![0]).toBeLessThanOrEqual(100);
    expect(rows.at(-1)![0]).toBeGreaterThanOrEqual(111);
  });

  it('never loses a spike of a single row, whatever the zoom', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 40_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 20, max: 300 }),
        fc.boolean(),
        (rows, share, columns, descending) => {
          const spike = Math.min(rows - 1, Math.floor(share * rows));
          const x = Float64Array.from({ length: rows }, (_, row) => (descending ? -row : row) * 0.25);
          const y = new Float64Array(rows);
          y[spike] = 7;
          const [points] = windowOf(ordered(x), [buildPyramid(y)], linear(-rows / 4, rows / 4), columns).curves;
          expect(Math.max(...pairs(points!).map(([, value]) => value))).toBe(7);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has the same extremes as the rows themselves in any window, to one pixel column', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 400, max: 3000 }),
        fc.double({ min: 0, max: 0.6, noNaN: true }),
        (seed, rows, start) => {
          // Steps of 0 to 3 in x, values of -50 to 50 in y, repeatable.
          const random = (row: number) => Math.abs(Math.sin((row + 1) * 12.9898 + seed) * 43758.5453) % 1;
          const x = new Float64Array(rows);
          for (let row = 1; row < rows; row++) x[row] = x[row - 1]! + Math.floor(4 * random(row));
          const y = Float64Array.from(x, (_, row) => Math.round(100 * random(row + rows) - 50));
          const low = start * x.at(-1)!;
          const high = low + 0.4 * x.at(-1)! + 1;
          const columns = 25;
          const bin = (high - low) / columns;
          const points = pairs(windowOf(ordered(x), [buildPyramid(y)], linear(low, high), columns).curves[0]!);
          const all = Array.from(x, (value, row) => [value, y[row]!] as const);
          const [least, greatest] = extremes(all, low, high);
          const [drawnLeast, drawnGreatest] = extremes(points, low - bin, high + bin);
          const [outerLeast, outerGreatest] = extremes(all, low - 2 * bin, high + 2 * bin);
          expect(drawnLeast).toBeLessThanOrEqual(least);
          expect(drawnGreatest).toBeGreaterThanOrEqual(greatest);
          expect(drawnLeast).toBeGreaterThanOrEqual(outerLeast);
          expect(drawnGreatest).toBeLessThanOrEqual(outerGreatest);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has at most two points per pixel column, also where rows lie in clusters', () => {
    const x = Float64Array.from({ length: 50_000 }, (_, row) => 1000 * Math.floor(row / 5000) + (row % 5000) / 100);
    const y = Float64Array.from(x, (_, row) => Math.sin(row / 7));
    const columns = 400;
    const [points] = windowOf(ordered(x), [buildPyramid(y)], linear(0, 10_000), columns).curves;
    expect(points!.length / 2).toBeLessThanOrEqual(2 * (columns + 2));
  });

  it('joins clusters from the last row of one to the first row of the next', () => {
    const x = Float64Array.from({ length: 20_000 }, (_, row) => (row < 10_000 ? 0 : 1000) + (row % 10_000) / 10_000);
    const y = Float64Array.from(x, (_, row) => row % 10_000);
    const [points] = windowOf(ordered(x), [buildPyramid(y)], linear(-10, 1010), 100).curves;
    const list = pairs(points!);
    const jump = list.findIndex(([value], i) => i > 0 && value - list[i - 1]![0] > 900);
    expect(list[jump - 1]).toEqual([0.9999, 9999]);
    expect(list[jump]).toEqual([1000, 0]);
  });

  it('breaks the line where numbers are missing, and finds extremes between them', () => {
    const y = Float64Array.from({ length: 10_000 }, (_, row) => (row >= 4000 && row < 6000 ? Number.NaN : row % 10));
    const [points] = windowOf(rowNumbers(10_000), [buildPyramid(y)], linear(1, 10_000), 100).curves;
    const missing = pairs(points!).filter(([, value]) => Number.isNaN(value));
    expect(missing.length).toBeGreaterThan(15);
    expect(missing.every(([x]) => x > 3900 && x < 6100)).toBe(true);
  });

  it('draws a logarithmic frequency sweep from high to low, without what has no logarithm', () => {
    const x = Float64Array.from({ length: 9000 }, (_, row) => (row === 8999 ? 0 : 10 ** (6 - row / 1000)));
    const y = Float64Array.from(x, (_, row) => (row % 2 === 0 ? -1 : row + 1));
    const [points] = windowOf(ordered(x), [buildPyramid(y, true)], { type: 'log', domain: [1e-3, 1e6] }, 90).curves;
    const list = pairs(points!);
    expect(list.every(([value]) => value > 0)).toBe(true);
    expect(Math.min(...list.map(([, value]) => value).filter((value) => !Number.isNaN(value)))).toBeGreaterThan(0);
    expect(list[0]![0]).toBeGreaterThan(list.at(-1)![0]);
  });

  it('keeps its points while the view is moved by whole pixels', () => {
    const y = Float64Array.from({ length: 100_000 }, (_, row) => Math.sin(row * row));
    const at = (shift: number) =>
      pairs(windowOf(rowNumbers(100_000), [buildPyramid(y)], linear(10_000 + shift, 50_000 + shift), 400).curves[0]!);
    const here = new Set(at(0).map((point) => point.join(' ')));
    const moved = at(700);
    const inside = moved.filter(([x]) => x > 11_000 && x < 49_000);
    expect(inside.filter((point) => here.has(point.join(' '))).length).toBeGreaterThan(0.98 * inside.length);
  });

  it('gives nothing of an empty column', () => {
    const [points] = windowOf(rowNumbers(0), [buildPyramid(new Float64Array(0))], linear(0, 1), 10).curves;
    expect(points).toHaveLength(0);
  });
});
