/** What stands in a new analysis, from the files that were chosen for it: pure functions. */
import { compilePattern, fileLabel } from '../../../src/study/conditions.js';
import { groupFiles, isGeneralFolder } from '../../../src/study/group-files.js';
import { proposeOptionFiles } from '../../../src/study/propose-option-files.js';
import { findTechnique } from '../../../src/techniques/registry.js';
import { freeName } from '../shell/names.js';

export type ProposedRecording = string | { readonly file: string };

/** Files that are chosen together: a series whose names differ in numbers only, or one file. */
export interface FileSeries {
  /** The pattern of a series, the path of a file. */
  readonly title: string;
  readonly files: readonly string[];
}

export function fileSeries(paths: readonly string[]): FileSeries[] {
  return groupFiles(paths).flatMap(({ files, pattern }) =>
    pattern !== undefined && files.length > 1
      ? [{ title: pattern, files }]
      : files.map((file) => ({ title: file, files: [file] })),
  );
}

/**
 * The `recordings` of study.yaml for chosen files: a pattern for each series that fits these files and no others of the
 * folder, else the files one by one.
 *
 * @param all files of the study
 */
export function proposeRecordings(
  chosen: readonly string[],
  all: readonly string[],
): string | readonly ProposedRecording[] {
  const picked = new Set(chosen);
  const items = groupFiles(chosen).flatMap(({ files, pattern }): ProposedRecording[] => {
    if (pattern !== undefined && fitsOnly(pattern, picked, all)) return [pattern];
    return files.map((file) => (/[{}*?]/.test(file) ? { file } : file));
  });
  const [only] = items;
  return items.length === 1 && typeof only === 'string' ? only : items;
}

/**
 * The options of a new analysis that name files, with the files of the study that are of their kind and no recordings.
 *
 * @param found what the files are for, as far as it is known
 */
export function proposeFileOptions(
  technique: string,
  paths: readonly string[],
  found: ReadonlyMap<string, string | null>,
): Readonly<Record<string, string | readonly string[]>> {
  const known = findTechnique(technique);
  if (known === undefined) return {};
  const others = paths.filter((path) => found.get(path) === null);
  return Object.fromEntries(
    proposeOptionFiles(known, others).flatMap(({ option: { option }, value }) =>
      value === undefined ? [] : [[option, value]],
    ),
  );
}

function fitsOnly(pattern: string, chosen: ReadonlySet<string>, all: readonly string[]): boolean {
  const compiled = compilePattern(pattern);
  return all.every((path) => chosen.has(path) || compiled.match(path) === undefined);
}

/** Conditions that a pattern could not name: the user must say what the number means. */
export function hasUnnamedNumber(recordings: string | readonly ProposedRecording[]): boolean {
  const texts = typeof recordings === 'string' ? [recordings] : recordings.filter((one) => typeof one === 'string');
  return texts.some((text) => text.includes('{step}'));
}

/** A name that is free, from the folder of the files, else from the first file, else the technique. */
export function proposeName(chosen: readonly string[], technique: string, taken: readonly string[]): string {
  const first = chosen[0];
  const folder = first?.split('/').at(-2);
  const stem = folder !== undefined && !isGeneralFolder(folder) ? folder : fileLabel(first ?? '').replace(/\d.*$/, '');
  const plain = stem
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|[-_]+$/g, '')
    .toLowerCase();
  return freeName(plain === '' ? technique : plain, taken);
}
