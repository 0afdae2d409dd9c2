import type { AnalysisOutcome, DocumentItem, StudyResult } from '../study/study-result.js';
import type { ResultTable } from '../techniques/technique.js';
import type { DrawnFigure } from './figure-files.js';

/** A table of the report with the file that holds it in full. */
export interface FiledTable {
  readonly table: ResultTable;
  readonly csv: string;
}

/** A file for other programs and where it is. */
export interface FiledResult {
  readonly description: string;
  readonly path: string;
}

export interface AnalysisContent {
  readonly outcome: AnalysisOutcome;
  /** Anchor in the page. */
  readonly anchor: string;
  readonly figures: readonly DrawnFigure[];
  readonly tables: readonly FiledTable[];
  readonly series?: FiledTable;
  readonly files: readonly FiledResult[];
  /** Paths of `analyses/<id>.json` and of the quantities as CSV. */
  readonly json?: string;
  readonly quantitiesCsv?: string;
}

export interface ItemContent {
  readonly item: DocumentItem;
  readonly anchor: string;
  /** `Figure S2`, `Table S1`. */
  readonly heading: string;
  readonly drawn?: DrawnFigure;
  readonly table?: FiledTable;
}

/** All that the page shows, with the paths of the files beside it. */
export interface ReportContent {
  readonly study: StudyResult;
  readonly items: readonly ItemContent[];
  readonly analyses: readonly AnalysisContent[];
}
