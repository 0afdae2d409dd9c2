import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isInterphaseError } from '../../errors.js';
import type { FileLike } from '../../formats/file-like.js';
import { checkIsFile, readFailure } from './file-errors.js';

/**
 * Opens files on disk, by paths relative to `root` (absolute ones stay as they are). Slices are read where they are
 * asked for, so a file of many gigabytes costs no more memory than what is looked at.
 *
 * @throws `file-not-found` with the names that come nearest; `cannot-read` for folders, pipes and devices, and for
 * want of permission.
 */
export function openFilesIn(root: string): (path: string) => Promise<FileLike> {
  return (path) => openFile(path, resolve(root, path));
}

async function openFile(path: string, fullPath: string): Promise<FileLike> {
  let size: number;
  try {
    const status = await stat(fullPath);
    checkIsFile(status, path);
    size = status.size;
    // Opening now tells a missing permission before anything is computed.
    await (await open(fullPath, 'r')).close();
  } catch (error) {
    throw isInterphaseError(error) ? error : await readFailure(error, path, fullPath);
  }
  return {
    name: basename(fullPath),
    size,
    slice: async (start, end) => {
      const from = Math.max(0, start);
      try {
        return await readBytes(fullPath, from, Math.max(0, Math.min(size, end) - from));
      } catch (error) {
        throw await readFailure(error, path, fullPath);
      }
    },
    ...(size < LARGE_BYTES ? {} : { sha256: () => hashInThread(fullPath) }),
  };
}

/** Smaller files are hashed as fast by the engine itself. */
const LARGE_BYTES = 64 * 1024 * 1024;

/** SHA-256 by a thread of its own. */
function hashInThread(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash-worker.js', import.meta.url), { workerData: { path } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that hashes the file ended with code ${code}`)));
  });
}

async function readBytes(fullPath: string, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  if (length === 0) return bytes;
  const handle = await open(fullPath, 'r');
  try {
    let done = 0;
    while (done < length) {
      const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
      // The file became shorter while it was read: what is there is what the reader gets, and it will say "truncated".
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
