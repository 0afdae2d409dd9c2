/**
 * A pool of workers that run tasks. It knows neither Node nor the browser: `makePort` starts a worker of whichever
 * platform. A pool of size 0 runs tasks inline, one after another.
 */
import { fail } from '../errors.js';
import type { Progress } from '../techniques/technique.js';
import type { AnalysisTask, Result } from './task.js';
import { reviveError, type WorkerReply, type WorkerRequest } from './worker-protocol.js';

/** One worker as the pool sees it. */
export interface WorkerPort {
  post(request: WorkerRequest): void;
  onReply(listener: (reply: WorkerReply) => void): void;
  /** Called once when the worker is gone for a reason of its own, with that reason in words. */
  onCrash(listener: (reason: string) => void): void;
  /** Ends the worker at once, whatever it is doing. */
  terminate(): void;
}

export interface RunTaskOptions {
  readonly progress?: Progress;
  /** Aborting drops a waiting task and ends the worker of a running one; the task then fails with code `cancelled`. */
  readonly signal?: AbortSignal;
}

export interface WorkerPoolOptions {
  /** How many workers at most; they start when there is work for them. 0: run inline. */
  readonly size: number;
  readonly makePort: () => WorkerPort;
  /** Runs a task in this thread; used when `size` is 0. */
  readonly runInline: (task: AnalysisTask, progress?: Progress) => Promise<Result>;
}

interface Job {
  readonly id: number;
  readonly task: AnalysisTask;
  readonly progress: Progress | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

interface Worker {
  readonly port: WorkerPort;
  job: Job | undefined;
}

export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #waiting: Job[] = [];
  readonly #workers = new Set<Worker>();
  #inlineQueue: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /**
   * Runs one task as soon as a worker is free; tasks start in the order in which they were given.
   *
   * @throws what the task throws; `cancelled` when it was aborted; `worker-crashed` when its worker died (the pool
   * replaces the worker and goes on with the other tasks).
   */
  run(task: AnalysisTask, { progress, signal }: RunTaskOptions = {}): Promise<Result> {
    if (this.#closed) return Promise.reject(cancelled(task));
    if (signal?.aborted) return Promise.reject(cancelled(task));
    if (this.#options.size === 0) return this.#runInline(task, progress, signal);
    return new Promise((resolve, reject) => {
      const job: Job = {
        id: ++this.#lastId,
        task,
        progress,
        resolve: (result) => {
          signal?.removeEventListener('abort', abort);
          resolve(result);
        },
        reject: (error) => {
          signal?.removeEventListener('abort', abort);
          reject(error);
        },
      };
      const abort = () => this.#drop(job);
      signal?.addEventListener('abort', abort);
      this.#waiting.push(job);
      this.#startWaiting();
    });
  }

  /** Runs all tasks; outcomes stand in the order of the tasks, and one task's failure does not stop the others. */
  runAll(tasks: readonly AnalysisTask[], options: RunTaskOptions = {}): Promise<PromiseSettledResult<Result>[]> {
    return Promise.allSettled(tasks.map((task) => this.run(task, options)));
  }

  /** Ends all workers; tasks that have not finished fail with `cancelled`. */
  close(): void {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(cancelled(job.task));
    for (const worker of [...this.#workers]) {
      this.#discard(worker);
      worker.job?.reject(cancelled(worker.job.task));
    }
  }

  #runInline(task: AnalysisTask, progress: Progress | undefined, signal: AbortSignal | undefined): Promise<Result> {
    const stopWhenAborted = () => {
      if (signal?.aborted || this.#closed) throw cancelled(task);
    };
    const outcome = this.#inlineQueue.then(async () => {
      stopWhenAborted();
      // A computation in this thread can be stopped only where it reports, so reporting is where it stops.
      const result = await this.#options.runInline(task, (share, doing) => {
        stopWhenAborted();
        progress?.(share, doing);
      });
      stopWhenAborted();
      return result;
    });
    this.#inlineQueue = outcome.catch(() => undefined);
    return outcome;
  }

  #startWaiting(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#freeWorker();
      if (worker === undefined) return;
      const job = this.#waiting.shift()!;
      worker.job = job;
      worker.port.post({ id: job.id, task: job.task });
    }
  }

  #freeWorker(): Worker | undefined {
    for (const worker of this.#workers) if (worker.job === undefined) return worker;
    if (this.#workers.size >= this.#options.size) return undefined;
    const worker: Worker = { port: this.#options.makePort(), job: undefined };
    this.#workers.add(worker);
    worker.port.onReply((reply) => this.#receive(worker, reply));
    worker.port.onCrash((reason) => this.#replace(worker, reason));
    return worker;
  }

  #receive(worker: Worker, reply: WorkerReply): void {
    const { job } = worker;
    if (job === undefined || reply.id !== job.id) return;
    if (reply.kind === 'progress') {
      job.progress?.(reply.share, reply.doing);
      return;
    }
    worker.job = undefined;
    if (reply.kind === 'done') job.resolve(reply.result);
    else job.reject(reviveError(reply.error));
    this.#startWaiting();
  }

  #replace(worker: Worker, reason: string): void {
    if (!this.#workers.delete(worker)) return;
    const { job } = worker;
    job?.reject(
      fail(
        'worker-crashed',
        `the worker that ran "${job.task.id}" stopped: ${reason}`,
        'run it again with --jobs 1; if it stops again, report it with the raw files',
      ),
    );
    this.#startWaiting();
  }

  #drop(job: Job): void {
    const index = this.#waiting.indexOf(job);
    if (index >= 0) this.#waiting.splice(index, 1);
    for (const worker of this.#workers) if (worker.job === job) this.#discard(worker);
    job.reject(cancelled(job.task));
    this.#startWaiting();
  }

  #discard(worker: Worker): void {
    this.#workers.delete(worker);
    worker.port.terminate();
  }
}

function cancelled(task: AnalysisTask): Error {
  return fail('cancelled', `"${task.id}" was cancelled`, 'run it again when you want its result');
}
