import { describe, expect, it } from 'vitest';
import { gaussLegendre } from './gauss-legendre.js';

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
