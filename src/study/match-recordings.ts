import { type ErrorPlace, fail } from '../errors.js';
import { nearest } from '../quantity/nearest.js';
import { plainPath } from '../techniques/file-field.js';
import type { Conditions } from '../techniques/technique.js';
import { compareConditions, compilePattern, fileLabel, refuseHyphens, refuseImpossible } from './conditions.js';

/** A file of the study that belongs to an analysis. */
export interface MatchedFile {
  /** Path from the folder of study.yaml, with `/`. */
  readonly path: string;
  readonly label: string;
  readonly conditions: Conditions;
}

/**
 * The files that fit a pattern, ascending in their conditions (in the order in which the pattern names them), then by
 * name with numbers in their numeric order.
 *
 * @param files paths from the folder of study.yaml
 * @throws `file-not-found` when none fits, with what is there instead; everything `compilePattern` throws
 */
export function matchRecordings(pattern: string, files: readonly string[], where: ErrorPlace = {}): MatchedFile[] {
  const compiled = compilePattern(plainPath(pattern));
  const matches = [];
  for (const path of files) {
    const match = compiled.match(path);
    if (match !== undefined) matches.push({ path, label: fileLabel(path), ...match });
  }
  if (matches.length === 0) throw nothingMatches(pattern, files, where);
  refuseHyphens(pattern, matches);
  for (const { path, conditions } of matches) refuseImpossible(pattern, path, conditions);
  return matches
    .map(({ path, label, conditions }) => ({ path, label, conditions }))
    .sort((a, b) => compareConditions(a.conditions, b.conditions, compiled.names) || compareNames(a.path, b.path));
}

/** One file named without a pattern. @throws `file-not-found` with the nearest name */
export function findFile(file: string, files: readonly string[], where: ErrorPlace = {}): string {
  for (const path of [file, plainPath(file)]) if (files.includes(path)) return path;
  throw nothingMatches(file, files, where);
}

/** `a2` before `a10`. Not by locale, so that the order is the same everywhere. */
export function compareNames(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    if (x === y) continue;
    const difference = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    return difference !== 0 ? difference : x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** The folder part of a pattern that holds no placeholder or wildcard, with `/` at its end; empty for the study's own folder. */
export function patternFolder(pattern: string): string {
  const fixed = /^[^{}*?]*/.exec(plainPath(pattern))![0];
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

function nothingMatches(pattern: string, files: readonly string[], where: ErrorPlace) {
  const isPattern = /[{}*?]/.test(pattern);
  const message = isPattern ? `no file fits the pattern "${pattern}"` : `there is no file "${pattern}"`;
  return fail('file-not-found', message, whatIsThere(pattern, files), where);
}

/** Files in the same folder, the most alike first; else where else to look. */
function whatIsThere(pattern: string, files: readonly string[]): string {
  if (files.length === 0) return 'there are no files in the folder of study.yaml; paths start from there';
  const folder = patternFolder(pattern);
  const inFolder = files.filter((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
  if (inFolder.length > 0) {
    const stem = plainPath(pattern)
      .slice(folder.length)
      .replace(/\{[^{}]*\}|[*?]/g, '');
    const near = [...inFolder].sort(
      (a, b) => likeness(b.slice(folder.length), stem) - likeness(a.slice(folder.length), stem),
    );
    const more = near.length > 5 ? ` and ${near.length - 5} more` : '';
    return `in ${folder === '' ? 'the folder of study.yaml' : folder} there are ${near
      .slice(0, 5)
      .map((path) => path.slice(folder.length))
      .join(', ')}${more}`;
  }
  const folders = [...new Set(files.map((path) => path.slice(0, path.lastIndexOf('/') + 1)))];
  const guess = nearest(folder, folders);
  if (guess !== undefined) return `did you mean the folder "${guess}"? paths start from the folder of study.yaml`;
  return `there is no folder "${folder}"; recordings are in ${folders
    .slice(0, 5)
    .map((f) => (f === '' ? 'the folder of study.yaml' : f))
    .join(', ')}`;
}

/** Letters two names begin and end with alike. */
function likeness(name: string, stem: string): number {
  let head = 0;
  while (head < Math.min(name.length, stem.length) && name[head] === stem[head]) head++;
  let tail = 0;
  while (tail < Math.min(name.length, stem.length) - head && name.at(-1 - tail) === stem.at(-1 - tail)) tail++;
  return head + tail;
}
