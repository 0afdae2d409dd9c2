/**
 * The contract every technique signs. Command line, study runner, workbench, report and cluster know techniques only
 * through this file: adding a technique adds a folder and one line in `registry.ts`.
 */
import type { z } from 'zod';
import type { StructureScene } from '../crystal/scene/structure-scene.js';
import type { Figure } from '../figure/figure.js';
import type { Recording } from '../formats/recording.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Sample } from './sample.js';

/** Something the user should know: what was found, where, and what to do about it. */
export interface Finding {
  /** Stable code, e.g. `not-identifiable`. */
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'error';
  /** One or two sentences: what was found and what to do. */
  readonly message: string;
  /** Label of the recording, name of the parameter, ... */
  readonly where?: string;
}

/** Conditions of one recording in a series, e.g. `{ temperature: { value: 25, sigma: null, unit: 'degC' } }`. */
export type Conditions = Readonly<Record<string, Quantity>>;

/** One recording as it enters an analysis. */
export interface LabelledRecording {
  /** Short name, unique within the analysis (file name without its extension). */
  readonly label: string;
  readonly recording: Recording;
  readonly conditions: Conditions;
}

/** A table of the result, ready for CSV and for the report. A cell is text, a number, a quantity or nothing. */
export interface ResultTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  readonly rows: readonly (readonly (string | number | Quantity | null)[])[];
}

/** One recording's share of the result; same order as the recordings given. */
export interface SeriesEntry {
  readonly label: string;
  readonly conditions: Conditions;
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly findings: readonly Finding[];
  /** Peaks of a distribution (DRT), where asked for. */
  readonly peaks?: readonly Readonly<Record<string, Quantity>>[];
}

/** A parameter of the model that was fitted, as it can be fixed, tied, bounded and started by the options of that name. */
export interface ModelParameter {
  /** As in the options and in the quantities of each series entry: `R1`, `CPE1.n`. */
  readonly name: string;
  /** Empty for a pure number. */
  readonly unit: string;
  /** Bounds that hold without any option; null where there is none. */
  readonly bounds: readonly [number | null, number | null];
}

/** The model that was fitted, for people who edit it. */
export interface FittedModel {
  /** As the option that names it takes it: a circuit string. */
  readonly text: string;
  /** Name of that option: `circuit`. */
  readonly option: string;
  readonly parameters: readonly ModelParameter[];
}

/** A file that a result is also given as: a CIF with the refined structures, for programs that read nothing else. */
export interface ResultFile {
  /** File name with extension, unique within the analysis: `refinement.cif`. */
  readonly name: string;
  /** What it holds, in words. */
  readonly description: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What an analysis gives: plain JSON, the same bytes for the same input. */
export interface AnalysisResult {
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly series: readonly SeriesEntry[];
  readonly findings: readonly Finding[];
  readonly tables: readonly ResultTable[];
  readonly figures: readonly Figure[];
  /** Sentences for the methods section, each with its numbers filled in. */
  readonly methods: readonly string[];
  /** Absent where the technique fits no model with named parameters. */
  readonly model?: FittedModel;
  /** Files for other programs, beside the tables and figures. */
  readonly files?: readonly ResultFile[];
  /** Crystal structures to be looked at. */
  readonly structures?: readonly StructureScene[];
}

/** A file that an option names (a structure, instrument parameters), read for the analysis. */
export interface OptionFile {
  /** As the option has it. */
  readonly path: string;
  /** File name without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface AnalysisInput<Options> {
  readonly recordings: readonly LabelledRecording[];
  readonly sample: Sample;
  readonly options: Options;
  /** The files that options name, by path as typed; empty where the technique has no such option. */
  readonly files?: ReadonlyMap<string, OptionFile>;
}

/** Called now and then with the share done (0 to 1) and a word on what is going on. */
export type Progress = (share: number, doing: string) => void;

/** Where a technique stands in study.yaml and on the command line, and what it does with recordings. */
export interface Technique<Schema extends z.ZodObject = z.ZodObject> {
  /** Long name, as in study.yaml: `impedance`. */
  readonly name: string;
  /** Short command: `eis`. */
  readonly shortName: string;
  /** One line for `--help` and the report. */
  readonly summary: string;
  /** Worked examples for `--help`, each a full command. */
  readonly examples: readonly string[];
  /** The only place where an option, its unit, default and description exist. */
  readonly options: Schema;
  /** True when the recording holds what this technique analyses; `interphase new` sorts raw files by it. */
  accepts?(recording: Recording): boolean;
  /** Id of the figure that every result of a single recording has; a new study.yaml shows with it how figures are named. */
  readonly mainFigure?: string;
  /**
   * Pure and deterministic. Throws only for input that cannot be analysed at all; everything else is a finding. Much code
   * is best imported when it is first asked for: the page that shows results knows the technique, too.
   */
  analyse(input: AnalysisInput<z.output<Schema>>, progress?: Progress): AnalysisResult | Promise<AnalysisResult>;
  /**
   * Known truth to raw files for `interphase simulate`: the options of the truth are the technique's own business.
   * Returns file name and text of each file.
   */
  simulate?(truth: unknown, seed: number): readonly SimulatedFile[] | Promise<readonly SimulatedFile[]>;
}

/** A raw file of known truth. */
export interface SimulatedFile {
  readonly name: string;
  readonly text: string;
}
