import type { SymmetryOperation } from './operation.js';

/** The eleven Laue classes, the two trigonal ones with their setting on hexagonal or rhombohedral axes. */
export type LaueClass =
  | '-1'
  | '2/m'
  | 'mmm'
  | '4/m'
  | '4/mmm'
  | '-3'
  | '-3m1'
  | '-31m'
  | '6/m'
  | '6/mmm'
  | 'm-3'
  | 'm-3m';

export type CrystalSystem =
  | 'triclinic'
  | 'monoclinic'
  | 'orthorhombic'
  | 'tetragonal'
  | 'trigonal'
  | 'hexagonal'
  | 'cubic';

/** A space group in one of its settings. The operations are what counts; names say which they are. */
export interface SpaceGroup {
  /** Full or short Hermann-Mauguin symbol with blanks, as printed: `C 1 2/c 1`, `I 41/a m d :2`; as the CIF says where no table has it. */
  readonly symbol: string;
  /** Number in International Tables A, 1 to 230; undefined for operations that no known setting has. */
  readonly number?: number;
  /** Hall symbol of the setting, where it is a known one. */
  readonly hall?: string;
  /** All operations of the conventional cell, centring included, the identity first. */
  readonly operations: readonly SymmetryOperation[];
  readonly laueClass: LaueClass;
  readonly system: CrystalSystem;
  /** True when an inversion centre lies anywhere: |F(hkl)| = |F(-h-k-l)| for real scattering factors. */
  readonly centrosymmetric: boolean;
}
