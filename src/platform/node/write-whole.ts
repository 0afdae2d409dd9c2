import { open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, isInterphaseError } from '../../errors.js';
import { writeFailure } from './file-errors.js';
import { exists } from './list-files.js';
import { checkCanWrite, makeFolder } from './make-folder.js';
import { digestOf, isInside, type Manifest, manifestName, manifestText, readManifest } from './output-manifest.js';

/**
 * Writes a file so that it is there whole or not at all: into a temporary file in the same folder, then by renaming.
 * Makes the folder where it is missing; replaces an existing file unless `replace` is false.
 *
 * @param data text, bytes, or a long text in pieces, which are asked for one after the other
 * @param shownAs how the user knows the file; printed in errors
 * @throws `cannot-write` with the reason.
 */
export async function writeWhole(
  path: string,
  data: string | Uint8Array | Iterable<string>,
  { replace = true, shownAs = path } = {},
): Promise<void> {
  if (!replace && (await exists(path))) {
    throw fail('cannot-write', 'this file is already there', 'move it away, or choose another name', { file: shownAs });
  }
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    await makeFolder(dirname(path), shownAs);
    // What a broken-off run left there, or a link that somebody put there, is not written into.
    await rm(temporary, { recursive: true, force: true });
    const handle = await open(temporary, 'wx');
    try {
      const pieces = typeof data === 'string' || data instanceof Uint8Array ? [data] : data;
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isInterphaseError(error) ? error : writeFailure(error, shownAs);
  }
}

/** One file of an output folder; `path` is relative to it, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}

/**
 * Writes an output folder so that a failing run leaves the old one as it was: everything is written into a new folder
 * first and then moved. Files of an earlier run are replaced or removed; files that Interphase did not write stay, and
 * are never written over.
 *
 * @throws `cannot-write` when a file that is not ours stands in the way, or with the system's reason.
 */
export async function writeFolderWhole(folder: string, files: readonly OutputFile[]): Promise<void> {
  const place = resolve(folder);
  const isThere = await exists(place);
  // Inside of a folder that is there: what is beside it may be another disk, or not ours to write to.
  const fresh = isThere ? join(place, `.tmp-${process.pid}`) : `${place}.tmp-${process.pid}`;
  const written: Manifest = new Map(
    files.map(({ path, bytes }) => [insideFolder(path, folder), digestOf(bytes)] as const),
  );
  try {
    const earlier = await readManifest(place);
    await refuseForeign(folder, written.keys(), earlier);
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    for (const { path, bytes } of files) {
      await writeWhole(join(fresh, path), bytes, { shownAs: join(folder, path) });
    }
    await writeWhole(join(fresh, manifestName), manifestText(written), { shownAs: join(folder, manifestName) });
    if (isThere) await moveInto(place, fresh, written, earlier);
    else await rename(fresh, place);
  } catch (error) {
    throw isInterphaseError(error) ? error : writeFailure(error, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Finds out before anything is computed whether `writeFolderWhole` could write these files there.
 *
 * @throws `cannot-write` with the reason
 */
export async function checkOutputFolder(folder: string, paths: readonly string[]): Promise<void> {
  await checkCanWrite(folder);
  await refuseForeign(folder, paths, await readManifest(folder));
}

async function refuseForeign(folder: string, paths: Iterable<string>, earlier: Manifest): Promise<void> {
  for (const path of paths) {
    const file = join(folder, path);
    if (earlier.has(path) || !(await exists(file))) continue;
    const message = 'Interphase did not write this file, so it will not replace it';
    throw fail('cannot-write', message, 'choose another --out', { file });
  }
}

async function moveInto(folder: string, fresh: string, written: Manifest, earlier: Manifest): Promise<void> {
  // Should the moving be interrupted, the next run must still know all these files as ours.
  await writeWhole(join(folder, manifestName), manifestText(new Map([...earlier, ...written])));
  for (const path of written.keys()) {
    await makeFolder(dirname(join(folder, path)));
    await rename(join(fresh, path), join(folder, path));
  }
  for (const path of earlier.keys()) {
    if (written.has(path)) continue;
    await rm(join(folder, path), { force: true });
    await removeEmptyFolders(folder, dirname(path));
  }
  await rename(join(fresh, manifestName), join(folder, manifestName));
}

async function removeEmptyFolders(folder: string, path: string): Promise<void> {
  for (let at = path; at !== '.'; at = dirname(at)) {
    try {
      await rmdir(join(folder, at));
    } catch {
      return; // something is left in it
    }
  }
}

function insideFolder(path: string, folder: string): string {
  if (isInside(path)) return path;
  throw fail('cannot-write', `the file "${path}" would be written outside of ${folder}`, 'rename the analysis or item');
}
