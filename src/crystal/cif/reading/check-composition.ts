import type { CrystalStructure } from '../../structure.js';
import { cellContents, densityGPerCm3, parseFormula, printFormula } from '../formula.js';
import type { StructureFinding } from '../structure-finding.js';

/** Shares that a formula rounds away. */
const TOLERANCE = 0.02;
/** Osmium has 22.6 g/cm³. */
const LARGEST_DENSITY = 25;

/** Compares what the sites add up to with the formula and the number of formula units that the file gives. */
export function checkComposition(structure: CrystalStructure, findings: StructureFinding[]): void {
  const density = densityGPerCm3(structure);
  if (density > LARGEST_DENSITY) {
    findings.push({
      code: 'density-implausible',
      severity: 'warning',
      message: `cell and atoms give a density of ${density.toFixed(1)} g/cm³: check the cell edges, the symmetry and whether atoms are listed more than once`,
    });
  }
  const formula = structure.formula === undefined ? undefined : parseFormula(structure.formula);
  if (formula === undefined) return;
  const contents = cellContents(structure);
  const atoms = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const units = atoms(contents) / atoms(formula);
  const elements = new Set([...contents.keys(), ...formula.keys()]);
  const differs = [...elements].some((element) => {
    const expected = formula.get(element) ?? 0;
    const found = (contents.get(element) ?? 0) / units;
    return Math.abs(found - expected) > TOLERANCE * Math.max(1, expected);
  });
  if (differs) {
    const suggested = structure.formulaUnits ?? Math.max(1, Math.round(units));
    const found = new Map([...contents].map(([element, count]) => [element, count / suggested]));
    findings.push({
      code: 'composition-differs',
      severity: 'warning',
      message: `the atoms add up to ${printFormula(found)} (${suggested} in the cell), but the file calls it ${printFormula(formula)}: check symmetry, occupancies and missing atoms`,
    });
  } else if (structure.formulaUnits !== undefined && !fitsUnits(units, structure.formulaUnits, [...formula.values()])) {
    findings.push({
      code: 'formula-units-differ',
      severity: 'info',
      message: `the cell holds ${Number(units.toFixed(2))} times ${printFormula(formula)}, but the file says ${structure.formulaUnits} formula units; the sites count`,
    });
  }
}

/** Some programs give the contents of the whole cell as the formula, and Z for the formula unit in it. */
function fitsUnits(units: number, given: number, counts: readonly number[]): boolean {
  if (Math.abs(units / given - 1) <= TOLERANCE) return true;
  return Math.abs(units - 1) <= TOLERANCE && counts.every((count) => count % given === 0);
}
