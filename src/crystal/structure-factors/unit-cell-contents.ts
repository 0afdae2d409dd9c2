import { avogadroPerMol } from '../../quantity/constants.js';
import { cellVolume } from '../cell/metric.js';
import { atomicMass } from '../scattering/element-data.js';
import type { CrystalStructure } from '../structure.js';

/** What a unit cell holds. */
export interface UnitCellContents {
  /** Atoms of each element in the cell, in the order of the sites. */
  readonly atoms: Readonly<Record<string, number>>;
  /** Mass of the cell in g/mol. */
  readonly massGPerMol: number;
  readonly volumeAngstrom3: number;
  readonly densityGPerCm3: number;
  /** Formula units in the cell, as the structure says or as the greatest whole number that all elements divide by. */
  readonly formulaUnits: number;
  /** One formula unit as printed, in the order of the sites: `Na3Zr2Si2PO12`, `Na2.998V2P3O12`. */
  readonly formula: string;
}

const ANGSTROM3_PER_CM3 = 1e24;
/** Counts this near a whole number are one: occupancies are written with few digits. */
const WHOLE = 0.005;
/** Digits after the point of a count in a formula. */
const DIGITS = 1000;

/**
 * Sums what sites and occupancies put into a cell.
 *
 * @throws `invalid-structure` for an atom that is no element
 */
export function unitCellContents(structure: CrystalStructure): UnitCellContents {
  const counts = new Map<string, number>();
  for (const { element, multiplicity, occupancy } of structure.sites) {
    counts.set(element, (counts.get(element) ?? 0) + multiplicity * occupancy);
  }
  let mass = 0;
  for (const [element, count] of counts) mass += count * atomicMass(element);
  const volume = cellVolume(structure.cell);
  const units = structure.formulaUnits ?? commonDivisor([...counts.values()]);
  return {
    atoms: Object.fromEntries(counts),
    massGPerMol: mass,
    volumeAngstrom3: volume,
    densityGPerCm3: ((mass / avogadroPerMol) * ANGSTROM3_PER_CM3) / volume,
    formulaUnits: units,
    formula: [...counts].map(([element, count]) => printed(element, count / units)).join(''),
  };
}

/** The greatest whole number by which all whole counts divide; 1 where there is none. */
function commonDivisor(counts: readonly number[]): number {
  const whole = counts.filter((count) => Math.abs(count - Math.round(count)) < WHOLE && count > WHOLE).map(Math.round);
  return whole.reduce((one, other) => greatestCommonDivisor(one, other), 0) || 1;
}

function greatestCommonDivisor(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

function printed(element: string, count: number): string {
  const rounded = Math.round(count * DIGITS) / DIGITS;
  if (rounded === 0) return '';
  return rounded === 1 ? element : `${element}${rounded}`;
}
