/** Structures for tests from a cell, a Hall symbol or operations as CIF writes them, and sites. */

import type { Cell } from '../../cell/cell.js';
import type { CrystalStructure, Site } from '../../structure.js';
import { classify } from '../../symmetry/classify.js';
import { operationsFromHall } from '../../symmetry/hall-symbol.js';
import { parseOperation } from '../../symmetry/parse-operation.js';
import { siteSymmetry } from '../../symmetry/site-symmetry.js';

export interface MadeSite extends Partial<Omit<Site, 'position'>> {
  readonly label: string;
  readonly at: readonly [number, number, number];
}

export function madeStructure(
  cell: Cell,
  symmetry: string | readonly string[],
  sites: readonly MadeSite[],
): CrystalStructure {
  const list = typeof symmetry === 'string' ? operationsFromHall(symmetry) : symmetry.map(parseOperation);
  const spaceGroup = { symbol: 'made', operations: list, ...classify(list) };
  return {
    name: 'made',
    cell,
    spaceGroup,
    sites: sites.map(({ at, ...site }) => {
      const { position, multiplicity } = siteSymmetry(at, spaceGroup, cell);
      const element = /^[A-Z][a-z]?/.exec(site.label)![0];
      return { element, occupancy: 1, uIso: 0.01, ...site, position, multiplicity };
    }),
  };
}
