import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail } from '../errors.js';
import { exists } from '../platform/node/list-files.js';

/**
 * Refuses to write a table where it would destroy something: over a file it is read from, or over another file without
 * being told so. Folders are not made: a name that leads to none is more likely mistyped.
 *
 * @throws `cannot-write`
 */
export async function checkOutputTarget(inputs: readonly string[], target: string, force: boolean): Promise<void> {
  const refuse = (message: string, hint: string) => fail('cannot-write', message, hint, { file: target });
  const [to, folder, ...from] = await Promise.all([look(target), look(dirname(target)), ...inputs.map(look)]);
  if (folder === undefined) throw refuse('the folder is not there', 'make it first, or choose another');
  if (!(await exists(target))) return;
  if (from.some((input) => to !== undefined && input !== undefined && to.dev === input.dev && to.ino === input.ino)) {
    throw refuse('this is the file that is read, and raw data are never replaced', 'choose another name');
  }
  if (to !== undefined && !to.isFile()) throw refuse('this is not a regular file', 'choose another name');
  if (!force) throw refuse('this file is already there', 'choose another name, or say --force to replace it');
}

/** Whole inode numbers: some file systems use more digits than a double has. */
function look(path: string) {
  return stat(path, { bigint: true }).catch(() => undefined);
}
