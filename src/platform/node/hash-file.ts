import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isInterphaseError } from '../../errors.js';
import { checkIsFile, readFailure } from './file-errors.js';

/**
 * sha256 of a file.
 *
 * @param path as the user knows it, for errors
 * @throws `file-not-found`, `cannot-read`
 */
export async function hashFile(path: string, fullPath: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    checkIsFile(await stat(fullPath), path);
    for await (const piece of createReadStream(fullPath)) hash.update(piece as Uint8Array);
  } catch (error) {
    throw isInterphaseError(error) ? error : await readFailure(error, path, fullPath);
  }
  return hash.digest('hex');
}
