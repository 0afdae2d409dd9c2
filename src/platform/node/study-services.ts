import { setMaxListeners } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTask } from '../../execution/run-task.js';
import { WorkerPool } from '../../execution/worker-pool.js';
import type { StudyServices } from '../../study/run-study.js';
import { hashFile } from './hash-file.js';
import { listFiles } from './list-files.js';
import { nodePortsIn } from './node-port.js';
import { openFilesIn } from './open-file.js';
import { resultCacheIn } from './result-cache.js';

export interface NodeStudyOptions {
  /** Worker threads at most; 0 runs everything in this thread. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Keep and reuse results in `.interphase/cache`. @default true */
  readonly cache?: boolean;
}

/** What a study in a folder on this machine needs; `close` ends its workers. */
export function nodeStudyServices(
  folder: string,
  { jobs, signal, cache = true }: NodeStudyOptions,
): StudyServices & { close(): void } {
  // Every task listens for the abort; Node takes more than ten listeners for a leak and says so on stderr.
  setMaxListeners(0, signal);
  const openFile = openFilesIn(folder);
  const pool = new WorkerPool({
    size: jobs,
    makePort: nodePortsIn(resolve(folder)),
    runInline: (task, progress) => runTask(task, openFile, progress),
  });
  return {
    listFiles: () => listFiles(folder),
    hashFile: (path) => hashFile(path, resolve(folder, path)),
    runTask: (task, progress) => pool.run(task, { progress, signal }),
    ...(cache ? { cache: resultCacheIn(join(folder, '.interphase', 'cache', buildName())) } : {}),
    close: () => pool.close(),
  };
}

/**
 * Name of this build: results of one build never stand in for those of another, also between two releases with the same
 * version number (a developer's changes). The build leaves the digest of its sources beside the compiled code.
 */
function buildName(): string {
  const stamp = fileURLToPath(new URL('../../.built-from', import.meta.url));
  return existsSync(stamp) ? readFileSync(stamp, 'utf8').slice(0, 16) : 'unbuilt';
}
