import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../../errors.js';
import { writeFailure } from './file-errors.js';

/**
 * Makes a folder and those above it that are missing, one after the other. (Node's own `recursive` never ends where a
 * file system accepts no folders, as in /proc.)
 *
 * @param shownAs how the user knows the folder; printed in errors
 * @throws `cannot-write` with the reason
 */
export async function makeFolder(path: string, shownAs = path): Promise<void> {
  const { missing } = await nearestFolder(path, shownAs);
  for (const folder of missing) {
    try {
      await mkdir(folder);
    } catch (error) {
      // Another write may have made it in the meantime.
      if (!(await isFolderThere(folder))) throw writeFailure(error, shownAs);
    }
  }
}

/**
 * Finds out whether files can be written into a folder, by making an empty one in it (or in the nearest folder above it
 * that is there) and removing it again: permissions alone do not tell.
 *
 * @throws `cannot-write` with the reason
 */
export async function checkCanWrite(folder: string): Promise<void> {
  const { nearest } = await nearestFolder(folder, folder);
  try {
    await rmdir(await mkdtemp(join(nearest, '.interphase-try-')));
  } catch (error) {
    throw writeFailure(error, folder);
  }
}

/** The nearest folder that is there, and those that are missing below it, outermost first. */
async function nearestFolder(path: string, shownAs: string): Promise<{ nearest: string; missing: string[] }> {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const status = await stat(at).catch((error: NodeJS.ErrnoException) => error);
    if (!(status instanceof Error)) {
      if (status.isDirectory()) return { nearest: at, missing };
      throw fail('cannot-write', 'a file stands where a folder is needed', 'choose another place', { file: shownAs });
    }
    const goesOn = (status.code === 'ENOENT' || status.code === 'ENOTDIR') && dirname(at) !== at;
    if (!goesOn) throw writeFailure(status, shownAs);
    missing.unshift(at);
  }
}

async function isFolderThere(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}
