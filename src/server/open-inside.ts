import { type BigIntStats, constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { refuse } from './refusal.js';

/** A regular file below a folder, open for reading. Whoever gets it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** Another one whenever the file may have changed. */
  readonly stamp: string;
}

/**
 * Opens a file below `root` and makes sure that it is one: links may lead anywhere inside, never outside, also where a
 * folder on the way is the link, and also when somebody swaps things while they are looked at.
 *
 * @param root without links, as `realpath` gives it
 * @param parts as `requestPath` gives them
 * @throws a refusal: 404 for what is not there, is a folder, a pipe or a device; 403 for what lies outside or may not be
 * read
 */
export async function openInside(root: string, parts: readonly string[]): Promise<OpenFile> {
  const path = join(root, ...parts);
  let handle: FileHandle | undefined;
  try {
    const place = await realPlace(root, path);
    checkIsFile(await stat(place));
    // Without O_NONBLOCK a pipe that was put there just now would keep us waiting for ever; a link put there is refused.
    handle = await open(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    await checkIsInside(root, path, handle);
    const status = await handle.stat({ bigint: true });
    checkIsFile(status);
    return { handle, size: Number(status.size), stamp: stampOf(status) };
  } catch (error) {
    await handle?.close().catch(() => undefined);
    throw openFailure(error);
  }
}

/** Where a path really is. @throws a refusal when that is not below `root` */
export async function realPlace(root: string, path: string): Promise<string> {
  const place = await realpath(path);
  if (isBelow(root, place)) return place;
  throw isOutside();
}

/** Tells one content of a file from the next, without reading it. */
export function stampOf({ size, mtimeNs }: BigIntStats): string {
  return `${size}-${mtimeNs}`;
}

/**
 * Refuses what was opened through something that was swapped after it had been looked at. Where the system tells the place
 * of an open file (Linux), that decides; elsewhere its path must lead to the same file, and not through a link at its end.
 */
async function checkIsInside(root: string, path: string, handle: FileHandle): Promise<void> {
  const told = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => undefined);
  if (told !== undefined) {
    if (!isBelow(root, told)) throw isOutside();
    return;
  }
  const opened = await handle.stat({ bigint: true });
  const there = await lstat(await realPlace(root, path), { bigint: true });
  if (opened.dev !== there.dev || opened.ino !== there.ino) throw isOutside();
}

function isBelow(root: string, place: string): boolean {
  return place === root || place.startsWith(root.endsWith(sep) ? root : root + sep);
}

function checkIsFile(status: Stats | BigIntStats): void {
  if (!status.isFile()) throw notFound();
}

function openFailure(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') {
    const hint = 'ask its owner for permission, or copy it';
    return refuse({ status: 403, code: 'cannot-read', message: 'you may not read this file', hint });
  }
  // Not there, a file where a folder is needed, a circle of links, a name that is too long.
  const missing = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL', 'ENXIO', 'EISDIR'];
  return missing.includes(code ?? '') ? notFound() : error;
}

export function notFound(): Error {
  return refuse({
    status: 404,
    code: 'file-not-found',
    message: 'there is no such file',
    hint: 'was it renamed or moved?',
  });
}

function isOutside(): Error {
  return refuse({
    status: 403,
    code: 'cannot-read',
    message: 'a link leads out of the folder',
    hint: 'copy the file into the folder of the study',
  });
}
