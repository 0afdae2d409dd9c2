import { describe, expect, it } from 'vitest';
import { firstAtOrAbove, type Grid, makeGrid } from './grid.js';

describe('firstAtOrAbove', () => {
  const slow = ({ twoThetaDeg }: Grid, angle: number) => {
    const found = twoThetaDeg.findIndex((x) => x >= angle);
    return found < 0 ? twoThetaDeg.length : found;
  };
  const even = makeGrid(Float64Array.from({ length: 1000 }, (_, i) => 10 + i * 0.02));
  const uneven = makeGrid(Float64Array.from({ length: 1000 }, (_, i) => 10 + i * 0.02 + 1e-3 * Math.sin(i)));

  it('knows even steps from uneven ones', () => {
    expect(even.stepDeg).toBeCloseTo(0.02, 12);
    expect(uneven.stepDeg).toBe(0);
    expect(makeGrid(Float64Array.of(1, 2)).stepDeg).toBe(0);
  });

  it.each([
    ['even', even],
    ['uneven', uneven],
  ])('is what a search from the front finds, %s steps', (_, grid) => {
    const last = grid.twoThetaDeg[999]!;
    const angles = [-5, 9.999, 10, 10.0000001, 17.34, last, last + 1e-9, 500];
    for (let i = 0; i < 1000; i += 37)
      angles.push(grid.twoThetaDeg[i]!, grid.twoThetaDeg[i]! + 1e-9, grid.twoThetaDeg[i]! - 1e-9);
    for (const angle of angles) expect(firstAtOrAbove(grid, angle)).toBe(slow(grid, angle));
  });
});
