/** Workers that do what a test tells them. */
import { vi } from 'vitest';
import type { FileQuestion } from '../answer-question.js';
import type { TaskMessage } from '../answer-task.js';

export class FakeWorker extends EventTarget {
  readonly kind: 'file' | 'task';
  readonly sent: unknown[] = [];
  terminated = false;

  constructor(url: URL) {
    super();
    this.kind = url.pathname.includes('file-worker') ? 'file' : 'task';
    started.push(this);
  }

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  /** Without a message: it could not be loaded. */
  crash(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), message === undefined ? {} : { message }));
  }
}

/** All that were started since `useFakeWorkers`, the first one first. */
export const started: FakeWorker[] = [];

export function useFakeWorkers(): void {
  started.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('navigator', { hardwareConcurrency: 3 });
}

/** Tasks that were given to workers that are still there. */
export function tasksAtWork() {
  return started
    .filter(({ kind, terminated }) => kind === 'task' && !terminated)
    .flatMap((worker) =>
      (worker.sent as TaskMessage[]).flatMap((message) =>
        message.kind === 'task' ? [{ worker, ...message.request }] : [],
      ),
    );
}

/** Questions about a file that were asked so far. */
export function questionsAbout(path: string) {
  return started
    .filter(({ kind }) => kind === 'file')
    .flatMap((worker) =>
      (worker.sent as FileQuestion[]).filter((one) => one.path === path).map((question) => ({ worker, question })),
    );
}
