import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../errors.js';
import { exists } from '../platform/node/list-files.js';
import { loadStudy } from '../study/load-study.js';
import type { Study } from '../study/study.js';
import { readText } from './read-text.js';

export interface StudyOnDisk {
  readonly study: Study;
  /** Folder of study.yaml, from which its paths start. */
  readonly folder: string;
}

/**
 * The study at a path: a folder with a study.yaml, or such a file itself.
 *
 * @throws `file-not-found` with what to do; everything `loadStudy` throws
 */
export async function openStudy(path: string): Promise<StudyOnDisk> {
  const isFolder = await isDirectory(path);
  const file = isFolder ? join(path, 'study.yaml') : path;
  if (isFolder && !(await exists(file))) {
    throw fail('file-not-found', 'there is no study.yaml in this folder', `make one with \`interphase new ${path}\``, {
      file: path,
    });
  }
  return { study: loadStudy(await readText(file), file), folder: dirname(file) };
}

/** The folder of a study named by its folder or its study.yaml. */
export async function studyFolder(path: string): Promise<string> {
  return (await isDirectory(path)) ? path : dirname(path);
}

function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}
