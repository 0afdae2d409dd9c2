import { isListed } from '../../../src/study/list-rules.js';
import { byPath } from './by-path.js';
import type { Folder, FolderEntry } from './folder.js';
import { openSource } from './open-source.js';

/** Files that were dropped or picked: they can be read, and nothing can be written beside them. */
export function droppedFolder(name: string, files: ReadonlyMap<string, File>): Folder {
  return folderOf(name, withoutCommonFolder(listed(files)));
}

/** The files of a dropped folder together with those dropped later; the study knows the former by their paths, which stay. */
export function joinDropped(folder: Folder, files: ReadonlyMap<string, File>): Folder {
  const source = folder.source();
  return folderOf(folder.name, new Map([...(source.kind === 'files' ? source.files : []), ...listed(files)]));
}

function listed(files: ReadonlyMap<string, File>): ReadonlyMap<string, File> {
  return new Map([...files].filter(([path]) => isListed(path)));
}

function folderOf(name: string, files: ReadonlyMap<string, File>): Folder {
  const source = { kind: 'files', files } as const;
  return {
    kind: 'dropped',
    name,
    list: async () => [...files].map(([path, file]) => entryOf(path, file)).sort(byPath),
    open: openSource(source),
    source: () => source,
  };
}

export function entryOf(path: string, file: File): FolderEntry {
  return { path, size: file.size, stamp: `${file.size}-${file.lastModified}` };
}

/**
 * A dropped folder comes with its own name before every path; paths of a study start below it. Where study.yaml stands
 * deeper, its folder is the study's.
 */
function withoutCommonFolder(files: ReadonlyMap<string, File>): ReadonlyMap<string, File> {
  const paths = [...files.keys()];
  const study = paths.filter((path) => /(^|\/)study\.ya?ml$/.test(path)).sort((a, b) => a.length - b.length)[0];
  const root = study === undefined ? commonFolder(paths) : study.slice(0, study.lastIndexOf('/') + 1);
  return new Map(
    [...files].filter(([path]) => path.startsWith(root)).map(([path, file]) => [path.slice(root.length), file]),
  );
}

function commonFolder(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) return '';
  const slash = first.indexOf('/') + 1;
  const root = first.slice(0, slash);
  return slash > 0 && paths.every((path) => path.startsWith(root)) ? root : '';
}
