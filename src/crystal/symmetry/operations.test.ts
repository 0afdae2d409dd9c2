import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from './classify.js';
import { operationsFromHall } from './hall-symbol.js';
import { nullSpace } from './null-space.js';
import { closure, compose, normaliseOperations, operationKey, requireGroup, sameOperation } from './operations.js';
import { parseOperation } from './parse-operation.js';
import { printOperation } from './print-operation.js';
import { settings, spaceGroupOf } from './settings.js';

describe('operations as text', () => {
  it.each([
    ['x-y,x,z+1/2', 'x-y,x,z+1/2'],
    [' X - Y , X , 1/2 + Z ', 'x-y,x,z+1/2'],
    ["'-y+x, +x, 0.5+z'", 'x-y,x,z+1/2'],
    ['.3333-x,-y+0.6667,-z', '-x+1/3,-y+2/3,-z'],
    ['x,y,z+3/2', 'x,y,z+1/2'],
    ['x,y,z-1/4', 'x,y,z+3/4'],
    ['1*x,y,z+1', 'x,y,z'],
    ['x+1/24,y+5/24,z+1/8', 'x+1/24,y+5/24,z+1/8'],
  ])('%s is %s', (text, printed) => {
    expect(printOperation(parseOperation(text))).toBe(printed);
  });

  it.each([
    '',
    'x,y',
    'x,y,z,x',
    'x,y,',
    'x,y,w',
    'x,x,z',
    '2x,y,z',
    'x/2,y,z',
    'x y,y,z',
    'x+,y,z',
    'x,y,z+1/0',
    'x,y,z+0.11',
    'x+1e5,y,z',
    `${'x'.repeat(1e6)},y,z`,
  ])('refuses %#', (text) => {
    expect(() => parseOperation(text)).toThrow(expect.objectContaining({ code: 'invalid-structure' }));
  });

  it('come back from print in every setting', () => {
    for (const setting of settings) {
      for (const operation of spaceGroupOf(setting).operations) {
        expect(parseOperation(printOperation(operation))).toEqual(operation);
      }
    }
  });
});

describe('groups', () => {
  it('are closed, and nothing less of them is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: settings.length - 1 }), fc.nat(), (which, nth) => {
        const { operations } = spaceGroupOf(settings[which]!);
        requireGroup(operations);
        expect(new Set(closure(operations).map(operationKey))).toEqual(new Set(operations.map(operationKey)));
        const without = operations.filter((_, i) => i !== 1 + (nth % (operations.length - 1)));
        if (operations.length > 2) expect(() => requireGroup(without)).toThrow(/make no group/);
      }),
      { numRuns: 60 },
    );
  });

  it('are bounded', () => {
    const [shear, shift] = [parseOperation('x+y,y,z'), parseOperation('x+1/24,y+1/24,z')];
    expect(() => closure([shear])).toThrow(expect.objectContaining({ code: 'invalid-structure' }));
    expect(() => closure([shift, parseOperation('y,z,x'), parseOperation('-x,y,z')])).toThrow(/more than 192/);
  });

  it('put the identity first and each operation once', () => {
    const texts = ['-x,-y,-z', 'x,y,z', '-x,-y,-z', 'x,y,z+1'];
    expect(normaliseOperations(texts.map(parseOperation)).map(printOperation)).toEqual(['x,y,z', '-x,-y,-z']);
    expect(sameOperation(parseOperation('x,y,z+1/2'), parseOperation('x,y,z-1/2'))).toBe(true);
    expect(printOperation(compose(parseOperation('-y,x,z+1/4'), parseOperation('-y,x,z+1/4')))).toBe('-x,-y,z+1/2');
  });
});

describe('classify', () => {
  it.each([
    ['P 1', '-1', 'triclinic', false],
    ['-P 2ybc', '2/m', 'monoclinic', true],
    ['P 2ac 2ab', 'mmm', 'orthorhombic', false],
    ['-P 4', '4/m', 'tetragonal', true],
    ['I -4 2', '4/mmm', 'tetragonal', false],
    ['R 3', '-3', 'trigonal', false],
    ['P 3*', '-3', 'trigonal', false],
    ['-R 3 2=c', '-3m1', 'trigonal', true],
    ['-P 3* 2n', '-3m1', 'trigonal', true],
    ['P 31 2=', '-3m1', 'trigonal', false],
    ['P 31 2 (0 0 4)', '-31m', 'trigonal', false],
    ['-P 6c', '6/m', 'hexagonal', true],
    ['P 6c -2c', '6/mmm', 'hexagonal', false],
    ['P 2ac 2ab 3', 'm-3', 'cubic', false],
    ['-F 4 2 3', 'm-3m', 'cubic', true],
  ])('%s', (hall, laueClass, system, centrosymmetric) => {
    expect(classify(operationsFromHall(hall))).toEqual({ laueClass, system, centrosymmetric });
  });

  it('gives every space group the system of its number', () => {
    const last = {
      triclinic: 2,
      monoclinic: 15,
      orthorhombic: 74,
      tetragonal: 142,
      trigonal: 167,
      hexagonal: 194,
      cubic: 230,
    };
    for (const setting of settings) {
      const expected = Object.entries(last).find(([, number]) => setting.number <= number)![0];
      expect(spaceGroupOf(setting).system).toBe(expected);
    }
  });
});

describe('Hall symbols', () => {
  it('take a change of basis in both notations', () => {
    const keys = (hall: string) => operationsFromHall(hall).map(operationKey).sort();
    expect(keys('P 31 2 (x,y,z+1/3)')).toEqual(keys('P 31 2 (0 0 4)'));
    expect(keys('-P 2yc (z,x,y)')).toEqual(keys('-P 2a'));
    expect(keys('-R 3 2"c')).toEqual(keys('-R 3 2=c'));
    // Primitive rhombohedral axes of the R lattice.
    expect(keys('-R 3 2=c (x+z,-x+y+z,-y+z)')).toEqual(keys('-P 3* 2n'));
  });

  it.each([
    '',
    'P',
    'Q 1',
    'P 5',
    'P 2 2 2 2 2',
    'P 1 2',
    'P 4* 2',
    "P 3'",
    'P 22',
    'P 2 (1 2)',
    'P 2 (x,y,2)',
    'P 2 (x,y',
    'P 2xyz',
    '('.repeat(99),
  ])('refuses %s', (symbol) => {
    expect(() => operationsFromHall(symbol)).toThrow(/is no Hall symbol/);
  });
});

describe('nullSpace', () => {
  it('solves whatever the order of the equations', () => {
    const row = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (equations) => {
        const { free, matrix } = nullSpace(equations, 5);
        const again = nullSpace([...equations].reverse(), 5);
        expect(again.free).toEqual(free);
        expect(again.matrix).toEqual(matrix);
        for (const equation of equations) {
          for (let j = 0; j < free.length; j++) {
            let sum = 0;
            for (let i = 0; i < 5; i++) sum += equation[i]! * matrix[i * free.length + j]!;
            expect(Math.abs(sum)).toBeLessThan(1e-9);
          }
        }
        for (const [j, parameter] of free.entries()) {
          for (let k = 0; k < free.length; k++) expect(matrix[parameter * free.length + k]).toBe(k === j ? 1 : 0);
        }
      }),
    );
  });
});
