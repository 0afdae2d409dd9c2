/** Public entry `interphase/formats`: instrument files in, recordings out. */

export { validateBdf } from './bdf/validate-bdf.js';
export type { CasaEvaluation } from './casaxps/casa-comments.js';
export { casaEvaluation } from './casaxps/casa-settings.js';
export { bdfToCsv, bdfToParquet, recordingToBdf } from './export/bdf.js';
export { recordingToCsv } from './export/csv.js';
export { recordingToParquet } from './export/parquet.js';
export { type VamasFile, type VamasSpectrum, vamasText } from './export/vamas.js';
export { type FileLike, fileFromBytes } from './file-like.js';
export { type FormatDescription, listFormats } from './list-formats.js';
export { bindingEnergies } from './photoemission/binding-energies.js';
export { type Counting, countingOf } from './photoemission/counting.js';
export { type SpectrumSettings, spectrumSettings } from './photoemission/spectrum-settings.js';
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
export { type JoinPart, joinTimeSeries } from './time-series/join-time-series.js';
export { readTimeSeries } from './time-series/read-time-series.js';
export { controlState, type TimeSeries } from './time-series/time-series.js';
