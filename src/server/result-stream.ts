import type { Study } from '../study/study.js';
import { refusalOf, withoutRoot } from './refusal.js';
import { type RunMessage, runAndWrite } from './run-results.js';

export interface ResultRun {
  /** One JSON object per line. Who stops reading stops the run. */
  readonly lines: ReadableStream<Uint8Array>;
  /** Settled when the run has ended, however it ended. */
  readonly ended: Promise<void>;
}

/** Runs a study and tells of it line by line. */
export function runWithLines(
  root: string,
  study: Study,
  closing: AbortSignal,
  unforeseen: (error: unknown) => void,
): ResultRun {
  const encoder = new TextEncoder();
  const unread = new AbortController();
  const signal = AbortSignal.any([closing, unread.signal]);
  let ended: Promise<void> = Promise.resolve();
  const lines = new ReadableStream<Uint8Array>({
    start(controller) {
      const tell = (message: RunMessage) => {
        if (!unread.signal.aborted)
          controller.enqueue(encoder.encode(`${withoutRoot(JSON.stringify(message), root)}\n`));
      };
      ended = runAndWrite(root, study, signal, tell)
        .catch((error: unknown) => {
          const { code, message, hint, where } = refusalOf(error, unforeseen);
          tell({ error: { code, message, hint, ...(where === undefined ? {} : { where }) } });
        })
        .finally(() => {
          if (!unread.signal.aborted) controller.close();
        });
    },
    cancel: () => unread.abort(),
  });
  return { lines, ended };
}
