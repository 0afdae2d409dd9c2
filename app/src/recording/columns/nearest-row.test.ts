import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnFacts } from './column-facts.js';
import { exactDigits } from './exact-digits.js';
import { nearestRow } from './nearest-row.js';
import { type PlaneAxis, pixelMap, pixelOf } from './plane.js';
import { buildPyramid } from './pyramid.js';

const axis = (low: number, high: number, type: PlaneAxis['type'] = 'linear'): PlaneAxis => ({
  type,
  domain: [low, high],
  reversed: false,
});

function cloud(rows: number, seed: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const value = Math.sin((row + 1) * seed) * 43758.5453;
    return value - Math.floor(value);
  });
}

describe('nearestRow', () => {
  it('finds the row that looking at each would find', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (rows, seed, pointerX, pointerY) => {
          const x = cloud(rows, 12.9898 + seed);
          const y = cloud(rows, 78.233 + seed);
          const found = nearestRow({
            x: { values: x, rows, order: 'none' },
            xPyramid: buildPyramid(x),
            curves: [{ y: buildPyramid(y), axis: axis(0, 1) }],
            xAxis: axis(0, 1),
            width: 400,
            height: 300,
            pointerX,
            pointerY,
          });
          const away = (row: number) => Math.hypot(400 * x[row]! - pointerX, 300 * (1 - y[row]!) - pointerY);
          const least = x.reduce((best, _, row) => Math.min(best, away(row)), Number.POSITIVE_INFINITY);
          if (least > 80) expect(found).toBeUndefined();
          else expect(away(found!.row)).toBeLessThanOrEqual(Math.max(0.4, least + 1e-9));
        },
      ),
    );
  });

  it('follows the pointer along an ordered x, and finds a spike of one row in its pixel column', () => {
    const rows = 2_000_000;
    const time = Float64Array.from({ length: rows }, (_, row) => row * 0.1);
    const y = new Float32Array(rows);
    y[1_234_567] = 5;
    const map = pixelMap(axis(0, 200_000), 1000, false);
    const ask = (pointerX: number, pointerY: number) =>
      nearestRow({
        x: { values: time, rows, order: columnFacts(time).order },
        curves: [{ y: buildPyramid(y), axis: axis(0, 5) }],
        xAxis: axis(0, 200_000),
        width: 1000,
        height: 400,
        pointerX,
        pointerY,
      })!.row;
    expect(ask(pixelOf(map, time[1_234_567]!), 10)).toBe(1_234_567);
    expect(Math.abs(time[ask(300, 10)]! - 60_000)).toBeLessThan(200);
  });

  it('chooses between curves by their own axes, and knows none where all is missing', () => {
    const x = { rows: 3, order: 'ascending' } as const;
    const at = (values: Float64Array, high: number) => ({ y: buildPyramid(values), axis: axis(0, high) });
    const rest = { x, xAxis: axis(1, 3), width: 100, height: 100, pointerX: 50, pointerY: 10 };
    const curves = [at(Float64Array.of(0, 1, 2), 10), at(Float64Array.of(0, 900, 2), 1000)];
    expect(nearestRow({ ...rest, curves })).toEqual({ row: 1, curve: 1 });
    const nothing = Float64Array.of(Number.NaN, Number.NaN, Number.NaN);
    expect(nearestRow({ ...rest, curves: [at(nothing, 1)] })).toBeUndefined();
  });

  it('measures on a logarithmic axis as it is seen', () => {
    const frequency = Float64Array.of(1e6, 1e4, 1e2, 1);
    const found = nearestRow({
      x: { values: frequency, rows: 4, order: 'descending' },
      curves: [{ y: buildPyramid(Float64Array.of(1, 1, 1, 1)), axis: axis(0, 2) }],
      xAxis: axis(1, 1e6, 'log'),
      width: 600,
      height: 100,
      pointerX: 240,
      pointerY: 50,
    });
    expect(found?.row).toBe(2);
  });
});

describe('exactDigits', () => {
  it('gives the digits of the type, no more and no fewer', () => {
    const single = Float32Array.of(0.1, 1 / 3, 16777216, 1e-40, -0.0501, 3.4e38);
    expect(Array.from(single, (value) => exactDigits(value, single))).toEqual([
      '0.1',
      '0.33333334',
      '16777216',
      '1e-40',
      '-0.0501',
      '3.4e+38',
    ]);
    expect(exactDigits(0.1 + 0.2, new Float64Array(1))).toBe('0.30000000000000004');
    expect(exactDigits(200, new Uint8Array(1))).toBe('200');
    expect(exactDigits(Number.NaN, single)).toBe('');
  });

  it('comes back as the same single-precision number, always', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(exactDigits(value, new Float32Array(1))))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
