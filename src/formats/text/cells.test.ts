import { describe, expect, it } from 'vitest';
import { splitCells } from './cells.js';

describe('splitCells', () => {
  it('trims cells and opens none after a last separator', () => {
    expect(splitCells('a, b ,c,', ',')).toEqual(['a', 'b', 'c']);
    expect(splitCells('\ta\t\tb\t', '\t')).toEqual(['', 'a', '', 'b']);
    expect(splitCells('', ',')).toEqual([]);
  });

  it('takes any run of blanks as one separator where blanks separate', () => {
    expect(splitCells('  1.5\t 2   3 ', ' ')).toEqual(['1.5', '2', '3']);
  });

  it('keeps separators and doubled quotes inside quotes', () => {
    expect(splitCells('"a, b",2,"he said ""no"""', ',')).toEqual(['a, b', '2', 'he said "no"']);
    expect(splitCells('"",1', ',')).toEqual(['', '1']);
  });

  it('loses nothing where quotes are not in order', () => {
    expect(splitCells('"open, 1', ',')).toEqual(['"open', '1']);
    expect(splitCells('"a,b,"c,d', ',')).toEqual(['"a', 'b', '"c', 'd']);
    expect(splitCells('"a b "c d', ' ')).toEqual(['"a', 'b', '"c', 'd']);
    expect(splitCells('"a"b,2', ',')).toEqual(['"a"b', '2']);
    expect(splitCells('Z"/ohm,2', ',')).toEqual(['Z"/ohm', '2']);
  });

  it('refuses a line with an absurd number of cells', () => {
    expect(() => splitCells(','.repeat(20_000), ',')).toThrow(/more than 16384 cells/);
  });
});
