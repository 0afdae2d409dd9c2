import { fail } from '../../../src/errors.js';
import { deepestFolder, isListed, mostFiles } from '../../../src/study/list-rules.js';

/**
 * All files below what was dropped, by their path from there. Hidden files and results are left out.
 *
 * @throws `cannot-read` for a folder with too many files
 */
export async function filesOfEntries(entries: readonly FileSystemEntry[]): Promise<Map<string, File>> {
  const files = new Map<string, File>();
  const walk = async (entry: FileSystemEntry, folder: string, depth: number): Promise<void> => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile) {
      if (!isListed(path)) return;
      files.set(path, await fileOf(entry as FileSystemFileEntry));
      if (files.size > mostFiles) throw tooMany(entry.name);
      return;
    }
    if (depth > deepestFolder || !isListed(`${path}/file`)) return;
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await walk(child, path, depth + 1);
  };
  for (const entry of entries) await walk(entry, '', 0);
  return files;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A folder is told in portions of a hundred; an empty one ends it. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
    if (children.length > mostFiles) throw tooMany(folder.name);
  }
}

function tooMany(name: string) {
  return fail('cannot-read', `it holds more than ${mostFiles} files`, 'open the folder of one study', { file: name });
}
