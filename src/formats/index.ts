/** Public entry `interphase/formats`: instrument files in, recordings out. */

export { recordingToCsv } from './export/csv.js';
export { type FileLike, fileFromBytes } from './file-like.js';
export { type FormatDescription, listFormats } from './list-formats.js';
export { readRecording } from './read-recording.js';
export {
  type Column,
  type ColumnKind,
  type Diagnostic,
  isNumberColumn,
  type NumberArray,
  type NumberColumn,
  type Recording,
  type Setting,
  type Table,
  type TextColumn,
  toFloat64,
} from './recording.js';
