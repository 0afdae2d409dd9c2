import { addAnalysis } from '../../../src/study/edit/add-analysis.js';
import { addSample } from '../../../src/study/edit/add-sample.js';
import { readStudy } from '../../../src/study/load-study.js';
import { type FoundFile, proposeStudy } from '../../../src/study/new-study.js';
import { techniqueOf } from '../engine/file-questions.js';
import type { Folder, FolderEntry } from '../platform/folder.js';

/** Files that belong to a study without being measured. */
const notMeasured = /^(study|truth)\.ya?ml$|(^|\/)readme(\.\w+)?$/i;

/** A study.yaml for a folder that has none: what is in its files says what can be analysed. */
export async function proposedText(
  folder: Folder,
  files: readonly FolderEntry[],
  onProgress: (doing: string) => void,
): Promise<string> {
  const found = await recognise(folder, files, onProgress);
  return proposeStudy(found, folder.name);
}

/** The text with an analysis for each technique that the new files are for. */
export async function textWithFiles(text: string, folder: Folder, fresh: readonly FolderEntry[]): Promise<string> {
  const found = await recognise(folder, fresh, () => {});
  const proposal = readStudy(proposeStudy(found, folder.name), 'study.yaml').study;
  const present = readStudy(text, 'study.yaml').study;
  const names = new Set(present?.analyses.map(({ id }) => id));
  const samples = new Set(Object.keys(present?.samples ?? {}));
  const renamed = new Map<string, string>();
  let next = text;
  for (const { id, technique, sample, recordings } of proposal?.analyses ?? []) {
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
): Promise<FoundFile[]> {
  const measured = files.filter(({ path }) => !notMeasured.test(path));
  const source = folder.source();
  let done = 0;
  return Promise.all(
    measured.map(async ({ path }): Promise<FoundFile> => {
      // A file that cannot be read is no recording; the list of files says why when it is opened.
      const technique = await techniqueOf(source, path).catch(() => undefined);
      onProgress(`looking at files, ${++done} of ${measured.length}`);
      return technique === undefined ? { path } : { path, technique };
    }),
  );
}
