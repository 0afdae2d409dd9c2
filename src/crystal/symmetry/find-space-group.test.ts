import { describe, expect, it } from 'vitest';
import type { Cell } from '../cell/cell.js';
import {
  spaceGroupFromNumber,
  spaceGroupFromOperations,
  spaceGroupFromSymbol,
  symbolFits,
} from './find-space-group.js';
import { operationsFromHall } from './hall-symbol.js';
import { parseOperation } from './parse-operation.js';
import { settings, spaceGroupOf, symbolOf } from './settings.js';

const cell = (a: number, b: number, c: number, alpha: number, beta: number, gamma: number): Cell => ({
  ...{ a, b, c, alpha, beta, gamma },
});
const hexagonal = cell(9, 9, 23, 90, 90, 120);
const rhombohedral = cell(9, 9, 9, 58, 58, 58);

describe('spaceGroupFromSymbol', () => {
  it.each([
    ['P 63/m', '-P 6c'],
    ['P63/m', '-P 6c'],
    ['P6_3/m', '-P 6c'],
    ['P 6(3)/m', '-P 6c'],
    ["'P 63/M'", '-P 6c'],
    ['P6<sub>3</sub>/m', '-P 6c'],
    ['P 1 21/c 1', '-P 2ybc'],
    ['P21/c', '-P 2ybc'],
    ['P2(1)/c', '-P 2ybc'],
    ['P 21/n', '-P 2yn'],
    ['P 1 1 21/b', '-P 2bc'],
    ['P 21/b', '-P 2bc'],
    ['C2/c', '-C 2yc'],
    ['C 1 2/c 1 :b1', '-C 2yc'],
    ['I 2/a', '-I 2ya'],
    ['Fm3m', '-F 4 2 3'],
    ['F m -3 m', '-F 4 2 3'],
    ['F m −3 m', '-F 4 2 3'],
    ['F 4/m -3 2/m', '-F 4 2 3'],
    ['P a 3', '-P 2ac 2ab 3'],
    ['I 41/a m d :2', '-I 4bd 2'],
    ['I41/amd:1', 'I 4bw 2bw -1bw'],
    ['I 41/a m d Z', '-I 4bd 2'],
    ['I 41/a m d S', 'I 4bw 2bw -1bw'],
    ['F d -3 m (origin choice 1)', 'F 4d 2 3 -1d'],
    ['F d -3 m O2', '-F 4vw 2vw 3'],
    ['P 42/n m c:1', 'P 4n 2n -1n'],
    ['R -3 c :H', '-R 3 2=c'],
    ['R-3cH', '-R 3 2=c'],
    ['R -3 c R', '-P 3* 2n'],
    ['R -3 c :R', '-P 3* 2n'],
    ['R -3 c (rhombohedral axes)', '-P 3* 2n'],
    ['C m c a', '-C 2ac 2'],
    ['C m c e', '-C 2ac 2'],
    ['A b a 2', 'A 2 -2ab'],
    ['P 21 21 21', 'P 2ac 2ab'],
    ['P n m a (No. 62)', '-P 2ac 2n'],
    ['P 63/m :1', '-P 6c'],
    ['P -1', '-P 1'],
    ['C -1', '-C 1'],
  ])('%s is %s', (text, hall) => {
    expect(spaceGroupFromSymbol(text).spaceGroup.hall).toBe(hall);
  });

  it('finds every setting under the symbol that it is printed with', () => {
    for (const setting of settings) {
      const { spaceGroup } = spaceGroupFromSymbol(symbolOf(setting));
      expect(spaceGroup.symbol).toBe(symbolOf(setting));
      expect(spaceGroup.number).toBe(setting.number);
    }
  });

  it('lets the cell decide between axes', () => {
    expect(spaceGroupFromSymbol('R-3c', hexagonal)).toMatchObject({
      spaceGroup: { symbol: 'R -3 c :H' },
      alternatives: [],
    });
    expect(spaceGroupFromSymbol('R-3c', rhombohedral)).toMatchObject({
      ...{ spaceGroup: { symbol: 'R -3 c :R' }, alternatives: [] },
    });
    expect(spaceGroupFromSymbol('P 21/n', cell(5, 6, 7, 90, 90, 99)).spaceGroup.symbol).toBe('P 1 1 21/n');
    expect(spaceGroupFromSymbol('P 21/n', cell(5, 6, 7, 90, 99, 90)).spaceGroup.symbol).toBe('P 1 21/n 1');
    expect(spaceGroupFromSymbol('P 2', cell(5, 6, 7, 99, 90, 90)).spaceGroup.symbol).toBe('P 2 1 1');
  });

  it('says what else a symbol may mean', () => {
    expect(spaceGroupFromSymbol('F d -3 m').alternatives).toEqual(['F d -3 m :1']);
    expect(spaceGroupFromSymbol('F d -3 m').spaceGroup.symbol).toBe('F d -3 m :2');
    expect(spaceGroupFromSymbol('R -3 c').alternatives).toEqual(['R -3 c :R']);
    expect(spaceGroupFromSymbol('F d -3 m :1').alternatives).toEqual([]);
    expect(spaceGroupFromSymbol('P 21/c').alternatives).toEqual([]);
  });

  it('says what is near an unknown symbol', () => {
    expect(() => spaceGroupFromSymbol('P 63/q')).toThrow(/no space group is called "P 63\/q"/);
    expect(() => spaceGroupFromSymbol('P 63/q')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('P 63/m') }),
    );
    expect(() => spaceGroupFromSymbol('F d -3 m :7')).toThrow(/no such setting/);
    for (const text of ['', '?', ':', ':H', 'x'.repeat(100_000), '('.repeat(200), 'constructor']) {
      expect(() => spaceGroupFromSymbol(text)).toThrow(expect.objectContaining({ code: 'invalid-structure' }));
    }
  });
});

describe('spaceGroupFromNumber', () => {
  it('gives the usual setting of every group', () => {
    for (let number = 1; number <= 230; number++) expect(spaceGroupFromNumber(number).spaceGroup.number).toBe(number);
    expect(spaceGroupFromNumber(14).spaceGroup.symbol).toBe('P 1 21/c 1');
    expect(spaceGroupFromNumber(167).spaceGroup.symbol).toBe('R -3 c :H');
    expect(spaceGroupFromNumber(167, rhombohedral).spaceGroup.symbol).toBe('R -3 c :R');
    expect(spaceGroupFromNumber(227).alternatives).toEqual(['F d -3 m :1']);
    expect(spaceGroupFromNumber(62).alternatives).toEqual([]);
    for (const number of [0, 231, 1.5, Number.NaN])
      expect(() => spaceGroupFromNumber(number)).toThrow(/no space group/);
  });
});

describe('spaceGroupFromOperations', () => {
  const of = (...texts: string[]) => texts.map(parseOperation);

  it('recognises every setting in any order', () => {
    for (const setting of settings) {
      const found = spaceGroupFromOperations([...spaceGroupOf(setting).operations].reverse());
      expect([found.number, found.hall]).toEqual([setting.number, setting.hall]);
    }
  });

  it('keeps a setting that no table has, with its number', () => {
    const shifted = of('x,y,z', '-x+1/6,-y,-z');
    expect(spaceGroupFromOperations(shifted)).toMatchObject({ number: 2, centrosymmetric: true, laueClass: '-1' });
    expect(spaceGroupFromOperations(shifted).hall).toBeUndefined();
    const others: [number, string][] = [
      [62, '-P 2ac 2n (x+1/4,y,z+1/3)'],
      [227, '-F 4vw 2vw 3 (x+1/24,y,z)'],
      [227, '-F 4vw 2vw 3 (-x+y+z,x-y+z,x+y-z)'],
      [139, '-I 4 2 (1/2*x+1/2*y,-1/2*x+1/2*y,z)'],
      [136, '-P 4n 2n (z,x,y)'],
      [123, '-P 4 2 (1/2*x+1/2*y,-1/2*x+1/2*y,z)'],
      [92, 'P 4abw 2nw (y,z,x)'],
      [96, 'P 4nw 2abw (y,z,x)'],
      [167, '-R 3 2=c (-x,-y,z)'],
      [176, '-P 6c (x,y,z+1/8)'],
    ];
    for (const [number, hall] of others) {
      const operations = operationsFromHall(hall);
      const found = spaceGroupFromOperations(operations, 'P x y z');
      expect([hall, found.number]).toEqual([hall, number]);
      expect(found.operations).toHaveLength(operations.length);
      if (found.hall === undefined) expect(found.symbol).toBe('P x y z');
    }
  });

  it('refuses operations that make no group', () => {
    expect(() => spaceGroupFromOperations(of('x,y,z', '-x,y+1/2,-z', '-x,-y,-z'))).toThrow(
      /make no group: .* not among them/,
    );
    expect(() => spaceGroupFromOperations(of('x,y,z', 'x+1/24,y,z'))).toThrow(/make no group/);
  });

  it('tells whether a symbol fits', () => {
    const group = spaceGroupFromSymbol('P 1 21/n 1').spaceGroup;
    expect(symbolFits('P 21/c', group)).toBe(true);
    expect(symbolFits('P n m a', group)).toBe(false);
    expect(symbolFits('something', group)).toBe(true);
  });
});
