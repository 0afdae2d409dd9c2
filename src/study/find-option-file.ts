import { fail } from '../errors.js';
import { aboutOptionFile } from '../execution/option-files.js';
import { nearest } from '../quantity/nearest.js';
import { hasExtension, type NamedFile } from '../techniques/file-field.js';
import { compareNames } from './match-recordings.js';

/**
 * Makes sure that a file that an option names is among those of the study.
 *
 * @param files paths from the folder of study.yaml
 * @throws `file-not-found` with what was perhaps meant, and the option in `where.path`
 */
export function findOptionFile(named: NamedFile, files: readonly string[]): void {
  if (files.includes(named.path)) return;
  throw aboutOptionFile(fail('file-not-found', '', whatIsThere(named, files)), named);
}

/** The file of that name in another folder, else the one with the most similar name, else those of the right kind. */
function whatIsThere({ path, field }: NamedFile, files: readonly string[]): string {
  if (/^(?:\/|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)/.test(path)) {
    return 'paths start from the folder of study.yaml and stay in it; copy the file there';
  }
  const kind = files.filter((file) => hasExtension(file, field));
  const candidates = kind.length === 0 ? files.filter((file) => file !== 'study.yaml') : kind;
  const elsewhere = candidates.find((file) => nameOf(file) === nameOf(path));
  if (elsewhere !== undefined) return `did you mean "${elsewhere}"? paths start from the folder of study.yaml`;
  const near = nearest(path, candidates);
  const nearName = nearest(nameOf(path), candidates.map(nameOf));
  const guess = near ?? candidates.find((file) => nameOf(file) === nearName);
  if (guess !== undefined) return `did you mean "${guess}"?`;
  if (kind.length === 0) return `no file of the study ends in ${field.extensions.join(' or ')}`;
  const shown = [...kind].sort(compareNames).slice(0, 5).join(', ');
  return `files of this kind are ${shown}${kind.length > 5 ? ` and ${kind.length - 5} more` : ''}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
