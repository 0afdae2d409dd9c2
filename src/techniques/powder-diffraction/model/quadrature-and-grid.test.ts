import { describe, expect, it } from 'vitest';
import { addHump, addHumpSlopes, chebyshevColumns } from './background.js';
import { gaussLegendre } from './gauss-legendre.js';
import { firstAtOrAbove, type Grid, makeGrid } from './grid.js';

describe('gaussLegendre', () => {
  it.each([1, 2, 3, 7, 20, 48, 96])('integrates powers up to twice its %d nodes exactly', (count) => {
    const { nodes, weights } = gaussLegendre(count);
    for (let power = 0; power < 2 * count; power++) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += weights[j]! * nodes[j]! ** power;
      expect(sum * (power + 1)).toBeCloseTo(1, 11);
    }
    expect([...nodes].sort((a, b) => a - b)).toEqual([...nodes]);
  });
});

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

describe('chebyshevColumns', () => {
  it('is cos(n acos x) from -1 at one end to 1 at the other', () => {
    const angles = Float64Array.from({ length: 41 }, (_, i) => 15 + i);
    const columns = chebyshevColumns(angles, 7, [15, 55]);
    for (let n = 0; n < 7; n++) {
      for (let i = 0; i < 41; i++) expect(columns[n * 41 + i]).toBeCloseTo(Math.cos(n * Math.acos((i - 20) / 20)), 12);
    }
  });
});

describe('addHump', () => {
  it('is a Gaussian of its full width, with the slopes by place, width and height', () => {
    const angles = Float64Array.from({ length: 30 }, (_, i) => 15 + i);
    const at = (position: number, width: number, height: number) => {
      const out = new Float64Array(30);
      addHump(angles, position, width, height, out);
      return out;
    };
    const own = at(25, 8, 100);
    expect(own[10]).toBeCloseTo(100, 10);
    expect(own[6]).toBeCloseTo(50, 10);
    const out = { position: new Float64Array(30), width: new Float64Array(30), height: new Float64Array(30) };
    addHumpSlopes(angles, 24.3, 8, 100, out);
    const h = 1e-4;
    for (let i = 0; i < 30; i++) {
      const slope = (up: Float64Array, down: Float64Array) => (up[i]! - down[i]!) / (2 * h);
      expect(out.position[i]).toBeCloseTo(slope(at(24.3 + h, 8, 100), at(24.3 - h, 8, 100)), 5);
      expect(out.width[i]).toBeCloseTo(slope(at(24.3, 8 + h, 100), at(24.3, 8 - h, 100)), 5);
      expect(out.height[i]).toBeCloseTo(slope(at(24.3, 8, 100 + h), at(24.3, 8, 100 - h)), 5);
    }
  });
});
