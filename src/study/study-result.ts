/** A study that has been run: what each analysis gave (or why it did not), and the document made of it. */
import type { ErrorPlace } from '../errors.js';
import type { Result } from '../execution/task.js';
import type { Figure } from '../figure/figure.js';
import type { Sample } from '../techniques/sample.js';
import type { Finding, ResultTable } from '../techniques/technique.js';

export interface AnalysisFailure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly where: ErrorPlace;
}

export interface AnalysisOutcome {
  readonly id: string;
  readonly technique: string;
  /** Exactly one of `result` and `failure` is there. */
  readonly result?: Result;
  readonly failure?: AnalysisFailure;
  readonly fromCache: boolean;
}

/** One numbered item of the document, its panels gathered and its caption filled with numbers. */
export interface DocumentItem {
  /** `S2`, `Table S1`. */
  readonly name: string;
  readonly caption: string;
  readonly figure?: Figure;
  readonly table?: ResultTable;
  /** Analyses this item stands on. */
  readonly analyses: readonly string[];
  /** Set when something the item needs failed; the report shows it in place of the figure. */
  readonly missing?: string;
}

export interface StudyResult {
  readonly title: string;
  readonly version: string;
  /** Width of figures in the document: a journal's column. */
  readonly style: 'single-column' | 'double-column';
  readonly samples: Readonly<Record<string, Sample>>;
  readonly analyses: readonly AnalysisOutcome[];
  readonly items: readonly DocumentItem[];
  /** Findings of the study as a whole (checks across techniques, files nobody used). */
  readonly findings: readonly Finding[];
  /** Panels and captions that lead nowhere, with their place in study.yaml; each is a finding too. */
  readonly mistakes?: readonly AnalysisFailure[];
  /** SHA-256 of study.yaml. */
  readonly studySha256: string;
}
