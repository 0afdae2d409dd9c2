import { describe, expect, it } from 'vitest';
import { createRandom } from '../../numerics/random.js';
import type { cellNames } from '../cell/cell.js';
import type { CrystalStructure } from '../structure.js';
import { bondAngles } from './bond-angles.js';
import { bondLengths } from './bonds.js';
import { cellOf, fluorapatite, makeStructure, rutile } from './test-support/structures.js';

const lengths = (structure: CrystalStructure, from: string, element: string) =>
  bondLengths(structure)
    .filter((bond) => structure.sites[bond.from]!.label === from && structure.sites[bond.to]!.element === element)
    .map(({ distance }) => Number(distance.toFixed(3)));

describe('bondLengths', () => {
  it('gives the octahedron of rutile, and no bonds between its metals', () => {
    // Ti-O: a x sqrt(2) twice, the other four from sqrt(2 a² (1/2 - x)² + c²/4).
    const apical = 4.5922 * 0.3052 * Math.SQRT2;
    const equatorial = Math.sqrt(2 * (4.5922 * (0.5 - 0.3052)) ** 2 + 2.9574 ** 2 / 4);
    const expected = [...Array(4).fill(equatorial), ...Array(2).fill(apical)];
    const bonds = bondLengths(rutile);
    expect(bonds).toHaveLength(9);
    bonds.slice(0, 6).forEach((bond, i) => {
      expect(bond.distance).toBeCloseTo(expected[i], 10);
      expect(bond.sigma).toBeNull();
    });
  });

  it('keeps to bonds in an apatite', () => {
    expect(lengths(fluorapatite, 'P1', 'O')).toHaveLength(4);
    expect(lengths(fluorapatite, 'P1', 'Ca')).toEqual([]);
    expect(lengths(fluorapatite, 'Ca1', 'Ca')).toEqual([]);
    expect(lengths(fluorapatite, 'Ca2', 'F')).toHaveLength(1);
    expect(lengths(fluorapatite, 'Ca1', 'O').slice(0, 6)).toHaveLength(6);
  });

  it('bonds metals that nothing bridges', () => {
    const sodium = makeStructure('I m -3 m', cellOf(4.29, 4.29, 4.29), [['Na', 'Na', 0, 0, 0]]);
    expect(lengths(sodium, 'Na', 'Na')).toEqual(Array(8).fill(3.715));
    const salt = makeStructure('F m -3 m', cellOf(5.64, 5.64, 5.64), [
      ['Na', 'Na', 0, 0, 0],
      ['Cl', 'Cl', 0.5, 0.5, 0.5],
    ]);
    expect(lengths(salt, 'Na', 'Cl')).toEqual(Array(6).fill(2.82));
    expect(lengths(salt, 'Na', 'Na')).toEqual([]);
  });

  it('takes alternatives of a disordered site for no bonds', () => {
    const split = makeStructure('P 1', cellOf(5, 5, 5), [
      ['Na1', 'Na', 0.5, 0.5, 0.5, 0.5],
      ['Na2', 'Na', 0.6, 0.5, 0.5, 0.5],
      ['K2', 'K', 0.6, 0.5, 0.5, 0.1],
      ['O1', 'O', 0.5, 0.05, 0.5],
    ]);
    expect(lengths(split, 'Na1', 'Na')).toEqual([]);
    expect(lengths(split, 'Na2', 'K')).toEqual([]);
    expect(lengths(split, 'Na1', 'O').length).toBeGreaterThan(0);
  });
});

/** Names of what may vary, and their true values put into a structure with everything that symmetry ties to them. */
const apatiteNames = ['a', 'c', 'Ca1.z', 'Ca2.x', 'Ca2.y', 'P1.x', 'P1.y', 'O1.x', 'O1.y', 'O3.x', 'O3.y', 'O3.z'];

function moved(structure: CrystalStructure, names: readonly string[], shifts: readonly number[]): CrystalStructure {
  const cell: Record<(typeof cellNames)[number], number> = { ...structure.cell };
  const positions = structure.sites.map(({ position }) => [...position] as [number, number, number]);
  names.forEach((name, i) => {
    const [label, axis] = name.split('.') as [string, string | undefined];
    if (axis === undefined) cell[label as 'a'] += shifts[i]!;
    else positions[structure.sites.findIndex((site) => site.label === label)]!['xyz'.indexOf(axis)]! += shifts[i]!;
  });
  if (structure.spaceGroup.system === 'hexagonal' || structure.spaceGroup.system === 'tetragonal') cell.b = cell.a;
  const sites = structure.sites.map((site, i) => {
    if (structure === rutile) positions[i]![1] = positions[i]![0];
    return { ...site, position: positions[i]! };
  });
  return { ...structure, cell, sites };
}

/** A covariance with correlations, of parameters with a standard deviation of about `size`. */
function anyCovariance(count: number, size: number): Float64Array {
  const random = createRandom(count);
  const root = Array.from({ length: count * count }, () => size * random.normal());
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      for (let k = 0; k < count; k++) out[i * count + j]! += root[i * count + k]! * root[j * count + k]!;
    }
  }
  return out;
}

/** sqrt(gᵀ C g) with a gradient from differences of the whole computation. */
function bySecondWay(
  structure: CrystalStructure,
  names: readonly string[],
  covariance: Float64Array,
  numbers: (structure: CrystalStructure) => number[],
): number[] {
  const step = 1e-6;
  const columns = names.map((_, i) => {
    const shift = names.map((_, j) => (i === j ? step : 0));
    const up = numbers(moved(structure, names, shift));
    const down = numbers(
      moved(
        structure,
        names,
        shift.map((value) => -value),
      ),
    );
    return up.map((value, row) => (value - down[row]!) / (2 * step));
  });
  return columns[0]!.map((_, row) => {
    let variance = 0;
    names.forEach((_, i) => {
      names.forEach((_, j) => {
        variance += columns[i]![row]! * columns[j]![row]! * covariance[i * names.length + j]!;
      });
    });
    return Math.sqrt(variance);
  });
}

describe('uncertainties of bonds and angles', () => {
  const monoclinic = makeStructure('P 1 21/c 1', cellOf(5.1505, 5.2116, 5.3173, 90, 99.23, 90), [
    ['Zr1', 'Zr', 0.2754, 0.0395, 0.2083],
    ['O1', 'O', 0.07, 0.3317, 0.3447],
    ['O2', 'O', 0.4496, 0.7569, 0.4792],
  ]);
  const cases: readonly (readonly [string, CrystalStructure, readonly string[]])[] = [
    ['fluorapatite', fluorapatite, apatiteNames],
    ['rutile', rutile, ['a', 'c', 'O.x']],
    ['monoclinic zirconia', monoclinic, ['a', 'b', 'c', 'beta', 'Zr1.x', 'Zr1.y', 'Zr1.z', 'O1.x', 'O1.y', 'O1.z']],
  ];

  it.each(cases)('agree with differences of the whole computation: %s', (_, structure, names) => {
    const covariance = anyCovariance(names.length, 1e-4);
    const options = {
      covariance: { parameters: { names: names.map((name) => `p.${name}`), covariance, prefix: 'p.' } },
    };
    const bonds = bondLengths(structure, options);
    const angles = bondAngles(structure, bonds, options.covariance);
    expect(bonds.length).toBeGreaterThan(8);
    const inOrder = (other: CrystalStructure) =>
      bonds.map(({ from, neighbour }) => {
        // The same pair of atoms in the other structure.
        const found = bondLengths(other).find(
          (bond) =>
            bond.from === from &&
            bond.to === neighbour.site &&
            bond.neighbour.operation === neighbour.operation &&
            bond.neighbour.translation.join() === neighbour.translation.join(),
        );
        return found!;
      });
    const lengthsOf = (other: CrystalStructure) => inOrder(other).map(({ distance }) => distance);
    const expected = bySecondWay(structure, names, covariance, lengthsOf);
    bonds.forEach(({ sigma }, i) => {
      expect(Math.abs((sigma ?? 0) - expected[i]!)).toBeLessThan(1e-5 * expected[i]! + 1e-10);
    });
    const angleKey = new Map(bonds.map((bond, i) => [bond, i]));
    const anglesOf = (other: CrystalStructure) => {
      const otherBonds = inOrder(other);
      return angles.map(({ first, second }) => {
        const pair = [otherBonds[angleKey.get(first)!]!, otherBonds[angleKey.get(second)!]!];
        return bondAngles(other, pair)[0]!.angleDeg;
      });
    };
    const expectedAngles = bySecondWay(structure, names, covariance, anglesOf);
    angles.forEach(({ sigmaDeg, angleDeg }, i) => {
      // Near 180 degrees differences lose their digits.
      if (angleDeg > 179.9) return;
      expect(Math.abs((sigmaDeg ?? 0) - expectedAngles[i]!)).toBeLessThan(1e-4 * expectedAngles[i]! + 1e-6);
    });
  });

  it('are nothing where symmetry fixes an angle, and follow the cell alone where it fixes the positions', () => {
    const names = ['a'];
    const covariance = { parameters: { names, covariance: Float64Array.of(0.001 ** 2) } };
    const salt = makeStructure('F m -3 m', cellOf(5.64, 5.64, 5.64), [
      ['Na', 'Na', 0, 0, 0],
      ['Cl', 'Cl', 0.5, 0.5, 0.5],
    ]);
    const bonds = bondLengths(salt, { covariance });
    expect(bonds[0]!.sigma).toBeCloseTo(0.0005, 12);
    for (const { angleDeg, sigmaDeg } of bondAngles(salt, bonds, covariance)) {
      expect([90, 180].some((angle) => Math.abs(angleDeg - angle) < 1e-9)).toBe(true);
      expect(sigmaDeg).toBeNull();
    }
  });

  it('take a covariance of the six numbers of the cell as it is', () => {
    const cell = new Float64Array(36);
    for (const i of [0, 1]) for (const j of [0, 1]) cell[6 * i + j] = 0.002 ** 2;
    const named = bondLengths(rutile, {
      covariance: { parameters: { names: ['a'], covariance: Float64Array.of(0.002 ** 2) } },
    });
    const given = bondLengths(rutile, { covariance: { cell } });
    given.forEach(({ sigma }, i) => {
      expect(sigma).toBeCloseTo(named[i]!.sigma!, 12);
    });
  });
});
