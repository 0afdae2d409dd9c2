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

export interface PreparedSpectrum {
  readonly label: string;
  readonly conditions: Conditions;
  /** Points that enter the fit. */
  readonly spectrum: Spectrum;
  readonly leftOut: readonly LeftOutPoint[];
  readonly kramersKronig: KramersKronigResult | null;
  readonly findings: readonly Finding[];
}

export interface AnalysedSpectrum extends PreparedSpectrum {
  readonly fit: SpectrumFit | null;
  readonly distribution: Distribution | null;
}
