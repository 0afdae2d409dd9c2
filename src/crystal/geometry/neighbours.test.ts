import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import { cartesianMatrix } from '../cell/metric.js';
import type { CrystalStructure } from '../structure.js';
import { AtomGrid, symmetryCode } from './neighbours.js';
import { cellOf, fluorapatite, makeStructure, rutile } from './test-support/structures.js';

/** Distances from a point to every image within some cells, each place once. */
function bruteForce(structure: CrystalStructure, point: readonly number[], radius: number): number[] {
  const m = cartesianMatrix(structure.cell);
  const reach = 6;
  const found: number[] = [];
  for (const site of structure.sites) {
    const seen = new Set<string>();
    for (const { rotation: r, translation } of structure.spaceGroup.operations) {
      const [x, y, z] = site.position;
      const image = [0, 1, 2].map((i) => r[3 * i]! * x + r[3 * i + 1]! * y + r[3 * i + 2]! * z + translation[i]!);
      const key = image.map((value) => Math.round((value - Math.floor(value + 1e-7)) * 1e6)).join();
      if (seen.has(key)) continue;
      seen.add(key);
      for (let i = -reach; i <= reach; i++) {
        for (let j = -reach; j <= reach; j++) {
          for (let k = -reach; k <= reach; k++) {
            const [u, v, w] = [image[0]! + i - point[0]!, image[1]! + j - point[1]!, image[2]! + k - point[2]!];
            const d = Math.hypot(m[0]! * u + m[1]! * v + m[2]! * w, m[4]! * v + m[5]! * w, m[8]! * w);
            if (d <= radius) found.push(d);
          }
        }
      }
    }
  }
  return found.sort((a, b) => a - b);
}

describe('AtomGrid', () => {
  it('counts the atoms of the cell', () => {
    expect(new AtomGrid(rutile, 3).count).toBe(6);
    expect(new AtomGrid(fluorapatite, 3).count).toBe(42);
  });

  it('finds what a search through all cells finds, for any bins', () => {
    const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    const oblique = makeStructure('P -1', cellOf(4, 6.5, 9, 71, 112, 95), [
      ['A', 'Na', 0.1, 0.93, 0.4],
      ['B', 'O', 0.5, 0.5, 0],
      ['C', 'O', -0.31, 1.22, 0.999999],
    ]);
    const structures = fc.constantFrom(rutile, fluorapatite, oblique);
    fc.assert(
      fc.property(
        structures,
        fc.tuple(coordinate, coordinate, coordinate),
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        (structure, point, radius, binRadius) => {
          const found = new AtomGrid(structure, binRadius).around(point, radius).map(({ distance }) => distance);
          const expected = bruteForce(structure, point, radius);
          expect(found.length).toBe(expected.length);
          found.forEach((distance, i) => {
            // Both take positions that differ by rounding for one: 1e-10 of a cell edge.
            expect(Math.abs(distance - expected[i]!)).toBeLessThan(2e-9);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says by which operation and cell each atom is made', () => {
    for (const neighbour of new AtomGrid(fluorapatite, 4).around([0.397, -0.367, 1.25], 4)) {
      const { rotation: r, translation } = fluorapatite.spaceGroup.operations[neighbour.operation]!;
      const [x, y, z] = fluorapatite.sites[neighbour.site]!.position;
      [0, 1, 2].forEach((i) => {
        const made =
          r[3 * i]! * x + r[3 * i + 1]! * y + r[3 * i + 2]! * z + translation[i]! + neighbour.translation[i]!;
        expect(neighbour.position[i]).toBeCloseTo(made, 12);
      });
    }
  });

  it('refuses to list more atoms than make sense', () => {
    let error: unknown;
    try {
      new AtomGrid(rutile, 3).around([0, 0, 0], 100);
    } catch (caught) {
      error = caught;
    }
    expect(isInterphaseError(error, 'invalid-structure')).toBe(true);
  });
});

describe('symmetryCode', () => {
  it('writes the operation and the cells', () => {
    expect(symmetryCode(0, [0, 0, 0])).toBe('1_555');
    expect(symmetryCode(2, [1, 0, -1])).toBe('3_654');
    expect(symmetryCode(2, [5, 0, 0])).toBe('?');
  });
});
