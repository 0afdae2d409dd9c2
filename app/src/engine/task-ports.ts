import type { WorkerPort } from '../../../src/execution/worker-pool.js';
import type { WorkerReply } from '../../../src/execution/worker-protocol.js';
import type { FolderSource } from '../platform/folder.js';
import type { TaskMessage } from './answer-task.js';

const FIRST_VIEW_MS = 1500;
const TASK_FIRST_MS = 200;

interface Started {
  readonly worker: Worker;
  /** Told when it is gone for a reason of its own. */
  crashed: (reason: string) => void;
}

/**
 * Starts the workers of the pool. One more than needed is always warming up: cancelling ends a worker, and the next task
 * must not wait for another to load.
 */
export class TaskPorts {
  readonly #workers = new Set<Worker>();
  #spare: Started | undefined;
  #source: FolderSource = { kind: 'files', files: new Map() };

  /** What all workers, present and future, open their files from; a task that runs goes on with what it began with. */
  setSource(source: FolderSource): void {
    this.#source = source;
    for (const worker of this.#workers) send(worker, { kind: 'folder', source });
    // The page shows what it has before anything is made ready for edits.
    this.#warmUp(FIRST_VIEW_MS);
  }

  readonly makePort = (): WorkerPort => {
    const started = this.#spare ?? this.#start();
    const { worker } = started;
    this.#spare = undefined;
    // Not at once: the task at hand comes first.
    this.#warmUp(TASK_FIRST_MS);
    return {
      post: (request) => send(worker, { kind: 'task', request }),
      onReply: (listener) =>
        worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => listener(data)),
      onCrash: (listener) => {
        started.crashed = listener;
      },
      terminate: () => this.#end(worker),
    };
  };

  #warmUp(afterMs: number): void {
    setTimeout(() => {
      this.#spare ??= this.#start();
    }, afterMs);
  }

  #start(): Started {
    const worker = new Worker(new URL('./task-worker.ts', import.meta.url), { type: 'module' });
    const started: Started = {
      worker,
      // A spare that could not load is none: the next task tries another.
      crashed: () => {
        if (this.#spare === started) this.#spare = undefined;
      },
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(worker);
      // What could not even be loaded gives no reason.
      started.crashed(event.message || 'it could not be started');
    });
    this.#workers.add(worker);
    send(worker, { kind: 'folder', source: this.#source });
    return started;
  }

  #end(worker: Worker): void {
    this.#workers.delete(worker);
    worker.terminate();
  }
}

function send(worker: Worker, message: TaskMessage): void {
  worker.postMessage(message);
}
