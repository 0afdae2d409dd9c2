import type { CrystalStructure } from '../structure.js';

/** Structure factors of a phase as a function of its refinable numbers: the piece of the forward model that knows atoms. */

/** A number of a structure that symmetry leaves free. */
export interface StructureParameter {
  /** `Ca1.z`, `O3.uIso`, `O3.U12`, `Zr1.occupancy`. Sites that share a position share position and displacement parameters, named after the first of them. */
  readonly name: string;
  readonly kind: 'position' | 'uIso' | 'uAniso' | 'occupancy';
  /** Label of the site. */
  readonly site: string;
  readonly element: string;
  /** `1` for coordinates and occupancies, `angstrom^2` for displacements. */
  readonly unit: string;
  /** As in the structure given. */
  readonly start: number;
}

/** Real scattering factor f0 = c + sum a_i exp(-b_i s²), s = sin(theta)/lambda in 1/angstrom, and f' + i f'' at the wavelength. */
export interface Scatterer {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: number;
  readonly fPrime: number;
  readonly fDoublePrime: number;
}

export interface StructureFactors {
  readonly parameters: readonly StructureParameter[];
  /** The structure with these values of all `parameters` in its sites (positions, displacements, occupancies); the rest of it as given. */
  structureAt(structure: CrystalStructure, values: ArrayLike<number>): CrystalStructure;
  /**
   * |F|² of the cell, the mean of Friedel mates, in electrons².
   *
   * @param hkl three numbers a reflection
   * @param sSquared (sin(theta)/lambda)² = 1/(4 d²) of each, in angstrom^-2
   * @param values of all `parameters`, in their order
   * @param metric reciprocal metric (`reciprocalMetric`), needed for anisotropic displacements
   * @param squared the answer, one a reflection
   * @param derivatives d|F|²/d parameter, column by column: `derivatives[p * count + k]`; null when not wanted
   * @param bySSquared d|F|²/d(s²) at constant parameters; null when not wanted
   */
  evaluate(
    hkl: Int32Array,
    sSquared: Float64Array,
    values: Float64Array,
    metric: Float64Array,
    squared: Float64Array,
    derivatives: Float64Array | null,
    bySSquared: Float64Array | null,
  ): void;
}
