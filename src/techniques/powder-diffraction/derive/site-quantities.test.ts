import { describe, expect, it } from 'vitest';
import {
  anatase,
  freeParameter,
  handMadeRefinement,
  parameter,
  site,
  structureOf,
  triclinic,
} from '../test-support/hand-made-refinement.js';
import { siteQuantities } from './site-quantities.js';

const cell = { a: 5, b: 5, c: 8, alpha: 90, beta: 90, gamma: 90 };

describe('siteQuantities', () => {
  it('gives what symmetry leaves free its esd, and what follows it the same', () => {
    // On the diagonal axis of 422: x, x, 0.
    const structure = structureOf('p', cell, [
      site('A', 'Zr', { position: [0.2, 0.2, 0], multiplicity: 4 }),
      site('B', 'O', { position: [0.1, 0.3, 0.4], multiplicity: 8, occupancy: 0.75 }),
    ]);
    const refinement = handMadeRefinement({
      phases: [{ structure }],
      parameters: [
        freeParameter('p.A.x', 0.2, 0.0004),
        freeParameter('p.A.uIso', 0.01, 0.001, { unit: 'angstrom^2' }),
        freeParameter('p.B.z', 0.4, 0.002),
        parameter('p.B.x', 0.1),
        freeParameter('p.B.occupancy', 0.75, 0.01),
      ],
    });
    const [a, b] = siteQuantities(refinement, refinement.phases[0]);
    expect(a.x.sigma).toBeCloseTo(0.0004, 12);
    expect(a.y.sigma).toBeCloseTo(0.0004, 12);
    expect(a.z).toMatchObject({ value: 0, sigma: null, note: 'fixed by symmetry' });
    expect(a.uIso).toMatchObject({ value: 0.01, sigma: 0.001, unit: 'angstrom^2' });
    expect(a.occupancy.sigma).toBeNull();
    expect(b.x).toEqual({ value: 0.1, sigma: null, unit: '1' });
    expect(b.z.sigma).toBeCloseTo(0.002, 12);
    expect(b.occupancy.sigma).toBe(0.01);
  });

  it('gives atoms that share a site the esds of the first', () => {
    const base = structureOf('p', { ...cell, b: 6 }, [
      site('Si1', 'Si', { position: [0.1, 0.2, 0.3], occupancy: 0.6 }),
      site('P1', 'P', { position: [0.1, 0.2, 0.3], occupancy: 0.4 }),
    ]);
    const structure = { ...base, spaceGroup: { ...anatase.spaceGroup, operations: triclinic } };
    const parameters = [freeParameter('p.Si1.x', 0.1, 0.003), freeParameter('p.Si1.uIso', 0.01, 0.002)];
    const refinement = handMadeRefinement({ phases: [{ structure }], parameters });
    const [, shared] = siteQuantities(refinement, refinement.phases[0]);
    expect(shared.x.sigma).toBeCloseTo(0.003, 12);
    expect(shared.uIso.sigma).toBe(0.002);
    expect(shared.y.note).toBeUndefined();
  });
});
