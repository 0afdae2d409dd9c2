import { describe, expect, it } from 'vitest';
import { fluorapatite, rutile } from '../geometry/test-support/structures.js';
import { cellContents, densityGPerCm3, formulaUnit, massOf, parseFormula, printFormula } from './formula.js';

describe('formulas', () => {
  it('are read with and without blanks', () => {
    expect([...parseFormula('Na3 Zr2 Si2 P O12')!]).toEqual([...parseFormula('Na3Zr2Si2PO12')!]);
    expect([...parseFormula('Al1.333 F9.333, Na')!]).toEqual([
      ['Al', 1.333],
      ['F', 9.333],
      ['Na', 1],
    ]);
    expect([...parseFormula('C4 H9 O2 2-')!]).toHaveLength(3);
    for (const bad of ['', 'Ca5 (P O4)3 F', 'Zz2', 'hello', '?', '.'.repeat(3000)]) {
      expect(parseFormula(bad)).toBeUndefined();
    }
  });

  it('are printed in the order of Hill', () => {
    expect(printFormula(parseFormula('Zr2 P O12 Na3 Si2')!)).toBe('Na3 O12 P Si2 Zr2');
    expect(printFormula(parseFormula('O H4 C Zn0.5')!)).toBe('C H4 O Zn0.5');
  });

  it('follow from what the cell holds', () => {
    expect([...cellContents(fluorapatite)]).toEqual([
      ['Ca', 10],
      ['P', 6],
      ['F', 2],
      ['O', 24],
    ]);
    expect(formulaUnit(cellContents(fluorapatite))).toEqual({
      unit: new Map([
        ['Ca', 5],
        ['P', 3],
        ['F', 1],
        ['O', 12],
      ]),
      count: 2,
    });
    expect(
      formulaUnit(
        new Map([
          ['Na', 12.00004],
          ['O', 48],
        ]),
        4,
      ).unit.get('Na'),
    ).toBeCloseTo(3.00001, 10);
    expect(
      formulaUnit(
        new Map([
          ['Na', 0.5],
          ['O', 2],
        ]),
      ).count,
    ).toBe(1);
    expect(massOf(cellContents(rutile))).toBeCloseTo(2 * (47.867 + 2 * 15.999), 10);
    // 159.73 g/mol in 62.367 angstrom³.
    expect(densityGPerCm3(rutile)).toBeCloseTo(159.73 / 0.602214076 / 62.3672, 3);
  });
});
