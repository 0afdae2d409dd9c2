import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import type { Cell } from '../cell/cell.js';
import { reciprocalLengths, reciprocalMetric } from '../cell/metric.js';
import { spaceGroupFromSymbol } from './find-space-group.js';
import { floatingOrigins } from './floating-origins.js';
import type { SymmetryOperation } from './operation.js';
import { positionFreedom, uFreedom } from './position-freedom.js';
import { settings, spaceGroupOf } from './settings.js';
import { type Position, siteSymmetry } from './site-symmetry.js';

interface Reference {
  readonly space_group: string;
  readonly cell: Cell;
  readonly sites: readonly { label: string; x: number; y: number; z: number; multiplicity: number }[];
}

const folder = sharedData('xrd', 'reflections');
const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));

const group = (symbol: string) => spaceGroupFromSymbol(symbol).spaceGroup;
const fluorapatite: Cell = { a: 9.372, b: 9.372, c: 6.886, alpha: 90, beta: 90, gamma: 120 };

/** How many coordinates are free at each of some sites. */
function counts(symbol: string, sites: readonly Position[], cell: Cell): number[] {
  return sites.map((site) => {
    const { operations, position } = siteSymmetry(site, group(symbol), cell);
    return positionFreedom(operations, position).count;
  });
}

describe('free coordinates', () => {
  it('fluorapatite has twelve', () => {
    const sites: Position[] = [
      [0.3333, 0.6667, 0.001],
      [0.242, 0.992, 0.25],
      [0.397, 0.367, 0.25],
      [0, 0, 0.25],
      [0.325, 0.485, 0.25],
      [0.588, 0.465, 0.25],
      [0.34, 0.258, 0.072],
    ];
    expect(counts('P 63/m', sites, fluorapatite)).toEqual([1, 2, 2, 0, 2, 2, 3]);
  });

  it('lead sulfate has eleven', () => {
    const cell = { a: 8.48, b: 5.398, c: 6.958, alpha: 90, beta: 90, gamma: 90 };
    const sites: Position[] = [
      [0.188, 0.25, 0.167],
      [0.064, 0.25, 0.684],
      [0.908, 0.25, 0.596],
      [0.194, 0.25, 0.543],
      [0.0824, 0.026, 0.8089],
    ];
    expect(counts('P n m a', sites, cell)).toEqual([2, 2, 2, 2, 3]);
  });

  it('lanthanum hexaboride has one', () => {
    const cell = { a: 4.157, b: 4.157, c: 4.157, alpha: 90, beta: 90, gamma: 90 };
    const sites: Position[] = [
      [0, 0, 0],
      [0.1993, 0.5, 0.5],
    ];
    expect(counts('P m -3 m', sites, cell)).toEqual([0, 1]);
  });

  it('are tied to each other exactly', () => {
    const site = siteSymmetry([0.2001, 0.4003, 0.25], group('P 63/m m c'), fluorapatite);
    const [x, y, z] = site.position;
    expect([y, z]).toEqual([2 * x, 0.25]);
    expect(x).toBeCloseTo(0.20012, 4);
    const { free, matrix, base } = positionFreedom(site.operations, site.position);
    expect([free, [...matrix], [...base]]).toEqual([[0], [1, 2, 0], [0, 0, 0.25]]);
  });

  it('refuses operations of another position', () => {
    expect(() => positionFreedom(group('P -1').operations, [0.2, 0.1, 0.3])).toThrow(/do not leave the position/);
  });
});

describe('siteSymmetry', () => {
  it('snaps onto special positions within the tolerance only', () => {
    expect(siteSymmetry([0.3333, 0.6667, 0.1], group('P 63/m'), fluorapatite)).toMatchObject({
      ...{ position: [1 / 3, 2 / 3, 0.1], multiplicity: 4 },
    });
    expect(siteSymmetry([0.333, 0.667, 0.1], group('P 63/m'))).toMatchObject({ position: [1 / 3, 2 / 3, 0.1] });
    expect(siteSymmetry([0.33, 0.667, 0.1], group('P 63/m'), fluorapatite)).toMatchObject({
      ...{ position: [0.33, 0.667, 0.1], multiplicity: 12 },
    });
    expect(siteSymmetry([0.33, 0.667, 0.1], group('P 63/m'), fluorapatite, { angstrom: 0.05 }).multiplicity).toBe(4);
    expect(siteSymmetry([0.33, 0.667, 0.1], group('P 63/m'), undefined, { fraction: 0.005 }).multiplicity).toBe(4);
  });

  it('stays in the cell where the position was written', () => {
    expect(siteSymmetry([-0.6667, -1.3333, 0.1], group('P 63/m'), fluorapatite).position).toEqual([
      -2 / 3,
      -4 / 3,
      0.1,
    ]);
  });

  it('refuses what is no position', () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, 1e6]) {
      expect(() => siteSymmetry([x, 0, 0], group('P -1'))).toThrow(/are no fractional coordinates/);
      expect(() => positionFreedom(group('P -1').operations, [Number.NaN, 0, 0])).toThrow(/do not leave/);
    }
  });

  it.skipIf(folder === undefined).each(names)('%s: multiplicities (skipped without the shared data)', (name) => {
    const { space_group, cell, sites } = JSON.parse(readFileSync(join(folder!, name), 'utf8')) as Reference;
    for (const { label, x, y, z, multiplicity } of sites) {
      expect([label, siteSymmetry([x, y, z], group(space_group), cell).multiplicity]).toEqual([label, multiplicity]);
    }
  });

  const twentyFourth = fc.integer({ min: -24, max: 48 }).map((steps) => steps / 24);
  const anywhere = fc.double({ min: -0.5, max: 1.5, noNaN: true });
  const coordinate = fc.oneof(twentyFourth, anywhere);

  it('multiplicity times order of the site symmetry is the order of the group', () => {
    const noise = fc.double({ min: -3e-4, max: 3e-4, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: settings.length - 1 }),
        fc.tuple(coordinate, coordinate, coordinate),
        fc.tuple(noise, noise, noise),
        (which, p, off) => {
          const { operations } = spaceGroupOf(settings[which]!);
          const site = siteSymmetry([p[0] + off[0], p[1] + off[1], p[2] + off[2]], { operations });
          expect(site.multiplicity * site.operations.length).toBe(operations.length);
          expect(site.orbit).toHaveLength(site.orbitOperations.length);
          // The snapped position holds exactly: parameters and ties give it back.
          const { count, matrix, base, free } = positionFreedom(site.operations, site.position);
          for (let i = 0; i < 3; i++) {
            let sum = base[i]!;
            for (let j = 0; j < count; j++) sum += matrix[i * count + j]! * site.position[free[j]!]!;
            expect(Math.abs(sum - site.position[i]!)).toBeLessThan(1e-12);
            expect(Math.abs(site.position[i]! - p[i]! - off[i]!)).toBeLessThan(1.01e-3);
          }
          expect(siteSymmetry(site.position, { operations }).multiplicity).toBe(site.multiplicity);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('uFreedom', () => {
  it('gives what tables of constraints give', () => {
    const of = (symbol: string, position: Position, cell: Cell) => {
      const { operations } = siteSymmetry(position, group(symbol), cell);
      const { free, matrix } = uFreedom(operations, cell);
      return { free, matrix: [...matrix].map((x) => Math.round(x * 1e12) / 1e12 + 0) };
    };
    const cubic = { a: 4.1, b: 4.1, c: 4.1, alpha: 90, beta: 90, gamma: 90 };
    expect(of('P m -3 m', [0, 0, 0], cubic)).toEqual({ free: [0], matrix: [1, 1, 1, 0, 0, 0] });
    expect(of('P m -3 m', [0.2, 0.2, 0.2], cubic)).toEqual({
      free: [0, 3],
      matrix: [1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1],
    });
    // On a six-fold or three-fold axis of hexagonal cells U12 is half of U11.
    expect(of('P 63/m', [1 / 3, 2 / 3, 0.001], fluorapatite)).toEqual({
      ...{ free: [0, 2], matrix: [1, 0, 1, 0, 0, 1, 0.5, 0, 0, 0, 0, 0] },
    });
    expect(of('P 63/m', [0.34, 0.258, 0.072], fluorapatite).free).toEqual([0, 1, 2, 3, 4, 5]);
    expect(of('P 63/m', [0.242, 0.992, 0.25], fluorapatite).free).toEqual([0, 1, 2, 3]);
  });

  it('follows the lengths of the reciprocal axes where symmetry mixes unlike ones', () => {
    // A two-fold axis along c that takes a to -a and b to a + b joins axes of different length.
    const cell = { a: 5, b: 7.2, c: 6, alpha: 90, beta: 90, gamma: (Math.acos(-2.5 / 7.2) * 180) / Math.PI };
    const mirror: SymmetryOperation = { rotation: [-1, 1, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };
    const { matrix, count, free } = uFreedom([mirror], cell);
    const lengths = reciprocalLengths(reciprocalMetric(cell));
    const u = [0, 1, 2, 3, 4, 5].map((i) => {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += matrix[i * count + j]! * (0.01 + 0.003 * free[j]!);
      return sum;
    });
    const star = (i: number, j: number) => u[i === j ? i : i + j + 2]! * lengths[i]! * lengths[j]!;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let p = 0; p < 3; p++) {
          for (let q = 0; q < 3; q++) sum += mirror.rotation[3 * i + p]! * mirror.rotation[3 * j + q]! * star(p, q);
        }
        expect(sum).toBeCloseTo(star(i, j), 15);
      }
    }
  });
});

describe('floatingOrigins', () => {
  it.each<[string, number[][]]>([
    ['P 63 m c', [[0, 0, 1]]],
    ['P 63/m', []],
    [
      'P 1 m 1',
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
    ],
    ['P 1 21 1', [[0, 1, 0]]],
    ['R 3 c :R', [[1, 1, 1]]],
    ['P 21 21 21', []],
    [
      'P 1',
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
  ])('%s: %j', (symbol, directions) => {
    expect(floatingOrigins(group(symbol)).map(({ direction }) => [...direction])).toEqual(directions);
    for (const { axis, direction } of floatingOrigins(group(symbol))) expect(direction[axis]).toBe(1);
  });
});
