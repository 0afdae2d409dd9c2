import { avogadroPerMol } from '../../quantity/constants.js';
import { cellVolume } from '../cell/metric.js';
import { atomicMass, isElement } from '../scattering/element-data.js';
import type { CrystalStructure } from '../structure.js';

/** Atoms of each element. */
export type Contents = ReadonlyMap<string, number>;

/**
 * Reads a formula without brackets: `Na3 Zr2 Si2 P O12`, `Na3Zr2Si2PO12`, `Al1.333 F9.333`; charges at its end are passed
 * over.
 *
 * @returns undefined for anything else, brackets and unknown elements included
 */
export function parseFormula(text: string): Contents | undefined {
  const bare = text.trim();
  if (bare.length === 0 || bare.length > 2000) return undefined;
  const contents = new Map<string, number>();
  const part = /([A-Z][a-z]?)(\d+(?:\.\d*)?|\.\d+)?[\s,]*|\d*[+-]\s*$/y;
  while (part.lastIndex < bare.length) {
    const match = part.exec(bare);
    if (match === null || match[0] === '') return undefined;
    const element = match[1];
    if (element === undefined) break;
    if (!isElement(element)) return undefined;
    contents.set(element, (contents.get(element) ?? 0) + Number(match[2] ?? 1));
  }
  return contents;
}

/** What the cell holds: the sum of occupancy times multiplicity for each element, in the order of the sites. */
export function cellContents(structure: Pick<CrystalStructure, 'sites'>): Contents {
  const contents = new Map<string, number>();
  for (const { element, occupancy, multiplicity } of structure.sites) {
    contents.set(element, (contents.get(element) ?? 0) + occupancy * multiplicity);
  }
  return contents;
}

/** Mass in g/mol. */
export function massOf(contents: Contents): number {
  let mass = 0;
  for (const [element, count] of contents) mass += count * atomicMass(element);
  return mass;
}

/** Density in g/cm³ that follows from what the cell holds. */
export function densityGPerCm3(structure: Pick<CrystalStructure, 'sites' | 'cell'>): number {
  return massOf(cellContents(structure)) / (avogadroPerMol * cellVolume(structure.cell) * 1e-24);
}

/** A formula as CIFs have it: carbon and hydrogen first where there is carbon, the rest by the alphabet: `Na3 O12 P Si2 Zr2`. */
export function printFormula(contents: Contents): string {
  const organic = contents.has('C');
  const rank = (element: string) =>
    organic && element === 'C' ? 0 : organic && (element === 'H' || element === 'D') ? 1 : 2;
  return [...contents]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([element, count]) => {
      const number = Number(count.toFixed(3));
      return number === 1 ? element : `${element}${number}`;
    })
    .join(' ');
}

/**
 * The contents of one formula unit and how many there are, where the numbers in the cell have a common divisor: the
 * largest whole number that leaves every element whole (to 0.01). With partial occupancies, the divisor `suggested`.
 */
export function formulaUnit(contents: Contents, suggested = 1): { readonly unit: Contents; readonly count: number } {
  let count = suggested;
  const counts = [...contents.values()];
  if (suggested === 1) {
    const smallest = Math.min(...counts.filter((value) => value > 0));
    for (let divisor = Math.min(192, Math.round(smallest)); divisor > 1; divisor--) {
      const whole = counts.every((value) => Math.abs(value / divisor - Math.round(value / divisor)) < 0.01 / divisor);
      if (whole) {
        count = divisor;
        break;
      }
    }
  }
  return { unit: new Map([...contents].map(([element, value]) => [element, value / count])), count };
}
