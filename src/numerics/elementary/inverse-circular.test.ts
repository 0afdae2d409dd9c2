import { describe, expect, it } from 'vitest';
import { acos, asin } from './inverse-circular.js';
import { tan } from './tan.js';

describe('arc sine, arc cosine, tangent', () => {
  it('agree with the engine within a few units in the last place', () => {
    for (let k = -1000; k <= 1000; k++) {
      const x = k / 1000;
      expect(Math.abs(asin(x) - Math.asin(x))).toBeLessThanOrEqual(4e-16);
      expect(Math.abs(acos(x) - Math.acos(x))).toBeLessThanOrEqual(9e-16);
      const angle = x * 1.55;
      expect(Math.abs(tan(angle) / Math.tan(angle) - 1 || 0)).toBeLessThanOrEqual(6e-16);
    }
  });

  it('have no value outside their range', () => {
    expect(asin(1.1)).toBeNaN();
    expect(acos(-1.1)).toBeNaN();
    expect(acos(1)).toBe(0);
  });
});
