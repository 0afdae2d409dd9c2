/** What a refinement gives: everything that derived quantities, figures, tables, findings and the exported CIF are made of. */
import type { CrystalStructure } from '../../crystal/structure.js';
import type { Radiation } from './model/radiation.js';

/** A measured pattern as it is fitted, ascending in 2theta. All arrays have one entry a point. */
export interface Pattern {
  readonly label: string;
  readonly twoThetaDeg: Float64Array;
  readonly observed: Float64Array;
  /** One standard deviation of each. */
  readonly sigma: Float64Array;
  /** 1 where the point takes part in the fit, 0 where it is left out (range, excluded regions, rows). */
  readonly used: Uint8Array;
  /** Row of each point in the file, counted from 1. */
  readonly rows: Int32Array;
  /** Where the standard deviations come from: the file, the square root of the counts, or that of intensities that may be none. */
  readonly weights: 'file' | 'counts' | 'intensities';
}

/** A parameter of the model after the fit. */
export interface RefinedParameter {
  /** `zero`, `displacement`, `U`, `background.0`, `fap.scale`, `fap.a`, `fap.Ca1.z`. */
  readonly name: string;
  readonly value: number;
  /** One standard deviation, multiplied by `esdFactor`; null where it was not refined. */
  readonly sigma: number | null;
  readonly unit: string;
  /** Held at a bound counts as `bound`; `singular` when the data do not determine it. */
  readonly state: 'free' | 'fixed' | 'tied' | 'bound' | 'singular';
  readonly start: number;
}

/** A reflection of a phase with what it contributes. */
export interface RefinedReflection {
  readonly h: number;
  readonly k: number;
  readonly l: number;
  readonly multiplicity: number;
  readonly dAngstrom: number;
  /** Of the strongest line (Kalpha1), with the shifts of zero and displacement: where it stands in the pattern. */
  readonly twoThetaDeg: number;
  /** |F|² calculated and "observed" (the observed intensity shared out as calculated, Le Bail), electrons² per cell. */
  readonly calculatedFSquared: number;
  readonly observedFSquared: number;
  /** Area in counts times degrees, Kalpha1 and Kalpha2 together. */
  readonly intensity: number;
  readonly fwhmDeg: number;
}

export interface RefinedPhase {
  /** Unique name, the first part of its parameters: `fap`. */
  readonly name: string;
  /** With the refined numbers in it. */
  readonly structure: CrystalStructure;
  /** Reciprocal metric A0 to A5 (1/d² = A0 h² + A1 k² + A2 l² + A3 hk + A4 hl + A5 kl), angstrom^-2. */
  readonly metric: Float64Array;
  /** Its covariance times `esdFactor`², 6 x 6; zero where the cell was not refined. */
  readonly metricCovariance: Float64Array;
  /** S of y = S sum m |F|² Lp P profile, |F|² of the cell (Hill and Howard's S, no volume in it); null in Le Bail and Pawley fits. */
  readonly scale: number | null;
  readonly reflections: readonly RefinedReflection[];
  /** Contribution of this phase to the calculated pattern, one a point. */
  readonly contribution: Float64Array;
}

/** One step of the strategy. */
export interface RefinementStage {
  /** What was released, in words: `cell and displacement`. */
  readonly released: string;
  /** Why then, in words. */
  readonly reason: string;
  readonly parameterCount: number;
  readonly rwp: number;
  readonly cycles: number;
  /** False when the stage was undone because it made nothing better or left the physical range. */
  readonly kept: boolean;
}

/** Definitions after B. H. Toby, Powder Diffr. 21 (2006) 67, doi:10.1154/1.2179804. R values in per cent. */
export interface Agreement {
  readonly pointCount: number;
  readonly parameterCount: number;
  readonly rwp: number;
  readonly rp: number;
  readonly rexp: number;
  readonly gof: number;
  /** Rwp with the background taken off the observed values in the denominator. */
  readonly rwpBackground: number;
  readonly durbinWatson: number;
  /** Serial correlation factor of J.-F. Berar and P. Lelann, J. Appl. Cryst. 24 (1991) 1, as they define it (white noise gives 1.508). */
  readonly berarLelannRaw: number;
  /** The same over 1.508, never below 1: what esds are to be multiplied with. */
  readonly berarLelann: number;
  /** R_B and R_F of each phase, by its name; empty in Le Bail and Pawley fits. */
  readonly byPhase: Readonly<Record<string, { readonly rBragg: number; readonly rF: number }>>;
}

/** A combination of parameters that the data do not determine. */
export interface SingularCombination {
  /** Names with their weights, largest first: `[['size', 0.71], ['X', -0.71]]`. */
  readonly terms: readonly (readonly [name: string, weight: number])[];
}

export interface Refinement {
  readonly method: 'rietveld' | 'pawley' | 'le-bail';
  readonly pattern: Pattern;
  readonly radiation: Radiation;
  readonly calculated: Float64Array;
  readonly background: Float64Array;
  readonly phases: readonly RefinedPhase[];
  /** All parameters, refined or not, in the order in which they are listed. */
  readonly parameters: readonly RefinedParameter[];
  /** Names of the free parameters, and their covariance times `esdFactor`², row by row. */
  readonly free: readonly string[];
  readonly covariance: Float64Array;
  readonly agreement: Agreement;
  readonly stages: readonly RefinementStage[];
  readonly converged: boolean;
  /** Largest |shift|/esd that one more undamped step would make. */
  readonly lastShift: number;
  readonly singular: readonly SingularCombination[];
  /** Largest correlations between refined parameters, strongest first, only those above 0.9. */
  readonly correlations: readonly (readonly [a: string, b: string, coefficient: number])[];
}
