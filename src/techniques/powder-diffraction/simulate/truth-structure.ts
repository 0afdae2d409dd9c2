import type { Cell } from '../../../crystal/cell/cell.js';
import { scattererFor } from '../../../crystal/scattering/scatterer-for.js';
import type { CrystalStructure } from '../../../crystal/structure.js';
import { createStructureFactors } from '../../../crystal/structure-factors/create-structure-factors.js';
import { spaceGroupFromSymbol } from '../../../crystal/symmetry/find-space-group.js';
import { siteSymmetry } from '../../../crystal/symmetry/site-symmetry.js';
import { cellParameters } from '../model/cell-parameters.js';
import type { PhaseSetup } from '../model/setup.js';
import type { PhaseTruth } from './pattern-truth.js';

/** The structure that a truth describes; edges and angles that are not said follow from the symmetry. */
export function truthStructure(
  { name, spaceGroup: symbol, cell, sites, source }: PhaseTruth,
  given = cell,
): CrystalStructure {
  const whole = completeCell(given, symbol);
  const { spaceGroup } = spaceGroupFromSymbol(symbol, whole);
  return {
    name,
    cell: whole,
    spaceGroup,
    sites: sites.map(([label, element, x, y, z, occupancy, uIso]) => {
      const { position, multiplicity } = siteSymmetry([x, y, z], spaceGroup, whole);
      return { label, element, position, occupancy, uIso, multiplicity };
    }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The structure in the CIF that a refinement starts from: what a paper says. */
export function startStructure(phase: PhaseTruth): CrystalStructure {
  return truthStructure({ ...phase, sites: phase.startSites ?? phase.sites }, phase.startCell ?? phase.cell);
}

function completeCell(cell: PhaseTruth['cell'], symbol: string): Cell {
  const { a } = cell;
  const first = {
    a,
    b: cell.b ?? a,
    c: cell.c ?? a,
    alpha: cell.alpha ?? 90,
    beta: cell.beta ?? 90,
    gamma: cell.gamma ?? 90,
  };
  if (cell.gamma !== undefined || cell.b !== undefined) return first;
  const { system } = spaceGroupFromSymbol(symbol, first).spaceGroup;
  return system === 'hexagonal' || system === 'trigonal' ? { ...first, gamma: 120 } : first;
}

export function truthSetup(structure: CrystalStructure, wavelengthAngstrom: number): PhaseSetup {
  const scatterers = structure.sites.map(({ element }) => scattererFor(element, 0, { wavelengthAngstrom }).scatterer);
  return {
    name: structure.name,
    structure,
    cell: cellParameters(structure.spaceGroup.operations),
    factors: createStructureFactors(structure, scatterers),
  };
}
