import { CommanderError } from 'commander';
import { type ErrorPlace, isInterphaseError, printPlace } from '../errors.js';
import { exitCodes } from './exit-codes.js';

/**
 * Prints an error as two lines on stderr, what and what to do, and returns the exit code it stands for:
 *
 *     error: pellet-25C.csv:12: expected a number in column "Re(Z)", found "n/a"
 *       what to do: ...
 */
export function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (isInterphaseError(error)) {
    process.stderr.write(errorText(error));
    return error.code === 'usage' ? exitCodes.usage : exitCodes.failed;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `error: a mistake in Interphase itself: ${stack}\n  what to do: report it with the command and, if possible, the files\n`,
  );
  return exitCodes.failed;
}

/** The two lines of an error of the family (or of one that was flattened), ending with a newline. */
export function errorText(error: { message: string; hint: string; where: ErrorPlace }): string {
  const place = printPlace(error.where);
  const hint = error.hint === '' ? '' : `  what to do: ${error.hint}\n`;
  return `error: ${place === '' ? '' : `${place}: `}${error.message}\n${hint}`;
}
