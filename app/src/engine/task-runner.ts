import type { AnalysisTask, Result } from '../../../src/execution/task.js';
import { WorkerPool } from '../../../src/execution/worker-pool.js';
import { stableJson } from '../../../src/study/stable-json.js';
import type { Progress } from '../../../src/techniques/technique.js';
import type { Folder } from '../platform/folder.js';
import { TaskPorts } from './task-ports.js';

/** A task that is nearly done is let go on: ending its worker would cost more than waiting. */
const GRACE_MS = 300;

interface Flight {
  readonly key: string;
  readonly startedAt: number;
  readonly abort: AbortController;
  readonly outcome: Promise<Result>;
  progress: Progress;
}

/**
 * Runs tasks in workers. An edit asks for many tasks of which most are the same as before: what is on its way already is
 * joined, and what an edit made obsolete is ended.
 */
export class TaskRunner {
  readonly #ports = new TaskPorts();
  readonly #flights = new Map<string, Flight>();
  readonly #pool = new WorkerPool({
    // One core is left to the page.
    size: Math.max(2, Math.min(8, (navigator.hardwareConcurrency ?? 2) - 1)),
    makePort: this.#ports.makePort,
    // Not even loaded here: all readers of files come with it.
    runInline: () => Promise.reject(new Error('a page runs its tasks in workers')),
  });

  /** The folder from which tasks open their files from now on; those that run go on. */
  setFolder(folder: Folder): void {
    this.#ports.setSource(folder.source());
  }

  /**
   * @param inputStamps tells the content of the inputs and of the files that options name: another content is another task
   * @throws what the task throws; `cancelled`
   */
  run(task: AnalysisTask, inputStamps: string, progress: Progress): Promise<Result> {
    const key = `${stableJson(task)}\n${inputStamps}`;
    const present = this.#flights.get(task.id);
    if (present?.key === key && !present.abort.signal.aborted) {
      present.progress = progress;
      return present.outcome;
    }
    if (present !== undefined) abandon(present);
    const abort = new AbortController();
    const outcome = this.#pool.run(task, {
      signal: abort.signal,
      progress: (share, doing) => flight.progress(share, doing),
    });
    const flight: Flight = { key, startedAt: performance.now(), abort, outcome, progress };
    this.#flights.set(task.id, flight);
    const landed = () => {
      if (this.#flights.get(task.id) === flight) this.#flights.delete(task.id);
    };
    outcome.then(landed, landed);
    return outcome;
  }

  /** Ends the tasks of these analyses, or of all. */
  cancel(ids: readonly string[] = [...this.#flights.keys()]): void {
    for (const id of ids) {
      this.#flights.get(id)?.abort.abort();
      this.#flights.delete(id);
    }
  }

  /** Ends what runs for analyses that are not among these. */
  keepOnly(ids: ReadonlySet<string>): void {
    this.cancel([...this.#flights.keys()].filter((id) => !ids.has(id)));
  }
}

function abandon(flight: Flight): void {
  flight.outcome.catch(() => undefined);
  const age = performance.now() - flight.startedAt;
  setTimeout(() => flight.abort.abort(), Math.max(0, GRACE_MS - age));
}
