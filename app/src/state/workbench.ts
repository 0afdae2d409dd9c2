/** What the workbench knows: everything that is shown is made from this, and only the actions change it. */
import type { Study } from '../../../src/study/study.js';
import type { AnalysisOutcome, StudyResult } from '../../../src/study/study-result.js';
import type { Mistake } from '../../../src/study/yaml-source.js';
import type { Folder, FolderEntry } from '../platform/folder.js';
import type { History } from './history.js';
import type { Place } from './place.js';

/** Where an analysis stands. `waiting` and `running` may have the outcome of an earlier run, shown until the new one is there. */
export interface AnalysisRun {
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  readonly share: number;
  readonly doing: string;
  /** The latest one there is. */
  readonly outcome?: AnalysisOutcome;
  /** Milliseconds from the start of the run to the outcome. */
  readonly tookMs?: number;
}

/** A point of a figure, as its origin says; what is pointed at in one panel is marked in all. */
export interface PointedAt {
  readonly analysis: string;
  readonly recording: string;
  readonly row?: number;
}

export interface Workbench {
  /** Nothing is open yet, or a folder is being opened (`opening` says which). */
  readonly folder: Folder | null;
  readonly opening: string | null;
  readonly files: readonly FolderEntry[];
  /** Texts of study.yaml, from the first to the latest edit. */
  readonly history: History;
  /** Text as it is in the folder: what is there to save is told from it. Null where the folder has no study.yaml. */
  readonly savedText: string | null;
  /** Of the last text without mistakes. */
  readonly study: Study | null;
  /** In the present text. */
  readonly mistakes: readonly Mistake[];
  readonly runs: Readonly<Record<string, AnalysisRun>>;
  /** True from an edit until every analysis has ended. */
  readonly running: boolean;
  /** Document, findings across analyses: of the last run that came to its end. */
  readonly result: StudyResult | null;
  readonly place: Place;
  readonly pointedAt: PointedAt | null;
  /** Something went wrong that belongs to no analysis: a folder that cannot be read, a file that cannot be saved. */
  readonly trouble: { readonly title: string; readonly message: string; readonly hint?: string } | null;
}
