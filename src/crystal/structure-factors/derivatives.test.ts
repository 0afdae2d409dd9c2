import { describe, expect, it } from 'vitest';
import { evaluated } from './test-support/evaluated.js';
import { madeStructures, someReflections } from './test-support/made-structures.js';

/** Names by which the parameters of a structure are known; they show what symmetry leaves free, and the order. */
const names: Readonly<Record<string, string>> = {
  'inversion at the origin, special positions':
    'Ca1.z Ca1.uIso Ca2.x Ca2.y Ca2.uIso F.uIso O3.x O3.y O3.z O3.uIso Ca1.occupancy Ca2.occupancy F.occupancy O3.occupancy',
  'no inversion, polar': 'Zn1.z Zn1.U11 Zn1.U33 O1.z O1.uIso Zn1.occupancy O1.occupancy',
  'inversion away from the origin': 'Zr1.uIso O1.z O1.U11 O1.U22 O1.U33 Zr1.occupancy O1.occupancy',
};

describe('derivatives of |F|²', () => {
  it.each(Object.entries(names))('has the parameters of: %s', (title, expected) => {
    const structure = madeStructures[title as keyof typeof madeStructures];
    expect(evaluated(structure, []).names.join(' ')).toBe(expected);
  });

  it.each(Object.entries(madeStructures))('agree with central differences: %s', (_, structure) => {
    const { squared, derivatives, values, names: parameters } = evaluated(structure, someReflections);
    const count = squared.length;
    const size = Math.max(...squared);
    for (const [p, name] of parameters.entries()) {
      const step = 1e-5;
      const [up, down] = [1, -1].map((sign) => {
        const moved = values.slice();
        moved[p]! += sign * step;
        return evaluated(structure, someReflections, { values: moved }).squared;
      });
      const largest = Math.max(...derivatives.subarray(p * count, (p + 1) * count).map(Math.abs));
      expect(largest, name).toBeGreaterThan(0);
      for (let k = 0; k < count; k++) {
        const difference = (up![k]! - down![k]!) / (2 * step);
        const error = Math.abs(derivatives[p * count + k]! - difference);
        expect(error, `${name} of ${someReflections[k]}`).toBeLessThan(1e-6 * (largest + size));
      }
    }
  });

  it.each(Object.entries(madeStructures))('follow s² when the cell scales: %s', (_, structure) => {
    const { bySSquared, sSquared } = evaluated(structure, someReflections);
    const step = 1e-5;
    const up = evaluated(structure, someReflections, { scale: 1 + step }).squared;
    const down = evaluated(structure, someReflections, { scale: 1 - step }).squared;
    for (const [k, s2] of sSquared.entries()) {
      const difference = (up[k]! - down[k]!) / (2 * step * s2);
      expect(Math.abs(bySSquared[k]! - difference)).toBeLessThan(1e-7 * Math.max(...bySSquared.map(Math.abs)));
    }
  });

  it('are zero where centring extinguishes a reflection', () => {
    const structure = madeStructures['C centring, a mixed site, anisotropic'];
    const { squared, derivatives, bySSquared } = evaluated(structure, [[1, 0, 0]]);
    expect([...squared, ...bySSquared, ...derivatives].every((value) => value === 0)).toBe(true);
  });
});
