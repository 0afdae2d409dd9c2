/** What is known of one spectrum after each step of the analysis; figures, tables and findings read from here. */
import type { Conditions, Finding } from '../technique.js';
import type { Distribution } from './distribution/distribution.js';
import type { SpectrumFit } from './fit/spectrum-fit.js';
import type { KramersKronigResult } from './kramers-kronig/test-kramers-kronig.js';
import type { Spectrum } from './spectrum.js';

export interface LeftOutPoint {
  readonly frequencyHz: number;
  readonly reason: string;
}

/** Points of a spectrum with the rows they were read from. */
export interface SpectrumPoints {
  readonly spectrum: Spectrum;
  /** Row of the table of each point, counted from 1. */
  readonly rows: Int32Array;
}

/** The points that enter the fit, and what is known of them and of the others. */
export interface PreparedSpectrum extends SpectrumPoints {
  readonly label: string;
  readonly conditions: Conditions;
  /** Points within the window that the option `exclude` leaves out. */
  readonly excluded: SpectrumPoints;
  readonly leftOut: readonly LeftOutPoint[];
  readonly kramersKronig: KramersKronigResult | null;
  readonly findings: readonly Finding[];
}

export interface AnalysedSpectrum extends PreparedSpectrum {
  readonly fit: SpectrumFit | null;
  readonly distribution: Distribution | null;
}
