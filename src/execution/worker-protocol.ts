/**
 * What goes back and forth between a pool and its workers: plain data that survives structured cloning, the same in
 * Node and in the browser. A worker runs one task at a time; cancelling a running task ends its worker, because a
 * computation does not listen while it computes.
 */
import { type ErrorCode, type ErrorPlace, fail, isInterphaseError } from '../errors.js';
import type { AnalysisTask, Result } from './task.js';

export interface WorkerRequest {
  readonly id: number;
  readonly task: AnalysisTask;
}

export type WorkerReply =
  | { readonly id: number; readonly kind: 'progress'; readonly share: number; readonly doing: string }
  | { readonly id: number; readonly kind: 'done'; readonly result: Result }
  | { readonly id: number; readonly kind: 'failed'; readonly error: FlatError };

/** An error without its class. `code` is missing for a mistake in the program, which carries its stack instead. */
export interface FlatError {
  readonly name: string;
  readonly message: string;
  readonly code?: ErrorCode;
  readonly hint?: string;
  readonly where?: ErrorPlace;
  readonly stack?: string;
}

/** Makes an error ready to be sent; what is not an error at all is sent as its text. */
export function flattenError(error: unknown): FlatError {
  if (isInterphaseError(error)) {
    return {
      name: error.name,
      message: error.message,
      code: error.code,
      hint: error.hint,
      where: { ...error.where },
    };
  }
  if (error instanceof Error) {
    return { name: error.name, message: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) };
  }
  return { name: 'Error', message: String(error) };
}

/** The error that was flattened: one of the family where it was one, so that guards and printing work as before. */
export function reviveError(flat: FlatError): Error {
  if (flat.code !== undefined) return fail(flat.code, flat.message, flat.hint ?? '', flat.where ?? {});
  const error = new Error(flat.message);
  error.name = flat.name;
  if (flat.stack !== undefined) error.stack = flat.stack;
  return error;
}

/** The worker's end: runs each task it is sent and replies. Never rejects. */
export async function answerRequest(
  request: WorkerRequest,
  run: (task: AnalysisTask, progress: (share: number, doing: string) => void) => Promise<Result>,
  reply: (message: WorkerReply) => void,
): Promise<void> {
  const { id, task } = request;
  try {
    const result = await run(task, (share, doing) => reply({ id, kind: 'progress', share, doing }));
    reply({ id, kind: 'done', result });
  } catch (error) {
    reply({ id, kind: 'failed', error: flattenError(error) });
  }
}
