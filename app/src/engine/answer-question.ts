/** What the worker that looks at files tells of them: their SHA-256, and the technique they belong to. */
import { type FlatError, flattenError } from '../../../src/execution/worker-protocol.js';
import { readRecording } from '../../../src/formats/read-recording.js';
import { sha256OfFile } from '../../../src/formats/sha256.js';
import { techniques } from '../../../src/techniques/registry.js';
import type { FolderSource } from '../platform/folder.js';
import { openSource } from '../platform/open-source.js';

export interface FileQuestion {
  readonly id: number;
  readonly ask: 'sha256' | 'technique';
  readonly path: string;
  readonly source: FolderSource;
}

export type FileAnswer =
  | { readonly id: number; readonly text: string | undefined }
  | { readonly id: number; readonly error: FlatError };

const answers = {
  sha256: async ({ source, path }: FileQuestion) => sha256OfFile(await openSource(source)(path)),
  /** Long name of the technique; undefined for a file that is no recording of any. */
  technique: async ({ source, path }: FileQuestion) => {
    const recording = await readRecording(await openSource(source)(path));
    return techniques.find((technique) => technique.accepts?.(recording))?.name;
  },
};

export async function answerQuestion(question: FileQuestion): Promise<void> {
  const { id } = question;
  const reply = (answer: FileAnswer) => globalThis.postMessage(answer);
  try {
    reply({ id, text: await answers[question.ask](question) });
  } catch (error) {
    reply({ id, error: flattenError(error) });
  }
}
