import { fail } from '../../../src/errors.js';
import { deepestFolder, isListed, mostFiles } from '../../../src/study/list-rules.js';
import { byPath } from './by-path.js';
import { entryOf } from './dropped-folder.js';
import type { Folder, FolderEntry, FolderFile } from './folder.js';
import { openSource } from './open-source.js';

/** A folder of this computer that the browser may read and write (File System Access). */
export function directoryFolder(handle: FileSystemDirectoryHandle): Folder {
  let files = new Map<string, File>();
  const list = async (): Promise<readonly FolderEntry[]> => {
    files = await filesBelow(handle);
    return [...files].map(([path, file]) => entryOf(path, file)).sort(byPath);
  };
  return {
    kind: 'directory',
    name: handle.name,
    list,
    open: (path) => openSource({ kind: 'files', files })(path),
    source: () => ({ kind: 'files', files }),
    saveStudy: (text) => write(handle, { path: 'study.yaml', bytes: text }),
    saveResults: async (report, makeFiles) => {
      const made = await makeFiles();
      const results = await handle.getDirectoryHandle('results', { create: true });
      for (const [index, file] of made.entries()) {
        report(index / made.length, `writing ${file.path}`);
        await write(results, file);
      }
      report(1, 'done');
    },
  };
}

async function filesBelow(root: FileSystemDirectoryHandle): Promise<Map<string, File>> {
  const files = new Map<string, File>();
  const walk = async (folder: FileSystemDirectoryHandle, prefix: string, depth: number): Promise<void> => {
    for await (const entry of folder.values()) {
      const path = prefix + entry.name;
      if (entry.kind === 'file') {
        if (!isListed(path)) continue;
        files.set(path, await entry.getFile());
        if (files.size > mostFiles) {
          throw fail('cannot-read', `it holds more than ${mostFiles} files`, 'open the folder of one study', {
            file: root.name,
          });
        }
      } else if (depth < deepestFolder && isListed(`${path}/file`)) {
        await walk(entry, `${path}/`, depth + 1);
      }
    }
  };
  await walk(root, '', 0);
  return files;
}

/** The browser writes beside the file and swaps at `close`, so that a file is never half there. */
async function write(root: FileSystemDirectoryHandle, { path, bytes }: FolderFile): Promise<void> {
  const parts = path.split('/');
  const name = parts.pop()!;
  let folder = root;
  try {
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write(typeof bytes === 'string' ? bytes : new Uint8Array(bytes));
    await writable.close();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw fail(
      'cannot-write',
      `the browser could not write it: ${detail}`,
      'allow writing to the folder, or save as a zip',
      {
        file: path,
      },
    );
  }
}
