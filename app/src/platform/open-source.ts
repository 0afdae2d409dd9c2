import { fail } from '../../../src/errors.js';
import type { FileLike } from '../../../src/formats/file-like.js';
import { fileFromBlob } from './blob-file.js';
import type { FolderSource } from './folder.js';
import { httpFile } from './http-file.js';

/** Opens the files of a folder by their path; the same on the page and in a worker. */
export function openSource(source: FolderSource): (path: string) => Promise<FileLike> {
  return async (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (source.kind === 'files') {
      const file = source.files.get(path);
      if (file === undefined) throw noSuchFile(path);
      return fileFromBlob(name, file);
    }
    const size = source.sizes.get(path);
    if (size === undefined) throw noSuchFile(path);
    return httpFile(source.baseUrl + encodePath(path), name, size, source.token);
  };
}

/** The source of one file alone, for who needs no other. */
export function sourceOfFile(source: FolderSource, path: string): FolderSource {
  if (source.kind === 'files') {
    const file = source.files.get(path);
    return { ...source, files: new Map(file === undefined ? [] : [[path, file]]) };
  }
  const size = source.sizes.get(path);
  return { ...source, sizes: new Map(size === undefined ? [] : [[path, size]]) };
}

/** A path as part of an address: the slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function noSuchFile(path: string) {
  return fail(
    'file-not-found',
    'there is no such file in this folder',
    'was it renamed, moved or not dropped with the others?',
    {
      file: path,
    },
  );
}
