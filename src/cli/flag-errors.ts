import { fail, isInterphaseError } from '../errors.js';

/**
 * A mistake in what was typed is wrong usage: it is told by the flag it was typed with, and ends with exit code 2.
 *
 * @param flagOfPath from the path in the error (name of an option or of a field of the sample) to the flag
 */
export function asUsage<T>(check: () => T, flagOfPath: (path: string) => string): T {
  try {
    return check();
  } catch (error) {
    throw usageError(error, flagOfPath);
  }
}

/** The same error as wrong usage; errors that are not of the family stay as they are. */
export function usageError(error: unknown, flagOfPath: (path: string) => string): unknown {
  if (!isInterphaseError(error)) return error;
  const path = flagOfPath(error.where.path ?? '');
  return fail('usage', error.message, error.hint, path === '' ? {} : { path });
}
