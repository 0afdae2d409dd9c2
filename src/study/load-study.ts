import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type ErrorPlace, fail } from '../errors.js';
import { techniques as allTechniques } from '../techniques/registry.js';
import type { Technique } from '../techniques/technique.js';
import { knownKeys, studySchema } from './schema.js';
import { dotted, schemaMistakes } from './schema-mistakes.js';
import type { Study } from './study.js';
import { StudyReader } from './study-reader.js';
import { type Mistake, parseYaml, type YamlSource } from './yaml-source.js';

/**
 * Reads a study.yaml.
 *
 * @param fileName its name in messages
 * @param techniques those that analyses may use
 * @throws `invalid-study` with every mistake in its message and the place of the first in `where`
 */
export function loadStudy(text: string, fileName: string, techniques: readonly Technique[] = allTechniques): Study {
  const { study, mistakes } = readStudy(text, fileName, techniques);
  if (study !== undefined) return study;
  const [first, ...others] = mistakes as [Mistake, ...Mistake[]];
  const where: ErrorPlace = { file: fileName, ...placeFields(first) };
  if (others.length === 0) {
    throw fail(
      'invalid-study',
      first.message,
      'correct it and run again',
      first.path === '' ? where : { ...where, path: first.path },
    );
  }
  const list = mistakes.map((mistake) => `  ${printMistake(mistake, fileName)}`).join('\n');
  throw fail(
    'invalid-study',
    `${mistakes.length} mistakes in the study:\n${list}`,
    'correct them and run again',
    where,
  );
}

/** The study, or all mistakes in it, in the order of their lines (for editors and the workbench). */
export function readStudy(
  text: string,
  fileName: string,
  techniques: readonly Technique[] = allTechniques,
): { readonly study?: Study; readonly mistakes: readonly Mistake[] } {
  const source = parseYaml(text);
  if (source.mistakes.length > 0) return { mistakes: source.mistakes };
  if (source.value === null || source.value === undefined) {
    return {
      mistakes: [{ line: 1, column: 1, path: '', message: 'the file is empty; it needs a title and analyses' }],
    };
  }
  const crowded = tooMany(source);
  if (crowded !== undefined) return { mistakes: [crowded] };
  const checked = studySchema.safeParse(source.value);
  const reader = new StudyReader(source, fileName, techniques);
  const mistakes = checked.success ? [] : schemaMistakes(checked.error.issues, source, [], knownKeys);
  // The parts that can be judged by themselves are, so that one run shows all mistakes.
  reader.checkNames();
  reader.checkOptions();
  if (checked.success) reader.read(checked.data);
  mistakes.push(...reader.mistakes);
  if (mistakes.length === 0 && checked.success) {
    return {
      study: { ...reader.study(checked.data), fileName, sha256: bytesToHex(sha256(utf8ToBytes(text))) },
      mistakes,
    };
  }
  return { mistakes: mistakes.sort(byPlace) };
}

/** More of them are not a study written by hand, and every one is checked against the others. */
const mostEntries = 500;

function tooMany(source: YamlSource): Mistake | undefined {
  const root = source.value as Record<string, unknown>;
  const document = root.document as { items?: unknown } | null | undefined;
  const parts: readonly (readonly [string, readonly string[], unknown])[] = [
    ['samples', ['samples'], root.samples],
    ['analyses', ['analyses'], root.analyses],
    ['checks', ['checks'], root.checks],
    ['items', ['document', 'items'], document?.items],
  ];
  for (const [word, path, entries] of parts) {
    if (typeof entries !== 'object' || entries === null) continue;
    const count = Object.keys(entries).length;
    if (count <= mostEntries) continue;
    const message = `the study has ${count} ${word}, and at most ${mostEntries} are read; divide it into several studies`;
    return { ...source.placeOfKey(path.slice(0, -1), word), path: dotted(path), message };
  }
  return undefined;
}

/** `study.yaml:5:19 samples.pellet.aera: "aera" is not known here; did you mean "area"?` */
export function printMistake(mistake: Mistake, fileName: string): string {
  const position = mistake.line === undefined ? '' : `:${mistake.line}:${mistake.column}`;
  return `${fileName}${position}${mistake.path === '' ? '' : ` ${mistake.path}`}: ${mistake.message}`;
}

function placeFields(mistake: Mistake): ErrorPlace {
  return mistake.line === undefined ? {} : { line: mistake.line, column: mistake.column! };
}

function byPlace(a: Mistake, b: Mistake): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
