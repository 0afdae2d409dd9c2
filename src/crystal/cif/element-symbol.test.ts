import { describe, expect, it } from 'vitest';
import { readLabel, readTypeSymbol } from './element-symbol.js';

describe('readTypeSymbol', () => {
  it.each([
    ['Zr', 'Zr', undefined],
    ['ZR', 'Zr', undefined],
    ['Zr4+', 'Zr', 4],
    ['O-2', 'O', -2],
    ['Ca+2', 'Ca', 2],
    ['Na+', 'Na', 1],
    ['Fe2.5+', 'Fe', 2.5],
    ['Fe0+', 'Fe', 0],
    ['D', 'D', undefined],
    ['2H', 'D', undefined],
    ['57Fe3+', 'Fe', 3],
    ['Cval', 'C', undefined],
    ['Siva', 'Si', undefined],
    ['OH', 'O', undefined],
    ['Fe3', 'Fe', undefined],
  ])('%s is %s with charge %s', (symbol, element, charge) => {
    const expected = charge === undefined ? { kind: 'element', element } : { kind: 'element', element, charge };
    expect(readTypeSymbol(symbol)).toEqual(expected);
  });

  it('knows what is no atom and what is no element', () => {
    expect(readTypeSymbol('Q').kind).toBe('dummy');
    expect(readTypeSymbol('X').kind).toBe('dummy');
    expect(readTypeSymbol('Zrr')).toEqual({ kind: 'unknown', nearest: 'Zr' });
    expect(readTypeSymbol('').kind).toBe('unknown');
    expect(readTypeSymbol('+'.repeat(1e5)).kind).toBe('unknown');
  });
});

describe('readLabel', () => {
  const none = new Set<string>();
  it('takes two letters where they are an element, unless the formula knows better', () => {
    expect(readLabel('CA1', none)).toEqual({ kind: 'element', element: 'Ca' });
    expect(readLabel('CA1', new Set(['C', 'H']))).toEqual({ kind: 'element', element: 'C' });
    expect(readLabel('Ow2', none)).toEqual({ kind: 'element', element: 'O' });
    expect(readLabel('Zr4+', none)).toEqual({ kind: 'element', element: 'Zr', charge: 4 });
    expect(readLabel('Q1', none).kind).toBe('dummy');
    expect(readLabel('1', none).kind).toBe('unknown');
  });
});
