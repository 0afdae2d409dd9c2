import { z } from 'zod';
import { type ErrorPlace, fail } from '../errors.js';
import { dotted, schemaMistakes } from '../study/schema-mistakes.js';
import { parseYaml } from '../study/yaml-source.js';

/** One entry of truth.yaml: raw files of one technique, made from a truth that the technique understands. */
const entrySchema = z.strictObject({
  technique: z.string().describe('Long or short name of the technique.'),
  into: z.string().min(1).describe('Folder of the files, from the folder of the study.'),
  seed: z.int().min(0).describe('Seed of the noise: the same seed makes the same files.'),
  truth: z.unknown().describe("What is true; its shape is the technique's own."),
});

const truthSchema = z
  .union([z.array(entrySchema), z.strictObject({ truth: z.array(entrySchema) })])
  .transform((file) => (Array.isArray(file) ? file : file.truth));

/** An entry with the place of its truth, for what the technique finds wrong in it. */
export type TruthEntry = z.output<typeof entrySchema> & { readonly place: ErrorPlace };

/**
 * Reads a truth.yaml: a list of entries, either as the whole file or under the key `truth`.
 *
 * @throws `invalid-study` with the place of the first mistake
 */
export function readTruth(text: string, fileName: string): TruthEntry[] {
  const source = parseYaml(text);
  const checked = truthSchema.safeParse(source.value);
  if (source.mistakes.length === 0 && checked.success) {
    const base = Array.isArray(source.value) ? [] : ['truth'];
    return checked.data.map((entry, index) => {
      const path = [...base, index, 'truth'];
      return { ...entry, place: { file: fileName, ...source.placeOf(path), path: dotted(path) } };
    });
  }
  const known = () => Object.keys(entrySchema.shape);
  const mistakes = checked.success
    ? source.mistakes
    : [...source.mistakes, ...schemaMistakes(checked.error.issues, source, [], known)];
  // A misspelt key is missing as well; its own place is the later one, and the one to look at.
  const { line, column, path } = [...mistakes].sort((a, b) => (b.line ?? 0) - (a.line ?? 0))[0]!;
  const message = mistakes.map((mistake) => mistake.message).join('; ');
  throw fail('invalid-study', message, 'each entry has technique, into, seed and truth', {
    file: fileName,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(path === '' ? {} : { path }),
  });
}
