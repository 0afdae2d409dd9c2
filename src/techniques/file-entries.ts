/** Options that name files, as they are edited: a file is put in or taken out, and what else is typed stays as it is. */
import { type FileOption, pathOfText, textOfPath } from './file-field.js';

/** The texts of such an option, in their order; one text alone counts as a list of one. */
export function fileEntries(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

/** Whether the option names this file, whatever stands before its path. */
export function namesFile(value: unknown, path: string, option: FileOption): boolean {
  return fileEntries(value).some((text) => pathOfText(text, option) === path);
}

/**
 * The value with a file put in, behind the others or in place of the one that there may be; or taken out.
 *
 * @returns undefined where no file is left
 */
export function withFile(value: unknown, path: string, option: FileOption, wanted: boolean): unknown {
  const entries = fileEntries(value);
  if (wanted === namesFile(value, path, option)) return value;
  if (!option.many) return wanted ? textOfPath(path, option) : undefined;
  const next = wanted
    ? [...entries, textOfPath(path, option)]
    : entries.filter((text) => pathOfText(text, option) !== path);
  return next.length === 0 ? undefined : next;
}
