import { compilePattern } from './conditions.js';
import { compareNames } from './match-recordings.js';

/** Files that belong together. */
export interface FileGroup {
  readonly files: readonly string[];
  /** The pattern that fits these files and no others of the list; undefined when there is none. */
  readonly pattern?: string;
}

/**
 * Groups files whose paths differ only in numbers, and proposes a pattern for each group: numbers that vary become
 * placeholders, named by the unit that follows (`25C` temperature, `10h` time) or the word before (`cycle12`), `step`
 * where nothing tells.
 */
export function groupFiles(paths: readonly string[]): FileGroup[] {
  const groups = new Map<string, string[]>();
  for (const path of [...paths].sort(compareNames)) {
    const skeleton = split(path)
      .map((part) => (part.number ? '\u0000' : part.text))
      .join('');
    groups.set(skeleton, [...(groups.get(skeleton) ?? []), path]);
  }
  return [...groups.values()].flatMap((files) => {
    const [only] = files;
    // A name with wildcard characters cannot be written as a pattern, but as a file it can.
    if (files.length === 1) return [/[{}*?]/.test(only!) ? { files } : { files, pattern: only! }];
    const pattern = patternOf(files);
    return pattern !== undefined && fitsExactly(pattern, files, paths) ? [{ files, pattern }] : [{ files }];
  });
}

/**
 * What a path has in common with those of the same sample: its topmost folder (below `raw` or `data`), in which a number
 * with a unit (`25C`) is a condition and any other (`cell2`) tells samples apart. Empty for files in no folder.
 */
export function sampleFolder(path: string): string {
  const folder =
    path
      .split('/')
      .slice(0, -1)
      .find((name) => !isGeneralFolder(name)) ?? '';
  const parts = split(folder);
  return parts
    .map(({ text, number }, index) => {
      if (!number) return text;
      const { name, unit } = guess(parts[index - 1]?.text ?? '', parts[index + 1]?.text ?? '');
      return unit === undefined ? text : `{${name}}`;
    })
    .join('');
}

/** A folder whose name says nothing of what is in it. */
export function isGeneralFolder(name: string): boolean {
  return /^(raw|data)$/i.test(name);
}

interface Part {
  readonly text: string;
  readonly number: boolean;
}

/** Numbers of the path as parts of their own; those of the extension (`.dm3`) are not numbers. */
function split(path: string): Part[] {
  const extension = /\.[A-Za-z][A-Za-z0-9]{0,7}$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - extension.length);
  const parts = stem.match(/\d+(?:[.p]\d+)?|\D+/g) ?? [];
  return [...parts.map((text) => ({ text, number: /^\d/.test(text) })), { text: extension, number: false }];
}

function patternOf(files: readonly string[]): string | undefined {
  const rows = files.map(split);
  const first = rows[0]!;
  const names: string[] = [];
  let pattern = '';
  for (const [index, part] of first.entries()) {
    const varies = rows.some((row) => row[index]!.text !== part.text);
    if (!varies) {
      if (/[{}*?]/.test(part.text)) return undefined;
      pattern += part.text;
      continue;
    }
    const { name, unit } = guess(first[index - 1]?.text ?? '', first[index + 1]?.text ?? '');
    if (names.includes(name)) return undefined;
    names.push(name);
    pattern += unit === undefined ? `{${name}}` : `{${name}:${unit}}`;
  }
  return pattern;
}

const byUnit: readonly (readonly [RegExp, string, string])[] = [
  [/^ ?(?:°C|degC|deg|C)(?![A-Za-z])/, 'temperature', 'degC'],
  [/^ ?K(?![A-Za-z])/, 'temperature', 'K'],
  [/^ ?h(?:ours?|rs?)?(?![A-Za-z])/, 'time', 'h'],
  [/^ ?min(?:utes?)?(?![A-Za-z])/, 'time', 'min'],
  [/^ ?s(?:ec)?(?![A-Za-z])/, 'time', 's'],
  [/^ ?d(?:ays?)?(?![A-Za-z])/, 'time', 'd'],
  [/^ ?mV(?![A-Za-z])/, 'voltage', 'mV'],
  [/^ ?V(?![A-Za-z])/, 'voltage', 'V'],
  [/^ ?MPa(?![A-Za-z])/, 'pressure', 'MPa'],
  [/^ ?nm(?![A-Za-z])/, 'thickness', 'nm'],
];

function guess(before: string, after: string): { name: string; unit?: string } {
  for (const [expression, name, unit] of byUnit) if (expression.test(after)) return { name, unit };
  if (/(?:^|[^A-Za-z])(?:T|temp|temperature)[-_ ]?$/i.test(before)) return { name: 'temperature', unit: 'degC' };
  const word = /(?:^|[^A-Za-z])(cycle|sample|cell|dose|spot|scan)[-_ ]?$/i.exec(before)?.[1];
  return { name: word?.toLowerCase() ?? 'step' };
}

function fitsExactly(pattern: string, files: readonly string[], all: readonly string[]): boolean {
  const compiled = compilePattern(pattern);
  const fitting = all.filter((path) => compiled.match(path) !== undefined);
  return fitting.length === files.length && fitting.every((path) => files.includes(path));
}
