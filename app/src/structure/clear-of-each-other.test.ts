import { describe, expect, it } from 'vitest';
import { clearOfEachOther } from './clear-of-each-other.js';

describe('clearOfEachOther', () => {
  const word = (x: number, y: number, z: number) => ({ x, y, z, halfWidth: 2, halfHeight: 1 });

  it('keeps the nearest of words at one place, and all that stand apart', () => {
    expect(clearOfEachOther([word(0, 0, 1), word(1, 0.5, 5), word(10, 0, 3), word(0, 2.5, 0)])).toEqual([1, 2, 3]);
    expect(clearOfEachOther([])).toEqual([]);
  });

  it('is the same each time where words are equally near', () => {
    expect(clearOfEachOther([word(0, 0, 1), word(0, 0, 1)])).toEqual([0]);
  });
});
