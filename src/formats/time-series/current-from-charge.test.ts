import { describe, expect, it } from 'vitest';
import { currentFromCharge } from './current-from-charge.js';

const current = (chargeC: number[], timeS: number[], setCurrentA: number[] | null = null): number[] => [
  ...currentFromCharge(
    Float64Array.from(chargeC),
    Float64Array.from(timeS),
    setCurrentA && Float64Array.from(setCurrentA),
  ),
];

describe('current from the charge of each row', () => {
  it('is the mean since the row before, whatever the steps', () => {
    expect(current([0, 2, 3, -8], [0, 1, 4, 6])).toEqual([2, 2, 1, -4]);
  });

  it('of the first row is the set one where that is known', () => {
    expect(current([0, 2, 2], [0, 1, 2], [2.5, 2.5, 2.5])[0]).toBe(2.5);
    expect(current([0, 2, 2], [0, 1, 2], [Number.NaN, 2.5, 2.5])[0]).toBe(2);
  });

  it('gives the charge of a row without time to the next', () => {
    expect(current([0, 2, 2, 2], [0, 1, Number.NaN, 3])).toEqual([2, 2, Number.NaN, 2]);
  });

  it('is missing where the charge is, and right again in the next row', () => {
    expect(current([0, 2, Number.NaN, 2], [0, 1, 2, 3])).toEqual([2, 2, Number.NaN, 2]);
  });

  it('of a row that takes no time is that of the row before', () => {
    expect(current([0, 2, 1, 2], [0, 1, 1, 2])).toEqual([2, 2, 2, 2]);
  });

  it('begins again with the clock', () => {
    expect(current([0, 2, 2, 0, -10, -10], [0, 1, 2, 0, 10, 20])).toEqual([2, 2, 2, -1, -1, -1]);
  });

  it('of a single row is none', () => {
    expect(current([0], [0])).toEqual([0]);
    expect(current([], [])).toEqual([]);
  });
});
