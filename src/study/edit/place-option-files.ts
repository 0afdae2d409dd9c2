import { fileEntries, namesFile, withFile } from '../../techniques/file-entries.js';
import { type FileOption, fileOptions, hasExtension } from '../../techniques/file-field.js';
import { findTechnique } from '../../techniques/registry.js';
import { parseYaml } from '../yaml-source.js';
import { setOption } from './set-option.js';

/** Files that went into an option of an analysis. */
export interface PlacedFiles {
  readonly analysis: string;
  readonly option: string;
  readonly paths: readonly string[];
}

/**
 * The text of study.yaml with new files of the study put into options that name such files: of the analysis that is looked
 * at, else of the only one that has such an option. A file goes into the first option that takes its kind, unless another
 * names it already; an option that takes one file and has it keeps it.
 *
 * @param paths files that are no recordings
 * @param lookedAt name of an analysis
 */
export function placeOptionFiles(
  text: string,
  paths: readonly string[],
  lookedAt?: string,
): { readonly text: string; readonly placed: readonly PlacedFiles[] } {
  const takers = analysesOf(text).filter(({ options }) => options.some((option) => takesAny(option, paths)));
  const taker = takers.find(({ id }) => id === lookedAt) ?? (takers.length === 1 ? takers[0] : undefined);
  if (taker === undefined) return { text, placed: [] };
  let next = text;
  const placed: PlacedFiles[] = [];
  const isNamed = (path: string) =>
    taker.options.some((option) => namesFile(taker.entry[option.option], path, option)) ||
    placed.some(({ paths: put }) => put.includes(path));
  for (const option of taker.options) {
    let value = taker.entry[option.option];
    const put: string[] = [];
    for (const path of paths) {
      const isTaken = !option.many && fileEntries(value).length > 0;
      if (!hasExtension(path, option) || isNamed(path) || isTaken) continue;
      value = withFile(value, path, option, true);
      put.push(path);
    }
    if (put.length === 0) continue;
    next = setOption(next, taker.id, option.option, value);
    placed.push({ analysis: taker.id, option: option.option, paths: put });
  }
  return { text: next, placed };
}

function takesAny(option: FileOption, paths: readonly string[]): boolean {
  return paths.some((path) => hasExtension(path, option));
}

/** Also of a text with mistakes: the file may be what it lacks. */
function analysesOf(text: string) {
  const { analyses } = asRecord(parseYaml(text).value);
  return Object.entries(asRecord(analyses)).flatMap(([id, value]) => {
    const entry = asRecord(value);
    const technique = typeof entry.technique === 'string' ? findTechnique(entry.technique) : undefined;
    return technique === undefined ? [] : [{ id, entry, options: fileOptions(technique) }];
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
