import { fail } from '../../../src/errors.js';
import { filesOfTask } from '../../../src/execution/option-files.js';
import type { Result } from '../../../src/execution/task.js';
import { runStudy, type StudyProgress } from '../../../src/study/run-study.js';
import type { Study } from '../../../src/study/study.js';
import type { StudyResult } from '../../../src/study/study-result.js';
import { exampleResults } from '../platform/example-folder.js';
import type { Folder, FolderEntry } from '../platform/folder.js';
import { sha256Of } from './file-questions.js';
import { SessionCache } from './result-cache.js';
import { TaskRunner } from './task-runner.js';

/** What a run tells while it goes on. Nothing is told of a run once a newer one has begun. */
export interface RunListener {
  readonly onProgress: (progress: StudyProgress) => void;
  readonly onEnd: (result: StudyResult) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** One run of a study; only the latest one is told of, and asks for tasks. */
interface Run {
  cancelled: boolean;
}

/** Runs the study of the open folder again and again as it is edited; only what changed is computed. */
export class StudyEngine {
  readonly #runner = new TaskRunner();
  #cache = new SessionCache();
  #folder: Folder | undefined;
  #entries: ReadonlyMap<string, FolderEntry> = new Map();
  readonly #hashes = new Map<string, Promise<string>>();
  #present: Run | undefined;

  /** Another folder: nothing of the former one is kept. */
  setFolder(folder: Folder, entries: readonly FolderEntry[]): void {
    this.#present = undefined;
    this.#runner.cancel();
    this.#cache = new SessionCache();
    if (folder.kind === 'example') this.#cache.seed(exampleResults());
    this.#hashes.clear();
    this.setEntries(folder, entries);
  }

  /** The same folder with its files as they are now. What runs goes on, and counts if its files are the same. */
  setEntries(folder: Folder, entries: readonly FolderEntry[]): void {
    this.#folder = folder;
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#runner.setFolder(folder);
  }

  run(study: Study, listener: RunListener): void {
    const run: Run = { cancelled: false };
    this.#present = run;
    const isPresent = () => run === this.#present;
    this.#runner.keepOnly(new Set(study.analyses.map(({ id }) => id)));
    runStudy(
      study,
      {
        listFiles: async () => [...this.#entries.keys()],
        hashFile: (path) => this.#hash(path),
        runTask: async (task, onProgress) => {
          // Files were hashed, and other analyses waited for, since the run began.
          if (run.cancelled || !isPresent()) throw fail('cancelled', `"${task.id}" was cancelled`, 'run it again');
          const read = [...task.inputs, ...filesOfTask(task)];
          const stamps = read.map(({ path }) => this.#entries.get(path)?.stamp ?? '').join(' ');
          return this.#runner.run(task, stamps, onProgress);
        },
        cache: this.#cache,
      },
      (progress) => {
        if (isPresent()) listener.onProgress(progress);
      },
    ).then(
      (result) => {
        if (isPresent()) listener.onEnd(result);
      },
      (error: unknown) => {
        if (isPresent()) listener.onTrouble(error);
      },
    );
  }

  /** Ends what is running and what was to follow; these analyses fail with code `cancelled`. */
  cancel(): void {
    if (this.#present !== undefined) this.#present.cancelled = true;
    this.#runner.cancel();
  }

  /** The next run computes these results again; all of them without a list. */
  forget(results?: readonly Result[]): void {
    this.#cache.forget(results);
  }

  #hash(path: string): Promise<string> {
    const stamp = this.#entries.get(path)?.stamp ?? '';
    // The reference study comes with the hashes of its files.
    if (this.#folder?.kind === 'example') return Promise.resolve(stamp);
    const key = `${path}\n${stamp}`;
    const known = this.#hashes.get(key);
    if (known !== undefined) return known;
    const asked = sha256Of(this.#folder!.source(), path);
    this.#hashes.set(key, asked);
    asked.catch(() => this.#hashes.delete(key));
    return asked;
  }
}
