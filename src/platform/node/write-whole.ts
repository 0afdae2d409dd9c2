import { mkdir, open, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fail, isInterphaseError } from '../../errors.js';
import { writeFailure } from './file-errors.js';
import { exists } from './list-files.js';

/**
 * Writes a file so that it is there whole or not at all: into a temporary file in the same folder, then by renaming.
 * Makes the folder where it is missing; replaces an existing file unless `replace` is false.
 *
 * @throws `cannot-write` with the reason.
 */
export async function writeWhole(path: string, data: string | Uint8Array, { replace = true } = {}): Promise<void> {
  if (!replace && (await exists(path))) {
    throw fail('cannot-write', 'this file is already there', 'move it away, or choose another name', { file: path });
  }
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(error, path);
  }
}

/** One file of an output folder; `path` is relative to it, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}

/** Lists what the program wrote into a folder, so that the next run knows which files are its own to replace. */
const manifestName = '.interphase-files.json';

/**
 * Writes an output folder so that a failing run leaves the old one as it was: everything is written into a new folder
 * beside it first and then moved. Files of an earlier run are replaced or removed; files that Interphase did not write
 * stay, and are never written over.
 *
 * @throws `cannot-write` when a file that is not ours stands in the way, or with the system's reason.
 */
export async function writeFolderWhole(folder: string, files: readonly OutputFile[]): Promise<void> {
  const fresh = `${folder}.tmp-${process.pid}`;
  const paths = files.map((file) => insideFolder(file.path, folder)).sort();
  try {
    const earlier = await earlierFiles(folder);
    for (const path of paths) {
      if (earlier.has(path) || !(await exists(join(folder, path)))) continue;
      throw fail(
        'cannot-write',
        'Interphase did not write this file, so it will not replace it',
        'choose another --out',
        {
          file: join(folder, path),
        },
      );
    }
    for (const file of files) await writeWhole(join(fresh, file.path), file.bytes);
    await writeWhole(join(fresh, manifestName), manifest(paths));
    if (await exists(folder)) await moveInto(folder, fresh, paths, earlier);
    else await rename(fresh, folder);
  } catch (error) {
    throw isInterphaseError(error) ? error : writeFailure(error, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function moveInto(folder: string, fresh: string, paths: readonly string[], earlier: ReadonlySet<string>) {
  // Should the moving be interrupted, the next run must still know all these files as ours.
  await writeWhole(join(folder, manifestName), manifest([...new Set([...paths, ...earlier])].sort()));
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await rename(join(fresh, path), join(folder, path));
  }
  const current = new Set(paths);
  for (const path of earlier) {
    if (current.has(path)) continue;
    await rm(join(folder, path), { force: true });
    await removeEmptyFolders(folder, dirname(path));
  }
  await rename(join(fresh, manifestName), join(folder, manifestName));
}

function manifest(paths: readonly string[]): string {
  return `${JSON.stringify(paths, null, 1)}\n`;
}

/** What an earlier run wrote there; empty when there was none. */
async function earlierFiles(folder: string): Promise<Set<string>> {
  try {
    const listed: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
    if (!Array.isArray(listed)) return new Set();
    return new Set(listed.filter((path): path is string => typeof path === 'string' && isInside(path)));
  } catch {
    return new Set();
  }
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

function isInside(path: string): boolean {
  return path !== '' && !isAbsolute(path) && !path.split(/[\\/]/).includes('..');
}

function insideFolder(path: string, folder: string): string {
  if (isInside(path)) return path;
  throw fail('cannot-write', `the file "${path}" would be written outside of ${folder}`, 'rename the analysis or item');
}
