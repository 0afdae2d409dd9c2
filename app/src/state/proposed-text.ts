import { isInterphaseError } from '../../../src/errors.js';
import { addAnalysis } from '../../../src/study/edit/add-analysis.js';
import { addSample } from '../../../src/study/edit/add-sample.js';
import { type PlacedFiles, placeOptionFiles } from '../../../src/study/edit/place-option-files.js';
import { readStudy } from '../../../src/study/load-study.js';
import { type FoundFile, proposeStudy } from '../../../src/study/new-study.js';
import type { Study } from '../../../src/study/study.js';
import { optionFilePaths } from '../../../src/techniques/file-field.js';
import { findTechnique } from '../../../src/techniques/registry.js';
import { FileQuestions } from '../engine/file-questions.js';
import type { Folder, FolderEntry } from '../platform/folder.js';

/** Files that belong to a study without being measured. */
const notMeasured = /^(study|truth)\.ya?ml$|(^|\/)readme(\.\w+)?$/i;

/** Files that are looked at side by side: a large one holds up few others. */
const AT_ONCE = 8;

/**
 * A study.yaml for a folder that has none: what is in its files says what can be analysed.
 *
 * @param signal ends the looking; what comes out then is of no use
 * @throws `worker-crashed`
 */
export async function proposedText(
  folder: Folder,
  files: readonly FolderEntry[],
  signal: AbortSignal,
  onProgress: (doing: string) => void,
): Promise<string> {
  const found = await recognise(folder, files, onProgress, signal);
  return proposeStudy(found, folder.name);
}

/** What becomes of a text when files join its study. */
export interface Addition {
  readonly text: string;
  /** Files that went into options of analyses that were there. */
  readonly placed: readonly PlacedFiles[];
}

/**
 * Adds an analysis for each technique that the new files are for; what is no recording goes into the option that names such
 * files, of the new analyses, else of the one that is looked at.
 *
 * @param added files that were dropped, as listed now
 * @param isFresh true for those that were not in the folder before
 * @param lookedAt name of an analysis
 * @returns a change of a text, which may be another one by the time that the files have been looked at
 * @throws `worker-crashed`
 */
export async function additionOfFiles(
  folder: Folder,
  added: readonly FolderEntry[],
  isFresh: (path: string) => boolean,
  lookedAt?: string,
): Promise<(text: string) => Addition> {
  const found = await recognise(folder, added, () => {});
  const fresh = found.filter(({ path }) => isFresh(path));
  const proposal = readStudy(proposeStudy(fresh, folder.name), 'study.yaml').study;
  const taken = new Set(proposal?.analyses.flatMap(namedByOptions));
  const others = found.filter(({ path, technique }) => technique === undefined && !taken.has(path));
  return (text) =>
    placeOptionFiles(
      withAnalyses(text, proposal),
      others.map(({ path }) => path),
      lookedAt,
    );
}

function namedByOptions({ technique, options }: Study['analyses'][number]): string[] {
  const known = findTechnique(technique);
  return known === undefined ? [] : optionFilePaths(known, options);
}

function withAnalyses(text: string, proposal: Study | undefined): string {
  const present = readStudy(text, 'study.yaml').study;
  const names = new Set(present?.analyses.map(({ id }) => id));
  const samples = new Set(Object.keys(present?.samples ?? {}));
  const renamed = new Map<string, string>();
  let next = text;
  for (const { id, technique, sample, recordings, options } of proposal?.analyses ?? []) {
    const name = freeName(id, names);
    names.add(name);
    if (sample !== undefined && !renamed.has(sample)) {
      const free = freeName(sample, samples);
      samples.add(free);
      renamed.set(sample, free);
      next = addSample(next, free, { composition: proposal?.samples[sample]?.composition ?? 'unknown' });
    }
    next = addAnalysis(next, name, {
      technique,
      ...(sample === undefined ? {} : { sample: renamed.get(sample) }),
      recordings: recordings.map((source) => ('pattern' in source ? source.pattern : { file: source.file })),
      ...options,
    });
  }
  return next;
}

function freeName(stem: string, taken: ReadonlySet<string>): string {
  let name = stem;
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}`;
  return name;
}

async function recognise(
  folder: Folder,
  files: readonly FolderEntry[],
  onProgress: (doing: string) => void,
  signal?: AbortSignal,
): Promise<FoundFile[]> {
  const found: FoundFile[] = files.filter(({ path }) => !notMeasured.test(path)).map(({ path }) => ({ path }));
  const source = folder.source();
  const questions = new FileQuestions();
  const stop = () => questions.close();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const rest = found.entries();
  let done = 0;
  const lookAtRest = async () => {
    for (const [index, { path }] of rest) {
      const technique = await questions.technique(source, path).catch(unlessCrashed);
      if (technique !== undefined) found[index] = { path, technique };
      onProgress(`looking at files, ${++done} of ${found.length}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lookAtRest));
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
  return found;
}

/** A file that cannot be read is no recording; the list of files says why when it is opened. */
function unlessCrashed(error: unknown): undefined {
  if (isInterphaseError(error, 'worker-crashed')) throw error;
}
