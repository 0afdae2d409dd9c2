/** `interphase/study`: from study.yaml to results, checks and document. */
export { cacheKey } from './cache-key.js';
export { type CheckedAnalysis, type StudyCheck, studyChecks } from './checks.js';
export { compilePattern, conditionsFromLabels, fileLabel } from './conditions.js';
export { fillText } from './fill-text.js';
export { studyJsonSchema } from './json-schema.js';
export { loadStudy, printMistake, readStudy } from './load-study.js';
export { type MatchedFile, matchRecordings } from './match-recordings.js';
export { type FoundFile, proposeStudy } from './new-study.js';
export { planStudy, type StudyPlan } from './plan.js';
export {
  type ResultCache,
  type RunStudyOptions,
  runStudy,
  type StudyProgress,
  type StudyServices,
} from './run-study.js';
export type { RecordingSource, Study, StudyAnalysis, StudyCheckEntry, StudyDocument, StudyItem } from './study.js';
export type { AnalysisFailure, AnalysisOutcome, DocumentItem, StudyResult } from './study-result.js';
export { type Change, type Comparison, compareResults } from './verify.js';
export type { Mistake } from './yaml-source.js';
