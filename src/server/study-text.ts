/** study.yaml as it is on disk, and how it is replaced by what the page made of it. */
import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../platform/node/write-whole.js';
import { notFound, type OpenFile, openInside, realPlace } from './open-inside.js';
import { refuse } from './refusal.js';

export const studyFileName = 'study.yaml';

/** As many characters as the reader of study.yaml takes; a larger one is a wrong file. */
export const largestStudyBytes = 4_000_000;

/** The bytes of study.yaml; undefined where there is none. @throws a refusal for one that leads outside or is too large */
async function readStudyBytes(root: string): Promise<Uint8Array | undefined> {
  const path = join(root, studyFileName);
  const status = await lstat(path).catch(() => undefined);
  if (status === undefined) return undefined;
  let file: OpenFile;
  try {
    file = await openInside(root, [studyFileName]);
  } catch (error) {
    if (await isGone(path)) return undefined;
    throw error;
  }
  try {
    if (file.size <= largestStudyBytes) return await file.handle.readFile();
  } finally {
    await file.handle.close();
  }
  throw refuse({
    status: 422,
    code: 'invalid-study',
    message: 'the file is too large for a study.yaml; is it a data file?',
    hint: 'move it away',
    where: { file: studyFileName },
  });
}

/** The text of study.yaml. @throws a refusal where there is none or it leads outside */
export async function readStudyText(root: string): Promise<string> {
  const bytes = await readStudyBytes(root);
  if (bytes !== undefined) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  throw refuse({
    status: 404,
    code: 'file-not-found',
    message: 'there is no study.yaml in the folder',
    hint: 'save the study first',
    where: { file: studyFileName },
  });
}

/**
 * Writes study.yaml whole, but only over the text that the page started from: what somebody else wrote meanwhile is
 * never lost.
 *
 * @param editedFrom SHA-256 of that text; undefined where there was no study.yaml
 * @returns SHA-256 of the new text
 * @throws a refusal: 412 with the present text (`text`, null for none) when it is another one; 403 for a link out of the
 * study
 */
export async function replaceStudyText(root: string, text: string, editedFrom: string | undefined): Promise<string> {
  if ((await realpath(root).catch(() => undefined)) !== root) throw notFound();
  const present = await readStudyBytes(root);
  if (present === undefined ? editedFrom !== undefined : digestOf(present) !== editedFrom)
    throw changedMeanwhile(present);
  const path = join(root, studyFileName);
  // Where study.yaml is a link inside the study, it stays one.
  const target = present === undefined ? path : await realPlace(root, path);
  await writeWhole(target, text, { shownAs: studyFileName });
  return digestOf(text);
}

function changedMeanwhile(present: Uint8Array | undefined): Error {
  return refuse({
    status: 412,
    code: 'changed-meanwhile',
    message:
      present === undefined
        ? 'study.yaml was removed since it was opened here'
        : 'study.yaml was changed by another program since it was opened here',
    hint: 'look at the present text before you replace it',
    more: { text: present === undefined ? null : new TextDecoder().decode(present) },
  });
}

function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

async function isGone(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    () => true,
  );
}
