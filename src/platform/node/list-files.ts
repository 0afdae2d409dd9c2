import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fail, isInterphaseError } from '../../errors.js';
import { deepestFolder, isEntered, mostFiles } from '../../study/list-rules.js';
import { readFailure } from './file-errors.js';

/**
 * All files under a folder, as paths relative to it with `/`, sorted. Hidden files, results and what a link leads to
 * outside of the folder are left out; linked folders are never followed (inside, their files are listed anyway).
 *
 * @throws `file-not-found` or `cannot-read` for the folder itself; `cannot-read` when it holds too many files.
 */
export async function listFiles(root: string): Promise<string[]> {
  let realRoot: string;
  const found: string[] = [];
  try {
    realRoot = await realpath(root);
    if (!(await stat(realRoot)).isDirectory()) {
      throw fail('cannot-read', 'this is a file, not a folder', 'name the folder that holds the files', { file: root });
    }
    await readdir(realRoot);
  } catch (error) {
    throw isInterphaseError(error) ? error : await readFailure(error, root, root);
  }

  async function walk(folder: string, depth: number): Promise<void> {
    const entries = await readdir(join(realRoot, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < deepestFolder && isEntered(entry.name)) await walk(path, depth + 1);
      } else if (entry.isFile() || (entry.isSymbolicLink() && (await linksInside(join(realRoot, path))))) {
        found.push(path);
        if (found.length > mostFiles) {
          throw fail('cannot-read', `it holds more than ${mostFiles} files`, 'name the folder of one study', {
            file: root,
          });
        }
      }
    }
  }

  async function linksInside(path: string): Promise<boolean> {
    try {
      const target = await realpath(path);
      return target.startsWith(realRoot + sep) && (await stat(target)).isFile();
    } catch {
      return false;
    }
  }

  await walk('', 0);
  return found.sort();
}

/** True when something stands at the path, even a link to nowhere. */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
