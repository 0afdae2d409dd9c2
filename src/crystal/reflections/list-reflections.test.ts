import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import type { Cell } from '../cell/cell.js';
import { inverseSquareD, reciprocalMetric } from '../cell/metric.js';
import { spaceGroupFromOperations, spaceGroupFromSymbol } from '../symmetry/find-space-group.js';
import { parseOperation } from '../symmetry/parse-operation.js';
import { settings, spaceGroupOf } from '../symmetry/settings.js';
import { equivalentReflections, isAbsent, listReflections } from './list-reflections.js';

interface ReferenceList {
  readonly name: string;
  readonly space_group: string;
  readonly sg_number: number;
  readonly cell: Cell;
  readonly wavelength: number;
  /** h, k, l, d, two theta, multiplicity, |F| without anomalous terms, ... */
  readonly reflections: readonly (readonly number[])[];
}

const folder = sharedData('xrd', 'reflections');
const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.skipIf(folder === undefined)('reference lists (skipped without the shared data)', () => {
  it('are there', () => {
    expect(names).toHaveLength(13);
  });

  it.each(names)('%s: the same reflections, multiplicities and d', (name) => {
    const list = JSON.parse(readFileSync(join(folder!, name), 'utf8')) as ReferenceList;
    const text = readFileSync(sharedData('xrd', 'cif', name.replace('.json', '.cif'))!, 'utf8');
    const operations = [...text.matchAll(/^'([^',]+,[^',]+,[^',]+)'$/gm)].map(([, operation]) =>
      parseOperation(operation!),
    );
    const group = spaceGroupFromOperations(operations);
    expect(group.number).toBe(list.sg_number);
    expect(spaceGroupFromSymbol(list.space_group, list.cell).spaceGroup).toBe(group);

    // The list ends at two theta = 100 degrees: sin of 50 degrees.
    const dMin = list.wavelength / (2 * 0.766044443118978);
    const metric = reciprocalMetric(list.cell);
    const ours = listReflections(metric, group, dMin, Number.POSITIVE_INFINITY);
    const theirs = list.reflections;
    const of = (i: number) => [...ours.hkl.subarray(3 * i, 3 * i + 3)];
    expect(Array.from({ length: ours.count }, (_, i) => of(i).join(' ')).sort()).toEqual(
      theirs.map((row) => row.slice(0, 3).join(' ')).sort(),
    );
    const rows = new Map(theirs.map((row) => [row.slice(0, 3).join(' '), row]));
    for (let i = 0; i < ours.count; i++) {
      const [h, k, l] = of(i) as [number, number, number];
      const row = rows.get(`${h} ${k} ${l}`)!;
      expect(ours.multiplicity[i]).toBe(row[5]);
      const d = 1 / Math.sqrt(inverseSquareD(metric, h, k, l));
      expect(Math.abs(d - row[3]!)).toBeLessThan(6e-7);
    }
  });
});

describe('listReflections', () => {
  const cubic = reciprocalMetric({ a: 4, b: 4, c: 4, alpha: 90, beta: 90, gamma: 90 });
  const hklOf = (list: { count: number; hkl: Int32Array }) =>
    Array.from({ length: list.count }, (_, i) => list.hkl.subarray(3 * i, 3 * i + 3).join(' '));

  it('knows the sequence of cubic lattices', () => {
    const of = (symbol: string) => hklOf(listReflections(cubic, spaceGroupFromSymbol(symbol).spaceGroup, 4 / 3.01, 10));
    expect(of('P m -3 m')).toEqual(['1 0 0', '1 1 0', '1 1 1', '2 0 0', '2 1 0', '2 1 1', '2 2 0', '3 0 0', '2 2 1']);
    expect(of('I m -3 m')).toEqual(['1 1 0', '2 0 0', '2 1 1', '2 2 0']);
    expect(of('F m -3 m')).toEqual(['1 1 1', '2 0 0', '2 2 0']);
    expect(of('F d -3 m')).toEqual(['1 1 1', '2 2 0']);
  });

  it('keeps both limits, and everything above the upper one when it is infinite', () => {
    const group = spaceGroupFromSymbol('P m -3 m').spaceGroup;
    expect(hklOf(listReflections(cubic, group, 2, 4))).toEqual(['1 0 0', '1 1 0', '1 1 1', '2 0 0']);
    expect(hklOf(listReflections(cubic, group, 2, 3.9))).toEqual(['1 1 0', '1 1 1', '2 0 0']);
    expect(listReflections(cubic, group, 5, 4).count).toBe(0);
  });

  it('refuses what is too much or no cell', () => {
    const group = spaceGroupFromSymbol('P 1').spaceGroup;
    for (const dMin of [0.01, 1e-9, 0, -1, Number.NaN]) {
      expect(() => listReflections(cubic, group, dMin, 10)).toThrow(
        expect.objectContaining({ code: 'too-many-points' }),
      );
    }
    expect(() => listReflections(cubic, group, 0.5, 10, 100)).toThrow(/about 10\d\d reflections .* more than the 100/);
    for (const metric of [
      new Float64Array(6),
      Float64Array.of(1, 1, 1, 3, 0, 0),
      new Float64Array(6).fill(Number.NaN),
    ]) {
      expect(() => listReflections(metric, group, 1, 10)).toThrow(/belongs to no cell/);
    }
  });

  /** The list straight from its definition: every point of a box, merged and thinned with nothing clever. */
  it('agrees with a list made point by point, in every setting', () => {
    const edge = fc.double({ min: 3, max: 7, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: settings.length - 1 }), edge, edge, edge, (which, a, b, c) => {
        const group = spaceGroupOf(settings[which]!);
        const cell = cellOf(group.laueClass, settings[which]!.code, a, b, c);
        const metric = reciprocalMetric(cell);
        const list = listReflections(metric, group, 1.1, 30);
        const expected = new Map<string, number>();
        const reach = 9;
        for (let h = -reach; h <= reach; h++) {
          for (let k = -reach; k <= reach; k++) {
            for (let l = -reach; l <= reach; l++) {
              const q = inverseSquareD(metric, h, k, l);
              if (q > 1 / 1.1 ** 2 || q === 0 || isAbsent(group, h, k, l)) continue;
              const all = equivalentReflections(group, h, k, l);
              const triples = Array.from({ length: all.length / 3 }, (_, i) => [...all.subarray(3 * i, 3 * i + 3)]);
              triples.sort((p, q) => q[0]! - p[0]! || q[1]! - p[1]! || q[2]! - p[2]!);
              expected.set(triples[0]!.join(' '), triples.length);
            }
          }
        }
        const ours = hklOf(list).map((name, i): [string, number] => [name, list.multiplicity[i]!]);
        expect(new Map(ours)).toEqual(expected);
        let before = 0;
        for (const name of hklOf(list)) {
          const [h, k, l] = name.split(' ').map(Number) as [number, number, number];
          const q = inverseSquareD(metric, h, k, l);
          expect(q).toBeGreaterThanOrEqual(before * (1 - 1e-10));
          before = q;
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** A cell that has the symmetry of the Laue class. */
function cellOf(laueClass: string, code: string, a: number, b: number, c: number): Cell {
  const right = { alpha: 90, beta: 90, gamma: 90 };
  if (laueClass === '-1') return { a, b, c, alpha: 80, beta: 97, gamma: 105 };
  if (laueClass === '2/m') {
    const axis = code.replace('-', '')[0];
    return { a, b, c, ...right, [axis === 'a' ? 'alpha' : axis === 'b' ? 'beta' : 'gamma']: 103 };
  }
  if (laueClass === 'mmm') return { a, b, c, ...right };
  if (laueClass.startsWith('4')) return { a, b: a, c, ...right };
  if (laueClass.startsWith('m-3')) return { a, b: a, c: a, ...right };
  if (code === 'R') return { a, b: a, c: a, alpha: 75, beta: 75, gamma: 75 };
  return { a, b: a, c, alpha: 90, beta: 90, gamma: 120 };
}
