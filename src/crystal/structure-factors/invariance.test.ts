import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reciprocalLengths, reciprocalMetric } from '../cell/metric.js';
import type { AnisotropicU, CrystalStructure } from '../structure.js';
import { siteSymmetry } from '../symmetry/site-symmetry.js';
import { createStructureFactors } from './create-structure-factors.js';
import { evaluated, scattererOf } from './test-support/evaluated.js';
import { madeStructure } from './test-support/made-structure.js';
import { madeStructures, someReflections } from './test-support/made-structures.js';

const structures = Object.entries(madeStructures);
const index = fc.integer({ min: -9, max: 9 });
const hkl = fc.tuple(index, index, index).filter((indices) => indices.some((i) => i !== 0));
const shift = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -2, max: 2, noNaN: true }))) as fc.Arbitrary<
  [number, number, number]
>;

/** U of an atom that R has moved: U* = R U* R^T, by way of full matrices. */
function rotatedU(u: AnisotropicU, rotation: readonly number[], structure: CrystalStructure): AnisotropicU {
  const axes = reciprocalLengths(reciprocalMetric(structure.cell));
  const at = [0, 3, 4, 3, 1, 5, 4, 5, 2];
  const star = (i: number, j: number) => u[at[3 * i + j]!]! * axes[i]! * axes[j]!;
  const out = (i: number, j: number) => {
    let sum = 0;
    for (let k = 0; k < 3; k++) {
      for (let l = 0; l < 3; l++) sum += rotation[3 * i + k]! * star(k, l) * rotation[3 * j + l]!;
    }
    return sum / (axes[i]! * axes[j]!);
  };
  return [out(0, 0), out(1, 1), out(2, 2), out(0, 1), out(0, 2), out(1, 2)];
}

function near(one: readonly number[], other: readonly number[]): boolean {
  return one.every((x, i) => Math.abs(x - other[i]!) < 1e-3);
}

/** Every atom of the cell as a site of its own. */
function withoutSymmetry(structure: CrystalStructure): CrystalStructure {
  const { cell, sites, spaceGroup } = structure;
  let count = 0;
  const atoms = sites.flatMap((site) => {
    // On a mixed site the first atom lends position and displacement to the others.
    const { position, uAniso: u } = sites.find((other) => near(other.position, site.position))!;
    const { orbit, orbitOperations } = siteSymmetry(position, spaceGroup, cell);
    return orbit.map((at, i) => {
      const uAniso = u && rotatedU(u, orbitOperations[i]!.rotation, structure);
      return { ...site, label: `${site.element}${++count}`, at, ...(uAniso && { uAniso }) };
    });
  });
  return madeStructure(cell, 'P 1', atoms);
}

describe('|F|²', () => {
  it.each(structures)('is that of the same atoms without symmetry: %s', (_, structure) => {
    const symmetric = evaluated(structure, someReflections).squared;
    const plain = evaluated(withoutSymmetry(structure), someReflections).squared;
    const size = Math.max(...symmetric);
    for (const [k, value] of symmetric.entries()) expect(Math.abs(value - plain[k]!)).toBeLessThan(1e-12 * size);
  });

  it.each(structures)('is the same for equivalent reflections and Friedel mates: %s', (_, structure) => {
    fc.assert(
      fc.property(hkl, ([h, k, l]) => {
        const mates = structure.spaceGroup.operations.flatMap(({ rotation: r }) => {
          const mate = [0, 1, 2].map((i) => h * r[i]! + k * r[3 + i]! + l * r[6 + i]!);
          return [mate, mate.map((j) => -j)];
        });
        const { squared } = evaluated(structure, mates);
        const scale = Math.max(1, squared[0]!);
        for (const value of squared) expect(Math.abs(value - squared[0]!)).toBeLessThan(1e-10 * scale);
      }),
      { numRuns: 20 },
    );
  });

  it('does not change when the origin of P1 moves', () => {
    const structure = madeStructures.triclinic;
    const before = evaluated(structure, someReflections).squared;
    fc.assert(
      fc.property(shift, ([x, y, z]) => {
        const sites = structure.sites.map(({ position: [u, v, w], ...site }) => {
          return { ...site, position: [u + x, v + y, w + z] as const };
        });
        const after = evaluated({ ...structure, sites }, someReflections).squared;
        for (const [k, value] of before.entries())
          expect(Math.abs(after[k]! - value)).toBeLessThan(1e-10 * (1 + value));
      }),
    );
  });

  it('does not depend on what was evaluated before', () => {
    const structure = madeStructures['rhombohedral, positions tied to each other'];
    const factors = createStructureFactors(
      structure,
      structure.sites.map(({ element }) => scattererOf(element)),
    );
    const metric = reciprocalMetric(structure.cell);
    const start = Float64Array.from(factors.parameters, (parameter) => parameter.start);
    const one = (indices: readonly number[], values: Float64Array) => {
      const squared = new Float64Array(1);
      factors.evaluate(Int32Array.from(indices), Float64Array.of(0.05), values, metric, squared, null, null);
      return squared[0]!;
    };
    const alone = one([1, 1, 3], start);
    expect(
      one(
        [14, -3, 31],
        start.map((value) => value * 1.1),
      ),
    ).not.toBe(alone);
    expect(one([1, 1, 3], start)).toBe(alone);
  });
});
