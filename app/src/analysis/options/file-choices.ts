/** What can be chosen and typed for an option that names files: pure functions. */
import { fileEntries, namesFile } from '../../../../src/techniques/file-entries.js';
import { type FileOption, hasExtension, pathOfText } from '../../../../src/techniques/file-field.js';
import type { FolderEntry } from '../../platform/folder.js';

/** Files of the study of the kind that an option names, in the order of the study's list. */
export function fileChoices(files: readonly Pick<FolderEntry, 'path'>[], option: FileOption): readonly string[] {
  return files.map(({ path }) => path).filter((path) => hasExtension(path, option));
}

/** The value with a text that was typed behind the others, unless its file is named already. */
export function withTypedFile(value: unknown, text: string, option: FileOption): unknown {
  const typed = text.trim();
  if (typed === '' || namesFile(value, pathOfText(typed, option), option)) return value;
  return [...fileEntries(value), typed];
}
