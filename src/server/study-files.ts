import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isInterphaseError } from '../errors.js';
import { listFiles } from '../platform/node/list-files.js';
import { isListed } from '../study/list-rules.js';
import { fileAnswer } from './file-answer.js';
import { notFound, openInside, stampOf } from './open-inside.js';
import { refuse } from './refusal.js';
import { isPlainName } from './request-path.js';

export interface ListedFile {
  /** From the folder of the study, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Another one whenever the file may have changed. */
  readonly stamp: string;
}

/** Files that are looked at side by side. */
const AT_ONCE = 64;

/** The files that `interphase run` sees, as far as they can be asked for. @throws a refusal, or what `listFiles` throws */
export async function listStudyFiles(root: string): Promise<ListedFile[]> {
  const paths = (await listed(root)).filter((path) => path.split('/').every(isPlainName));
  const files: ListedFile[] = [];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = await Promise.all(paths.slice(start, start + AT_ONCE).map((path) => look(root, path)));
    // What was there a moment ago may be gone.
    for (const file of some) if (file !== undefined) files.push(file);
  }
  return files;
}

/** What stands beside a folder that is gone is nothing to tell the page. */
async function listed(root: string): Promise<string[]> {
  try {
    return await listFiles(root);
  } catch (error) {
    if (!isInterphaseError(error, 'file-not-found')) throw error;
    throw refuse({
      status: 404,
      code: 'file-not-found',
      message: 'the folder of the study is not there any more',
      hint: 'was it renamed or moved? put it back, or open it again where it is now',
    });
  }
}

async function look(root: string, path: string): Promise<ListedFile | undefined> {
  const status = await stat(join(root, path), { bigint: true }).catch(() => undefined);
  if (status === undefined) return undefined;
  return { path, size: Number(status.size), stamp: stampOf(status) };
}

/** The bytes of one of these files, or a part of them. @throws a refusal for every other */
export async function studyFile(
  root: string,
  parts: readonly string[],
  asked: { readonly method: string; readonly range: string | undefined },
): Promise<Response> {
  if (parts.length === 0 || !isListed(parts.join('/'))) throw notFound();
  const file = await openInside(root, parts);
  // By its tag the page sees that a file it reads in parts is still the same one.
  return fileAnswer(file, asked, { 'Content-Type': 'application/octet-stream', ETag: `"${file.stamp}"` });
}
