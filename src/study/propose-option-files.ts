import { type FileOption, fileOptions, hasExtension, plainPath, textOfPath } from '../techniques/file-field.js';
import type { Technique } from '../techniques/technique.js';
import { compareNames } from './match-recordings.js';

/** More files than this are a collection to choose from, and no list of what is in the sample. */
const MOST_FILES_OF_OPTION = 10;

/** Files of a study that an option of a new analysis may name. */
export interface ProposedFiles {
  readonly option: FileOption;
  /** Files of the right kind. */
  readonly candidates: readonly string[];
  /** For study.yaml; undefined where somebody has to choose. */
  readonly value?: string | readonly string[];
}

/**
 * The options of a technique that name files, with the files that they may name: all of them where the option takes
 * several, the only one where it takes one. A file goes into the first option that takes its kind, and into no other.
 *
 * @param paths files that are no recordings
 * @param isSure false for a file that can be right for some of the recordings only, where an option takes one alone
 *   (instrument parameters): which ones is for the user to say. @default always true
 */
export function proposeOptionFiles(
  technique: Technique,
  paths: readonly string[],
  isSure: (path: string) => boolean = () => true,
): ProposedFiles[] {
  const placed = new Set<string>();
  return fileOptions(technique).flatMap((option): ProposedFiles[] => {
    const candidates = paths
      // A backslash in a name is taken for a folder when it is read again.
      .filter((path) => hasExtension(path, option) && plainPath(path) === path && !placed.has(path))
      .sort(compareNames);
    if (candidates.length === 0) return [];
    const texts = candidates.map((path) => textOfPath(path, option));
    const all = option.many && texts.length <= MOST_FILES_OF_OPTION;
    if (!all && (texts.length > 1 || (!option.many && !isSure(candidates[0]!)))) return [{ option, candidates }];
    for (const path of candidates) placed.add(path);
    return [{ option, candidates, value: all ? texts : texts[0]! }];
  });
}
