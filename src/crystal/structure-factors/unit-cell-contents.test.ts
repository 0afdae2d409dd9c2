import { describe, expect, it } from 'vitest';
import { madeStructure } from './test-support/made-structure.js';
import { madeStructures } from './test-support/made-structures.js';
import { referenceStructures } from './test-support/reference-structures.js';
import { unitCellContents } from './unit-cell-contents.js';

const references = referenceStructures();
const cubic = { a: 5.6393, b: 5.6393, c: 5.6393, alpha: 90, beta: 90, gamma: 90 };

describe('unitCellContents', () => {
  it('sums up rock salt', () => {
    const salt = madeStructure(cubic, '-F 4 2 3', [
      { label: 'Na1', at: [0, 0, 0] },
      { label: 'Cl1', at: [0.5, 0.5, 0.5] },
    ]);
    const contents = unitCellContents(salt);
    expect(contents.atoms).toEqual({ Na: 4, Cl: 4 });
    expect(contents.formula).toBe('NaCl');
    expect(contents.formulaUnits).toBe(4);
    // A handbook's density of halite.
    expect(contents.densityGPerCm3).toBeCloseTo(2.165, 3);
    expect(unitCellContents({ ...salt, formulaUnits: 2 }).formula).toBe('Na2Cl2');
  });

  it('prints partial occupancies and leaves out what is not there', () => {
    const structure = madeStructures['inversion at the origin, special positions'];
    const { formula } = unitCellContents({ ...structure, formulaUnits: 2 });
    expect(formula).toBe('Ca5F0.9O6');
    const sites = structure.sites.map((site) => (site.label === 'F' ? { ...site, occupancy: 0 } : site));
    expect(unitCellContents({ ...structure, sites, formulaUnits: 2 }).formula).toBe('Ca5O6');
  });

  it('refuses what is no element', () => {
    const structure = madeStructure(cubic, 'P 1', [{ label: 'Qx1', at: [0, 0, 0] }]);
    expect(() => unitCellContents(structure)).toThrow(/no chemical element/);
  });
});

describe.skipIf(references.length === 0)('contents of the shared structures (needs the shared data)', () => {
  it.each(references.map((reference) => [reference.file.name, reference] as const))('%s', (_, { file, structure }) => {
    const contents = unitCellContents(structure);
    for (const [element, count] of Object.entries(file.cell_contents)) {
      expect(contents.atoms[element], element).toBeCloseTo(count, 9);
    }
    expect(Object.keys(contents.atoms).sort()).toEqual(Object.keys(file.cell_contents).sort());
    // The files take 15.9994 for oxygen and older masses of others too: up to 2e-5 of the cell.
    expect(Math.abs(contents.massGPerMol / file.mass_per_cell_g_mol - 1)).toBeLessThan(3e-5);
    expect(Math.abs(contents.densityGPerCm3 / file.density_g_cm3 - 1)).toBeLessThan(3e-5);
  });
});
