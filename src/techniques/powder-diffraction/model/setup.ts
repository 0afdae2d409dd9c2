import type { CrystalStructure } from '../../../crystal/structure.js';
import type { StructureFactors } from '../../../crystal/structure-factors/structure-factors.js';
import type { CellParameters } from './cell-parameters.js';
import type { Grid } from './grid.js';
import type { Radiation } from './radiation.js';

/** Anisotropic strain of one phase after P. W. Stephens, J. Appl. Cryst. 32 (1999) 281, doi:10.1107/S0021889898006001. */
export interface StrainSetup {
  /** `S400`, `S220`, ... */
  readonly names: readonly string[];
  /** Of each: its value for a reflection. */
  readonly term: (index: number, h: number, k: number, l: number) => number;
}

/** A phase as the model of the pattern takes it. */
export interface PhaseSetup {
  /** First part of the names of its parameters. */
  readonly name: string;
  readonly structure: CrystalStructure;
  readonly cell: CellParameters;
  /** Null where intensities are free numbers (Le Bail, Pawley) instead of a sum over atoms. */
  readonly factors: StructureFactors | null;
  /** Axis of preferred orientation, a reciprocal-lattice vector. */
  readonly axis?: readonly number[];
  readonly strain?: StrainSetup;
}

/** Everything of the model that no refinement changes. */
export interface ModelSetup {
  readonly grid: Grid;
  readonly observed: Float64Array;
  readonly sigma: Float64Array;
  readonly radiation: Radiation;
  readonly phases: readonly PhaseSetup[];
  readonly backgroundTerms: number;
  /** 2theta of -1 and +1 of the Chebyshev polynomials. */
  readonly backgroundEnds: readonly [number, number];
  readonly humps: readonly { readonly positionDeg: number; readonly widthDeg: number }[];
  /** mu R of a capillary (debye-scherrer), not refined. */
  readonly capillaryMuR: number;
}
