import type { Cell } from './cell/cell.js';
import type { SpaceGroup } from './symmetry/space-group.js';

/** U11, U22, U33, U12, U13, U23 in angstrom², as CIF has them. */
export type AnisotropicU = readonly [number, number, number, number, number, number];

/** One kind of atom at one position of the asymmetric unit. */
export interface Site {
  /** Unique in the structure: `Ca1`. */
  readonly label: string;
  /** Element symbol: `Zr`, `D` for deuterium. */
  readonly element: string;
  /** Oxidation state where the CIF says it (`Zr4+` gives 4). */
  readonly charge?: number;
  /** Fractional coordinates, snapped onto special positions that they nearly have. */
  readonly position: readonly [number, number, number];
  /** Share of the position that this atom fills, 0 to 1. */
  readonly occupancy: number;
  /** Isotropic (or equivalent) displacement in angstrom². */
  readonly uIso: number;
  readonly uAniso?: AnisotropicU;
  /** Equivalent positions in the cell. */
  readonly multiplicity: number;
  /** The file gave no displacement: `uIso` is a usual value, and a finding says so. @default false */
  readonly uAssumed?: boolean;
}

export interface CrystalStructure {
  /** Name of the data block or of the phase: a letter first, then letters, digits, `_` and `-`. */
  readonly name: string;
  /** Formula as the CIF gives it; what the sites sum up to is computed. */
  readonly formula?: string;
  /** Formula units in the cell, where the CIF says. */
  readonly formulaUnits?: number;
  readonly cell: Cell;
  readonly spaceGroup: SpaceGroup;
  readonly sites: readonly Site[];
  /** Where it comes from, as the CIF says: paper, database code. */
  readonly source?: string;
}
