/**
 * `interphase`: the way from a raw file to a result in one import. The rooms have their own subpaths, for example
 * `interphase/quantity`, `interphase/formats` and `interphase/impedance`.
 *
 * @example
 * const bytes = new Uint8Array(await file.arrayBuffer());
 * const task = {
 *   id: 'pellet',
 *   technique: 'impedance',
 *   sample: {},
 *   inputs: [{ path: file.name, label: 'pellet', conditions: {} }],
 *   options: { circuit: 'R0-p(R1,CPE1)-CPE2' },
 * };
 * const result = await runTask(task, async () => fileFromBytes(file.name, bytes));
 */
export { type ErrorCode, type ErrorPlace, type InterphaseError, isInterphaseError, printPlace } from './errors.js';
export { runTask } from './execution/run-task.js';
export type { AnalysisTask, Provenance, Result, TaskInput } from './execution/task.js';
export { version } from './execution/version.js';
export { type FileLike, fileFromBytes } from './formats/file-like.js';
export { readRecording } from './formats/read-recording.js';
export type { Recording } from './formats/recording.js';
export type { Quantity } from './quantity/quantity.js';
export { loadStudy } from './study/load-study.js';
export { runStudy, type StudyServices } from './study/run-study.js';
export type { StudyResult } from './study/study-result.js';
export { findTechnique, techniques } from './techniques/registry.js';
export type { Sample } from './techniques/sample.js';
export type {
  AnalysisResult,
  Conditions,
  Finding,
  ResultTable,
  SeriesEntry,
  Technique,
} from './techniques/technique.js';
