import type { Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fail, type InterphaseError } from '../../errors.js';
import { nearest } from '../../quantity/nearest.js';

/** What went wrong with a file, in words for the user: `path` is printed, `fullPath` is where it is on disk. */
export async function readFailure(error: unknown, path: string, fullPath: string): Promise<InterphaseError> {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return fail('file-not-found', 'there is no such file', await nearestFiles(fullPath), { file: path });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fail('cannot-read', 'you may not read this file', 'ask its owner for permission, or copy it', {
      file: path,
    });
  }
  if (code === 'EISDIR') return isFolder(path);
  return fail('cannot-read', `it cannot be read (${reason(error)})`, 'copy it to a local disk and try again', {
    file: path,
  });
}

/** Refuses folders, and what would block or never end when read: named pipes, devices, sockets. @throws `cannot-read` */
export function checkIsFile(status: Stats, path: string): void {
  if (status.isFile()) return;
  if (status.isDirectory()) throw isFolder(path);
  const what = status.isFIFO() ? 'a named pipe' : status.isSocket() ? 'a socket' : 'a device';
  throw fail('cannot-read', `${what} is not a regular file`, 'save what it gives to a file, and name that', {
    file: path,
  });
}

function isFolder(path: string): InterphaseError {
  return fail(
    'cannot-read',
    'this is a folder, not a file',
    'name the files in it; recordings may also be named by a pattern (*)',
    {
      file: path,
    },
  );
}

export function writeFailure(error: unknown, path: string): InterphaseError {
  const code = systemCode(error);
  const [message, hint] =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
      ? ['you may not write here', 'choose another place']
      : code === 'ENOSPC'
        ? ['the disk is full', 'make room or choose another place']
        : code === 'ENOTDIR' || code === 'EEXIST'
          ? ['a file stands where a folder is needed', 'choose another place']
          : code === 'EISDIR'
            ? ['a folder stands where the file is to be written', 'choose another name']
            : [`it cannot be written (${reason(error)})`, 'choose another place'];
  return fail('cannot-write', message, hint, { file: path });
}

function systemCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node adds the call and its path, which may be one that the user never typed.
  return /^[A-Z0-9]+: (.+?), \w+( '|$)/.exec(error.message)?.[1] ?? error.message;
}

/** Names beside the missing file that look like it; what the nearest folder that exists holds, otherwise. */
async function nearestFiles(fullPath: string): Promise<string> {
  const folder = dirname(fullPath);
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch {
    return folder === fullPath ? 'check the path' : `the folder ${folder} is not there either; check the path`;
  }
  const near = nearest(basename(fullPath), names);
  if (near !== undefined) return `did you mean ${near}?`;
  if (names.length === 0) return `the folder ${folder} is empty; check the path`;
  const shown = names.slice(0, 5).join(', ');
  return `the folder ${folder} holds ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}
