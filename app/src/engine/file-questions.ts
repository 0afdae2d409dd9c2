import { reviveError } from '../../../src/execution/worker-protocol.js';
import type { FolderSource } from '../platform/folder.js';
import type { FileAnswer, FileQuestion } from './answer-question.js';

interface Waiting {
  readonly resolve: (text: string | undefined) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/**
 * Asks the file worker; it starts with the first question. Questions are answered side by side, so that many small files
 * do not wait for a large one.
 *
 * @throws what reading the file throws
 */
function ask(question: Omit<FileQuestion, 'id'>): Promise<string | undefined> {
  worker ??= startWorker();
  const id = ++lastId;
  worker.postMessage({ id, ...question } satisfies FileQuestion);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function startWorker(): Worker {
  const started = new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<FileAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) asked?.reject(reviveError(data.error));
    else asked?.resolve(data.text);
  });
  started.addEventListener('error', (event) => {
    worker = undefined;
    const error = new Error(`the worker that reads files stopped: ${event.message}`);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return started;
}

/** SHA-256 of a file, lower-case hex. */
export async function sha256Of(source: FolderSource, path: string): Promise<string> {
  return (await ask({ ask: 'sha256', source, path }))!;
}

/** Long name of the technique that a file is for; undefined for one that no technique takes. */
export function techniqueOf(source: FolderSource, path: string): Promise<string | undefined> {
  return ask({ ask: 'technique', source, path });
}
