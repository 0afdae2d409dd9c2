/**
 * A task is one analysis as plain JSON: whoever runs it (this thread, a worker, a Slurm job, the browser) gets the same
 * description, opens the same files and returns the same bytes.
 */
import type { Sample } from '../techniques/sample.js';
import type { AnalysisResult, Conditions } from '../techniques/technique.js';

export interface TaskInput {
  /** Path relative to the study folder (or as typed on the command line); what it means is up to the platform. */
  readonly path: string;
  /** Short name within the analysis. */
  readonly label: string;
  readonly conditions: Conditions;
}

export interface AnalysisTask {
  /** Name of the analysis in study.yaml; the technique's name for a single analysis on the command line. */
  readonly id: string;
  readonly technique: string;
  readonly sample: Sample;
  readonly inputs: readonly TaskInput[];
  /** Conditions that are read from a column of each recording: `{ temperature: 'Temperature/C' }`. */
  readonly conditionColumns?: Readonly<Record<string, string>>;
  /** Options as the user wrote them; the technique's schema fills in the defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Options that are numbers of other analyses: where each came from, or why it is not among the options. */
  readonly references?: Readonly<Record<string, OptionSource>>;
}

/** The origin of an option that is a number of another analysis. */
export interface OptionSource {
  readonly analysis: string;
  /** What of it: `conductivity25C`, `series.pellet-60C.conductivity`. */
  readonly quantity: string;
  /** Set when nobody typed it: the technique whose only analysis of the same sample it was taken from. */
  readonly onlyAnalysisBy?: string;
  /** What had to be assumed, e.g. a temperature. */
  readonly assumed?: string;
  /** Why the option was left out; absent where the number is there. */
  readonly missing?: string;
}

/** A file that an option names, as it was read. */
export interface OptionFileOrigin {
  /** `phase`. */
  readonly option: string;
  /** File name without its folder. */
  readonly name: string;
  /** With `/`, and without `./` before it. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Where the numbers of a result come from: enough to make them again. */
export interface Provenance {
  readonly inputs: readonly {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly conditions: Conditions;
    readonly sha256: string;
    readonly bytes: number;
    readonly format: string;
  }[];
  /** The files that options name; absent where there are none. */
  readonly files?: readonly OptionFileOrigin[];
  /** Every option: as typed where the user gave it, the schema's default otherwise. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Which of them are numbers of other analyses, and of which. */
  readonly references?: Readonly<Record<string, OptionSource>>;
  readonly sample: Sample;
}

/** What a task gives: the analysis' result with its origin. Carries no clock, so equal input gives equal bytes. */
export interface Result extends AnalysisResult {
  readonly technique: string;
  /** Version of Interphase. */
  readonly version: string;
  readonly provenance: Provenance;
}
