/** What a fit of a whole series gives: the type between `fit/` and all that is told of it. */
import type { BackgroundName, BackgroundPlan } from './background/background.js';
import type { Component } from './component.js';
import type { Spectrum } from './spectrum.js';

/**
 * How positions move from step to step. `common`: one shift of a step for all its lines (charging, band bending).
 * `lines`: one shift of a step for each region. `free`: every position by itself.
 */
export type PositionRule = 'common' | 'lines' | 'free';

/** A number of the model in one step (or in all: then every step tells the same). */
export interface FittedParameter {
  /** `Ti4+.position`, `Ti4+.area`, `Ti 2p.background`. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Standard error scaled as the fit says; null where the number was held or is not determined. */
  readonly sigma: number | null;
  /** `tied`: follows other numbers alone. `undetermined`: the data do not tell it from others. */
  readonly state: 'free' | 'held' | 'tied' | 'undetermined';
  /** The bound it lies on. */
  readonly bound: 'lower' | 'upper' | null;
  /** One value for all steps. */
  readonly shared: boolean;
}

/** A number of the fit: its name and the step (index) where it is asked for. */
export interface NumberAt {
  readonly name: string;
  readonly step: number;
}

/** Numbers of a fit with everything that is known of how they err together. */
export interface FittedNumbers {
  /** Undefined where the step has no such number (the region was not measured in it). */
  find(name: string, step: number): FittedParameter | undefined;
  /** Names in the order of the model. */
  readonly names: readonly string[];
  /** Covariance of some of the numbers, row by row; a held number has zeros. Also between steps and regions. */
  covariance(numbers: readonly NumberAt[]): Float64Array;
}

/** A component in a spectrum. */
export interface ComponentCurve {
  /** Index into the components. */
  readonly component: number;
  /** Without the background, both lines of a doublet. */
  readonly curve: Float64Array;
  /** Area of all its lines (for lines of infinite area: within the window), intensity x eV. */
  readonly area: number;
}

/** One fitted spectrum. */
export interface SpectrumFit {
  /** Cut to the window that was fitted. */
  readonly spectrum: Spectrum;
  readonly plan: BackgroundPlan;
  readonly background: Float64Array;
  /** Background and all lines. */
  readonly envelope: Float64Array;
  readonly curves: readonly ComponentCurve[];
  /** (data - envelope) / sigma. */
  readonly residuals: Float64Array;
  readonly chiSquare: number;
}

export interface SeriesFit {
  readonly components: readonly Component[];
  /** Region of each component. */
  readonly regionOf: readonly string[];
  readonly background: BackgroundName;
  readonly positions: PositionRule;
  /** By step, then region. */
  readonly spectra: readonly SpectrumFit[];
  readonly numbers: FittedNumbers;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly reducedChiSquare: number;
  /** Numbers that were varied. */
  readonly freeCount: number;
  readonly converged: boolean;
  /** Starts that were tried, and how many of them ended in this minimum. */
  readonly starts: { readonly tried: number; readonly agreeing: number };
  /** Combinations of numbers that the data do not determine, each as names. */
  readonly undetermined: readonly (readonly string[])[];
}
