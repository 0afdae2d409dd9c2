import type { ErrorPlace } from '../errors.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Sample } from '../techniques/sample.js';
import type { Conditions } from '../techniques/technique.js';
import type { Placeholder } from './fill-text.js';

/** Recordings of an analysis: files that match a pattern, or one file with its conditions written out. */
export type RecordingSource =
  | { readonly pattern: string; readonly place: ErrorPlace }
  | { readonly file: string; readonly label?: string; readonly conditions: Conditions; readonly place: ErrorPlace };

/** Conditions given beside the recordings: one value for all, or one for each recording in order. */
export type ListedConditions = Readonly<Record<string, Quantity | readonly Quantity[]>>;

/** An option whose value is a number of another analysis. */
export type OptionReference =
  | {
      readonly kind: 'typed';
      readonly option: string;
      readonly placeholder: Placeholder;
      /** The analysis can do without the option. */
      readonly optional: boolean;
    }
  | {
      /** Nobody gave the option, and its technique says what it may be taken from. */
      readonly kind: 'automatic';
      readonly option: string;
      readonly technique: string;
      /** Names of quantities, best first. */
      readonly quantities: readonly string[];
      /** The analyses by that technique of the same sample; with more than one, none is taken. */
      readonly analyses: readonly string[];
    };

/** One entry of `analyses`: technique + sample + recordings + options. */
export interface StudyAnalysis {
  readonly id: string;
  /** Long name of the technique. */
  readonly technique: string;
  /** Name of the sample, where one is given. */
  readonly sample?: string;
  readonly recordings: readonly RecordingSource[];
  readonly conditions: ListedConditions;
  /** Conditions that are read from a column of each recording: condition to column. */
  readonly conditionColumns: Readonly<Record<string, string>>;
  /** As the user wrote them; checked against the technique's schema, which fills in the defaults when the task runs. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Options that are numbers of other analyses; they join the others when those analyses are there. */
  readonly references: readonly OptionReference[];
  /** Where it stands in study.yaml, and where each of its keys does, and each file in a list of files: `phase.1`. */
  readonly place: ErrorPlace;
  readonly keyPlaces: Readonly<Record<string, ErrorPlace>>;
}

/** One entry of `checks`: the check and the analyses it compares. */
export interface StudyCheckEntry {
  readonly check: string;
  /** Role to analysis, e.g. `{ symmetric: 'ageing-coated', conductivity: 'conductivity' }`. */
  readonly roles: Readonly<Record<string, string>>;
  /** What else it was told, as typed. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly place: ErrorPlace;
}

/** One figure or table of the document, before it is filled. */
export interface StudyItem {
  readonly kind: 'figure' | 'table';
  /** `S2`, `S1`: the number under which it stands in the document. */
  readonly name: string;
  /** `analysis.figure` or `analysis.table` references, in order. */
  readonly panels: readonly string[];
  /** Without one, the captions of the figures or tables themselves. */
  readonly caption?: string;
  readonly place: ErrorPlace;
  /** Where each panel and the caption stand. */
  readonly panelPlaces?: readonly ErrorPlace[];
  readonly captionPlace?: ErrorPlace;
}

export interface StudyDocument {
  readonly style: 'single-column' | 'double-column';
  /** Undefined when the study says nothing about its document: then every figure of every analysis is an item. */
  readonly items?: readonly StudyItem[];
}

/** A study.yaml that has been read and found correct. */
export interface Study {
  readonly title: string;
  /** Name of the file it was read from, as it appears in messages. */
  readonly fileName: string;
  /** SHA-256 of the text, lower-case hex. */
  readonly sha256: string;
  readonly samples: Readonly<Record<string, Sample>>;
  /** In the order of study.yaml. */
  readonly analyses: readonly StudyAnalysis[];
  readonly checks: readonly StudyCheckEntry[];
  readonly document: StudyDocument;
}
