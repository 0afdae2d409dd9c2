import { fail } from '../../../src/errors.js';
import { reviveError } from '../../../src/execution/worker-protocol.js';
import type { FolderSource } from '../platform/folder.js';
import { sourceOfFile } from '../platform/open-source.js';
import type { FileAnswer, FileQuestion } from './answer-question.js';

interface Waiting {
  readonly resolve: (text: string | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Asks a worker of its own about files; it starts with the first question. Questions are answered side by side, so that
 * many small files do not wait for a large one.
 */
export class FileQuestions {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;
  #closed = false;

  /**
   * SHA-256 of a file, lower-case hex.
   *
   * @throws what reading the file throws; `worker-crashed`; `cancelled` once closed
   */
  async sha256(source: FolderSource, path: string): Promise<string> {
    return (await this.#ask({ ask: 'sha256', source, path }))!;
  }

  /**
   * Long name of the technique that a file is for; undefined for one that no technique takes.
   *
   * @throws what reading the file throws; `worker-crashed`; `cancelled` once closed
   */
  technique(source: FolderSource, path: string): Promise<string | undefined> {
    return this.#ask({ ask: 'technique', source, path });
  }

  /** Ends the worker; what has not been answered fails with code `cancelled`. */
  close(): void {
    this.#closed = true;
    this.#end(cancelled());
  }

  #ask({ ask, source, path }: Omit<FileQuestion, 'id'>): Promise<string | undefined> {
    if (this.#closed) return Promise.reject(cancelled());
    this.#worker ??= this.#start();
    const id = ++this.#lastId;
    // With the whole folder in every question, a folder of thousands of files would be copied thousands of times.
    this.#worker.postMessage({ id, ask, path, source: sourceOfFile(source, path) } satisfies FileQuestion);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #start(): Worker {
    const worker = new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FileAnswer>) => {
      const asked = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('error' in data) asked?.reject(reviveError(data.error));
      else asked?.resolve(data.text);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // What could not even be loaded gives no reason.
      const reason = event.message || 'it could not be started';
      this.#end(fail('worker-crashed', `the worker that reads files stopped: ${reason}`, 'try again'));
    });
    return worker;
  }

  #end(reason: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}

function cancelled(): Error {
  return fail('cancelled', 'the file is not looked at any more', 'open it again when you want to know');
}

const ofThePage = new FileQuestions();

/** As `FileQuestions.sha256`, by a worker that stays. */
export function sha256Of(source: FolderSource, path: string): Promise<string> {
  return ofThePage.sha256(source, path);
}

/** As `FileQuestions.technique`, by a worker that stays. */
export function techniqueOf(source: FolderSource, path: string): Promise<string | undefined> {
  return ofThePage.technique(source, path);
}
