/**
 * Options that name files: a structure, instrument parameters. A technique says so in its options, and everything else
 * (reading, hashing, provenance, proposals, forms) follows from there:
 *
 *     phase: z.array(fileField({ extensions: ['.cif'], named: true }))
 */
import { z } from 'zod';
import { type JsonSchema, optionSchemas } from './option-schema.js';
import type { OptionFile, Technique } from './technique.js';

/** What kind of file a field names. */
export interface FileField {
  /** How the names of such files end, with the point: `['.cif']`. For proposals and pickers; other names are taken too. */
  readonly extensions: readonly string[];
  /** True where a name may stand before the path: `zro2=cif/zirconia.cif`. */
  readonly named: boolean;
}

/** A file that an option names. */
export interface NamedFile {
  /** `phase`. */
  readonly option: string;
  /** Where it stands in the option's value, as in the places of errors: `phase`, `phase.1`. */
  readonly at: string;
  /** Path as typed, without the name before it. */
  readonly typed: string;
  /** Path by which it is opened: with `/`, and without `./` before it. */
  readonly path: string;
  readonly field: FileField;
}

/** An option that is the path of a file, or a list of them. */
export interface FileOption extends FileField {
  readonly option: string;
  readonly many: boolean;
}

type WithOptions = Pick<Technique, 'options'>;

/** A text field of a schema that is the path of a file, with a name before it where `named` says so. */
export function fileField({ extensions, named = false }: Pick<FileField, 'extensions'> & Partial<FileField>) {
  return z
    .string()
    .regex(/\S/, `expected the path of a file, e.g. name${extensions[0] ?? ''}`)
    .meta({ file: { extensions, named } satisfies FileField });
}

/** `zro2=cif/zirconia.cif` as name and path; a path alone has no name. A file called `a=b.cif` is typed as `./a=b.cif`. */
export function splitNamedPath(text: string): { readonly name?: string; readonly path: string } {
  const [, name, path] = /^\s*([A-Za-z][A-Za-z0-9_-]*)\s*=\s*(\S.*)$/s.exec(text) ?? [];
  return name === undefined || path === undefined ? { path: text } : { name, path };
}

/** The text that names a file of the study in such a field. */
export function textOfPath(path: string, { named }: Pick<FileField, 'named'>): string {
  return named && splitNamedPath(path).name !== undefined ? `./${path}` : path;
}

/** The path that the text of such a field names, as the list of a study's files has it. */
export function pathOfText(text: string, { named }: Pick<FileField, 'named'>): string {
  return plainPath(named ? splitNamedPath(text).path : text);
}

/** A path as the list of a study's files has it. */
export function plainPath(path: string): string {
  return path.replace(/\\/g, '/').replace(/^(?:\.\/)+/, '');
}

/** Whether a file is of the kind that a field names, by the end of its name, in capitals or not. */
export function hasExtension(path: string, { extensions }: Pick<FileField, 'extensions'>): boolean {
  const name = path.toLowerCase();
  return extensions.some((extension) => name.endsWith(extension.toLowerCase()));
}

/** The options of a technique that name files, in the order of its schema. */
export function fileOptions(technique: WithOptions): readonly FileOption[] {
  return schemasOf(technique).flatMap(({ name, variants }) => {
    const itself = variants.map(fileOf).find((field) => field !== undefined);
    const ofEntries = variants.map(({ items = {} }) => fileOf(items)).find((field) => field !== undefined);
    const field = ofEntries ?? itself;
    return field === undefined ? [] : [{ option: name, ...field, many: ofEntries !== undefined }];
  });
}

/** Every file that options as typed name, also inside of lists; twice where it stands there twice. */
export function namedFiles(technique: WithOptions, options: Readonly<Record<string, unknown>>): NamedFile[] {
  return schemasOf(technique).flatMap(({ name, field }) =>
    Object.hasOwn(options, name) ? filesIn(field, options[name], name, name) : [],
  );
}

/** The paths of all files that options name, each once. */
export function optionFilePaths(technique: WithOptions, options: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(namedFiles(technique, options).map(({ path }) => path))];
}

/** The file that the text of a field names; undefined where it was not read. */
export function fileOfText(
  files: ReadonlyMap<string, OptionFile> | undefined,
  text: string,
  { named }: Pick<FileField, 'named'>,
): OptionFile | undefined {
  return files?.get(named ? splitNamedPath(text).path : text);
}

type OptionSchemas = ReturnType<typeof optionSchemas>;

/** Making a JSON Schema takes longer than looking for files in it, and is asked for with every run. */
const known = new WeakMap<object, OptionSchemas>();

/** Those options that have a file somewhere in them. */
function schemasOf(technique: WithOptions): OptionSchemas {
  let schemas = known.get(technique.options);
  if (schemas === undefined) {
    schemas = optionSchemas(technique).filter(({ field }) => mayHoldFile(field));
    known.set(technique.options, schemas);
  }
  return schemas;
}

function mayHoldFile(schema: JsonSchema): boolean {
  return fileOf(schema) !== undefined || innerSchemas(schema).some(mayHoldFile);
}

function innerSchemas({ anyOf = [], oneOf = [], items, prefixItems = [], properties = {} }: JsonSchema): JsonSchema[] {
  return [...anyOf, ...oneOf, ...(items === undefined ? [] : [items]), ...prefixItems, ...Object.values(properties)];
}

function filesIn(schema: JsonSchema, value: unknown, option: string, at: string): NamedFile[] {
  const field = fileOf(schema);
  if (field !== undefined && typeof value === 'string') {
    const typed = field.named ? splitNamedPath(value).path : value;
    return [{ option, at, typed, path: plainPath(typed), field }];
  }
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (alternatives.length > 0) {
    // Whichever alternative the value is of, its files are found once.
    return alternatives.map((one) => filesIn(one, value, option, at)).find((found) => found.length > 0) ?? [];
  }
  const { items, prefixItems, properties } = schema;
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const inner = prefixItems?.[index] ?? items;
      return inner === undefined ? [] : filesIn(inner, item, option, `${at}.${index}`);
    });
  }
  // One file alone, where a technique takes it for a list of one.
  if (items !== undefined && typeof value === 'string') return filesIn(items, value, option, at);
  if (properties === undefined || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    Object.hasOwn(properties, key) ? filesIn(properties[key]!, item, option, `${at}.${key}`) : [],
  );
}

function fileOf({ file }: JsonSchema): FileField | undefined {
  const { extensions, named } = (file ?? {}) as Partial<Record<keyof FileField, unknown>>;
  if (!Array.isArray(extensions) || typeof named !== 'boolean') return undefined;
  return { extensions: extensions.filter((one) => typeof one === 'string'), named };
}
