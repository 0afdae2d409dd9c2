/**
 * What goes back and forth between the page and the worker that holds one recording. The columns stay in the worker; the
 * page gets what it shows.
 */
import type { FlatError } from '../../../src/execution/worker-protocol.js';
import type { Diagnostic, NumberArray, Setting } from '../../../src/formats/recording.js';
import type { FolderSource } from '../platform/folder.js';
import type { ColumnFacts } from './columns/column-facts.js';
import type { PlaneAxis } from './columns/plane.js';

export interface ColumnSummary extends Partial<ColumnFacts> {
  readonly name: string;
  readonly unit: string;
  /** What it means, where the reader is sure. */
  readonly kind?: string;
  /** Words have no facts and cannot be drawn. */
  readonly isText: boolean;
}

export interface TableSummary {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
}

export interface RecordingSummary {
  readonly name: string;
  /** Id of the format, and what people call it: `BioLogic EC-Lab binary`. */
  readonly format: string;
  readonly formatLabel: string;
  readonly instrument?: string;
  readonly startTime?: string;
  /** Bytes. */
  readonly size: number;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly tables: readonly TableSummary[];
  /** Index of the table a person would ask for. */
  readonly mainTable: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** A column on an axis, as the page has it now. */
export interface CurveRequest {
  /** Index of the column in its table. */
  readonly column: number;
  readonly axis: PlaneAxis;
  /** `#rrggbb`, for pictures that the worker paints. */
  readonly colour: string;
}

/** What is to be drawn: x (`row` for the row's number) and curves over it, in a rectangle of pixels. */
export interface PlotRequest {
  readonly table: number;
  readonly x: number | 'row';
  readonly xAxis: PlaneAxis;
  readonly curves: readonly CurveRequest[];
  /** Pixels of the screen, not of the style sheet. */
  readonly width: number;
  readonly height: number;
  /** Lines between successive rows; dots alone otherwise. */
  readonly lines: boolean;
}

/** One curve as points; without any where it is part of the painted picture. */
export interface CurvePicture {
  readonly points: Float64Array | null;
  /** Each point is a row; otherwise some are least and greatest of several. */
  readonly isExact: boolean;
}

export interface PlotPicture {
  readonly request: PlotRequest;
  readonly curves: readonly CurvePicture[];
  /** Curves of too many rows for points, painted in pixels of the request. */
  readonly bitmap: ImageBitmap | null;
  /** False while rows are still being drawn; a fuller picture follows. */
  readonly complete: boolean;
}

export interface NearestRequest extends PlotRequest {
  readonly pointerX: number;
  readonly pointerY: number;
}

export interface RowReadout {
  /** From 0. */
  readonly row: number;
  /** Index into the request's curves of the one that lies nearest. */
  readonly curve: number;
  /** x and each curve's value as numbers, to draw the place, and with all their digits. */
  readonly x: { readonly value: number; readonly text: string };
  readonly ys: readonly { readonly value: number; readonly text: string }[];
}

/** Some rows of every column of a table, in the column's own type of number. */
export interface RowSlice {
  readonly table: number;
  readonly from: number;
  readonly columns: readonly (NumberArray | readonly string[])[];
}

/** What can be asked once the recording is open, and what comes back. */
export interface Questions {
  readonly picture: { readonly ask: PlotRequest; readonly answer: PlotPicture };
  readonly nearest: { readonly ask: NearestRequest; readonly answer: RowReadout | null };
  /** The values of one row for the plot's columns. */
  readonly row: { readonly ask: PlotRequest & { readonly row: number }; readonly answer: RowReadout };
  readonly rows: {
    readonly ask: { readonly table: number; readonly from: number; readonly to: number };
    readonly answer: RowSlice;
  };
  /** Least and greatest y of each curve over the visible stretch of x; null where nothing is there. */
  readonly ranges: { readonly ask: PlotRequest; readonly answer: readonly (readonly [number, number] | null)[] };
  readonly csv: { readonly ask: { readonly table: number }; readonly answer: Blob };
}

export type QuestionKind = keyof Questions;

export interface AskMessage<K extends QuestionKind = QuestionKind> {
  readonly id: number;
  readonly kind: K;
  readonly ask: Questions[K]['ask'];
}

export type ToWorker =
  | { readonly kind: 'open'; readonly source: FolderSource; readonly path: string }
  | { readonly kind: 'stop-csv' }
  | AskMessage;

export interface ReadingProgress {
  /** Bytes that were read so far, and of the file. */
  readonly bytes: number;
  readonly size: number;
  /** 0 to 1; absent where nobody knows. */
  readonly share?: number;
  readonly doing: string;
}

/** When something was done, in milliseconds since 1970 (a worker's clock starts later than the page's). */
export interface TimeSpan {
  readonly name: 'recording:read' | 'recording:pyramid';
  readonly start: number;
  readonly end: number;
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: ReadingProgress }
  | { readonly kind: 'summary'; readonly summary: RecordingSummary; readonly spans: readonly TimeSpan[] }
  | { readonly kind: 'cannot-open'; readonly error: FlatError }
  | { readonly kind: 'csv-progress'; readonly share: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Questions[QuestionKind]['answer'] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: FlatError };
