import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnFacts } from './column-facts.js';
import { buildPyramid, rangeOf } from './pyramid.js';

const fresh = () => ({ low: 0, high: 0 });

function slowRange(values: ArrayLike<number>, from: number, to: number, positive: boolean) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value) || (positive && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

describe('buildPyramid and rangeOf', () => {
  it('find the range of any rows as looking at each of them does', () => {
    const number = fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0) },
    );
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (some, repeats, a, b, positive) => {
          // Long columns at little cost: the list again and again, each time a little higher.
          const values = Float64Array.from(
            { length: some.length * repeats },
            (_, i) => some[i % some.length]! + Math.floor(i / some.length),
          );
          const from = a % (values.length + 1);
          const to = from + (b % (values.length - from + 1));
          const pyramid = buildPyramid(values, positive);
          expect(rangeOf(pyramid, from, to, fresh())).toEqual(slowRange(values, from, to, positive));
        },
      ),
    );
  });

  it('needs about one byte a row', () => {
    const rows = 1_000_000;
    const { low, high } = buildPyramid(new Float32Array(rows));
    const bytes = [...low, ...high].reduce((sum, level) => sum + level.byteLength, 0);
    expect(bytes).toBeLessThan(1.1 * rows);
  });

  it('has one level even for the shortest column', () => {
    expect(buildPyramid(Uint8Array.of(3)).low).toEqual([Float64Array.of(3)]);
    expect(rangeOf(buildPyramid(Uint8Array.of(3)), 0, 0, fresh()).low).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('columnFacts', () => {
  it('tells range, missing rows and order', () => {
    expect(columnFacts(Float64Array.of(-1, 0, 0, 4))).toEqual({
      min: -1,
      max: 4,
      minPositive: 4,
      missing: 0,
      order: 'ascending',
    });
    expect(columnFacts(Uint8Array.of(9, 9, 1)).order).toBe('descending');
    expect(columnFacts(Float32Array.of(1, 2, 1)).order).toBe('none');
    const holes = columnFacts(Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 3));
    expect(holes).toMatchObject({ min: 1, max: 3, missing: 2, order: 'none' });
  });

  it('knows no range of a column without numbers', () => {
    expect(columnFacts(Float64Array.of(Number.NaN))).toMatchObject({ min: Number.NaN, max: Number.NaN, missing: 1 });
    expect(columnFacts(new Float64Array(0)).min).toBeNaN();
  });

  it('sees a fall between two blocks of rows', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, row) => row);
    values[4096] = 4095.5;
    values[4095] = 4095.75;
    expect(columnFacts(values).order).toBe('none');
  });
});
