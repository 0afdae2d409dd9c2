import { describe, expect, it } from 'vitest';
import { axialRule } from './axial-rule.js';

describe('axialRule', () => {
  it.each([1, 2, 3, 8, 23, 64])('integrates (1 - t) t^(2n) exactly up to twice its %d nodes', (count) => {
    const { nodes, weights } = axialRule(count);
    for (let n = 0; n < 2 * count; n++) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += weights[j]! * nodes[j]! ** (2 * n);
      expect(sum * (2 * n + 1) * (2 * n + 2)).toBeCloseTo(1, 9);
    }
    for (const node of nodes) expect(node).toBeGreaterThan(0);
    for (const node of nodes) expect(node).toBeLessThan(1);
    for (const weight of weights) expect(weight).toBeGreaterThan(0);
  });
});
