/**
 * The list of what the program wrote into a folder, with the digest of each file: so that the next run knows which files
 * are its own to replace, and `verify` knows which were changed since.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isInterphaseError } from '../../errors.js';
import { hashFile } from './hash-file.js';

export const manifestName = '.interphase-files.json';

/** From path (relative to the folder, with `/`) to sha256; the digest is empty where it was not recorded. */
export type Manifest = ReadonlyMap<string, string>;

export interface FolderChanges {
  /** Files that were looked at. */
  readonly checked: number;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
}

export function manifestText(manifest: Manifest): string {
  const sorted = [...manifest].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`;
}

/** What an earlier run wrote there; empty when there was none. A list without digests is understood too. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    const listed: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
    const entries = Array.isArray(listed) ? listed.map((path) => [path, '']) : Object.entries(listed ?? {});
    return new Map(entries.filter(isEntry));
  } catch {
    return new Map();
  }
}

/** Compares the files of an output folder with what was written; undefined when that is not known. */
export async function changesIn(folder: string): Promise<FolderChanges | undefined> {
  const digests = [...(await readManifest(folder))].filter(([, digest]) => digest !== '');
  if (digests.length === 0) return undefined;
  const changed: string[] = [];
  const missing: string[] = [];
  for (const [path, digest] of digests) {
    try {
      if ((await hashFile(path, join(folder, path))) !== digest) changed.push(path);
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      // What stands there but cannot be read as a file is not what was written.
      (error.code === 'file-not-found' ? missing : changed).push(path);
    }
  }
  return { checked: digests.length, changed, missing };
}

export function digestOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** True for a path that stays inside of the folder it starts from. */
export function isInside(path: string): boolean {
  return path !== '' && !isAbsolute(path) && !path.split(/[\\/]/).includes('..');
}

function isEntry(entry: readonly unknown[]): entry is [string, string] {
  const [path, digest] = entry;
  return typeof path === 'string' && isInside(path) && typeof digest === 'string';
}
