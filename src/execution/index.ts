/** `interphase/execution`: running analyses, in this thread or in a pool of workers. */
export { type OpenFile, runTask, taskOfResult, techniqueNamed } from './run-task.js';
export type { AnalysisTask, Provenance, Result, TaskInput } from './task.js';
export { validateOptions } from './validate-options.js';
export { version } from './version.js';
export { type RunTaskOptions, WorkerPool, type WorkerPoolOptions, type WorkerPort } from './worker-pool.js';
export {
  answerRequest,
  type FlatError,
  flattenError,
  reviveError,
  type WorkerReply,
  type WorkerRequest,
} from './worker-protocol.js';
