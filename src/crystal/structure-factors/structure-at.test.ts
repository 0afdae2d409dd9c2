import { describe, expect, it } from 'vitest';
import { createStructureFactors } from './create-structure-factors.js';
import { planSites } from './site-plan.js';
import { equivalentU } from './structure-at.js';
import { evaluated, scattererOf } from './test-support/evaluated.js';
import { madeStructure } from './test-support/made-structure.js';
import { madeStructures, someReflections } from './test-support/made-structures.js';

const mixed = madeStructures['C centring, a mixed site, anisotropic'];

describe('planSites', () => {
  it('puts sites that share a position together, also a lattice translation away', () => {
    expect(planSites(mixed).map((plan) => plan.sites)).toEqual([[0], [1, 2], [3], [4]]);
    const apart = madeStructure(mixed.cell, 'P 1', [
      { label: 'Si1', at: [0.02, 0.3, 0.999] },
      { label: 'P1', at: [1.02, 0.3, -0.001] },
      { label: 'O1', at: [0.023, 0.3, 0.999] },
    ]);
    expect(planSites(apart).map((plan) => plan.sites)).toEqual([[0, 1], [2]]);
  });
});

describe('structureAt', () => {
  it.each(Object.entries(madeStructures))('gives what the values mean: %s', (_, structure) => {
    const factors = createStructureFactors(
      structure,
      structure.sites.map(({ element }) => scattererOf(element)),
    );
    const values = Float64Array.from(factors.parameters, ({ start }, p) => start * (1 + 0.01 * Math.sin(p + 1)));
    const moved = factors.structureAt(structure, values);
    const direct = evaluated(structure, someReflections, { values }).squared;
    const again = evaluated(moved, someReflections).squared;
    for (const [k, value] of direct.entries()) expect(again[k]).toBeCloseTo(value, 8);
    expect(moved.sites.map((site) => site.label)).toEqual(structure.sites.map((site) => site.label));
  });

  it('keeps the rest of the structure and gives a mixed site one position and displacement', () => {
    const factors = createStructureFactors(
      mixed,
      mixed.sites.map(({ element }) => scattererOf(element)),
    );
    const values = factors.parameters.map(({ name, start }) => (name === 'Si2.x' ? 0.36 : start));
    const { sites, ...rest } = factors.structureAt({ ...mixed, name: 'other' }, values);
    expect(rest.name).toBe('other');
    expect(sites[1]!.position[0]).toBe(0.36);
    expect(sites[2]!.position).toEqual(sites[1]!.position);
    expect(sites[2]!.uAniso).toEqual(sites[1]!.uAniso);
    expect(sites[2]!.occupancy).toBe(0.4);
    expect(sites[4]!.uAniso).toBeUndefined();
  });

  it('takes a third of the trace as equivalent U', () => {
    const { a, b, c, alpha, beta } = mixed.cell;
    expect(equivalentU([0.01, 0.02, 0.03, 0, 0, 0], { a, b, c, alpha, beta: 90, gamma: 90 })).toBeCloseTo(0.02, 12);
    // An isotropic displacement has U12 = U cos(gamma*) on hexagonal axes.
    const hexagonal = { a: 9, b: 9, c: 7, alpha: 90, beta: 90, gamma: 120 };
    expect(equivalentU([0.01, 0.01, 0.01, 0.005, 0, 0], hexagonal)).toBeCloseTo(0.01, 12);
    // (U11 + U33 + 2 U13 cos(beta))/sin²(beta) of a monoclinic cell.
    const angle = (beta * Math.PI) / 180;
    const expected = (0.02 + (0.01 + 0.03 + 2 * 0.006 * Math.cos(angle)) / Math.sin(angle) ** 2) / 3;
    expect(equivalentU([0.01, 0.02, 0.03, 0, 0.006, 0], mixed.cell)).toBeCloseTo(expected, 12);
  });

  it('refuses a wrong number of scatterers', () => {
    expect(() => createStructureFactors(mixed, [])).toThrow(/0 scatterers/);
  });
});
