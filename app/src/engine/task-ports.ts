import type { WorkerPort } from '../../../src/execution/worker-pool.js';
import type { WorkerReply } from '../../../src/execution/worker-protocol.js';
import type { FolderSource } from '../platform/folder.js';
import type { TaskMessage } from './answer-task.js';

/**
 * Starts the workers of the pool. One more than needed is always warming up: cancelling ends a worker, and the next task
 * must not wait for another to load.
 */
export class TaskPorts {
  readonly #workers = new Set<Worker>();
  #spare: Worker | undefined;
  #source: FolderSource = { kind: 'files', files: new Map() };

  /** What all workers, present and future, open their files from. */
  setSource(source: FolderSource): void {
    this.#source = source;
    for (const worker of this.#workers) send(worker, { kind: 'folder', source });
    this.#spare ??= this.#start();
  }

  readonly makePort = (): WorkerPort => {
    const worker = this.#spare ?? this.#start();
    this.#spare = undefined;
    // Not at once: the task at hand comes first.
    setTimeout(() => {
      this.#spare ??= this.#start();
    }, 200);
    let crashed: (reason: string) => void = () => {};
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(worker);
      crashed(event.message === '' ? 'it could not be started' : event.message);
    });
    return {
      post: (request) => send(worker, { kind: 'task', request }),
      onReply: (listener) =>
        worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => listener(data)),
      onCrash: (listener) => {
        crashed = listener;
      },
      terminate: () => this.#end(worker),
    };
  };

  #start(): Worker {
    const worker = new Worker(new URL('./task-worker.ts', import.meta.url), { type: 'module' });
    this.#workers.add(worker);
    send(worker, { kind: 'folder', source: this.#source });
    return worker;
  }

  #end(worker: Worker): void {
    this.#workers.delete(worker);
    worker.terminate();
  }
}

function send(worker: Worker, message: TaskMessage): void {
  worker.postMessage(message);
}
