/** What a series is made of: steps (deposition, etching, heating), and in each step spectra of several regions. */
import type { SpectrumSettings } from '../../formats/photoemission/spectrum-settings.js';
import type { Conditions } from '../technique.js';

/** Where the uncertainty of each point comes from. */
export type SigmaSource =
  /** Whole numbers of counts: their root. */
  | 'counts'
  /** A rate and its collecting time: the root of the counts behind it. */
  | 'rate'
  /** Not known to be counts, and taken for such: the root of the value. Scaling by the scatter then makes up for it. */
  | 'assumed-counts'
  /** Negative or far too small to be counts: every point alike. */
  | 'equal';

/** One region of one step: the points that are fitted, or of which an edge is taken. */
export interface Spectrum {
  /** Which region: the same in every step. */
  readonly region: string;
  /** Index into the steps of the series. */
  readonly step: number;
  /** Label of the recording and number of the table in it (from 0) that the points come from. */
  readonly recording: string;
  readonly table: number;
  /** Binding energies ascending, eV; on the scale of the file: nothing is corrected for charging. */
  readonly energiesEv: Float64Array;
  /** As the file has them, in `unit`; not divided by the transmission. */
  readonly values: Float64Array;
  /** Standard uncertainty of each value. */
  readonly sigmas: Float64Array;
  readonly sigmaSource: SigmaSource;
  readonly unit: 'counts' | 'counts/s' | 'arb. u.';
  /** The transmission of the file at each point, where it has one. */
  readonly transmission?: Float64Array;
  /** Row of each point in its table, counted from 1. */
  readonly rows: Int32Array;
  /** Points left out by the user, to be drawn as such. */
  readonly excluded?: { readonly energiesEv: Float64Array; readonly values: Float64Array; readonly rows: Int32Array };
  /** Scans or cycles that were added up for this spectrum (each of them a table); 1 where the file had one. */
  readonly repeats: number;
  readonly settings: SpectrumSettings;
}

/** A region that was measured in one or more steps. */
export interface Region {
  /** As in options and quantities, made from its title: `Ti 2p`. Unique. */
  readonly name: string;
  /** Line or lines it was named after in the file; `Survey`, `Valence`. */
  readonly title: string;
  readonly kind: 'core' | 'survey' | 'valence' | 'cutoff';
  /** Lowest and highest binding energy that all its spectra hold, eV. */
  readonly rangeEv: readonly [number, number];
}

/** One state of the sample: an entry of the result's `series`. */
export interface Step {
  /** Unique: label of the recording, with `#1`, `#2` where it holds several steps. */
  readonly label: string;
  /** Conditions of the recording with those the file itself gives: dose, etching time. */
  readonly conditions: Conditions;
  readonly recording: string;
}

/** All that was measured, sorted: spectra by step, then by region in the order of the file. */
export interface Measurement {
  readonly steps: readonly Step[];
  readonly regions: readonly Region[];
  readonly spectra: readonly Spectrum[];
  /** Excitation energy, eV; of the spectrum, since lamps may change between regions. */
  readonly excitationEv: (spectrum: Spectrum) => number | undefined;
}
