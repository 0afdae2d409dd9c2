import { describe, expect, it } from 'vitest';
import { addHump, addHumpSlopes, chebyshevColumns } from './background.js';

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
