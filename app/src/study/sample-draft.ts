/** The fields of a sample as people type them, between study.yaml and the form: pure functions. */
import { isInterphaseError } from '../../../src/errors.js';
import { parseYaml } from '../../../src/study/yaml-source.js';
import { checkSample } from '../../../src/techniques/sample.js';
import { sampleSchema } from '../../../src/techniques/sample-schema.js';

export const SAMPLE_FIELDS = ['composition', 'thickness', 'diameter', 'area', 'mass', 'density', 'stack'] as const;

export type SampleField = (typeof SAMPLE_FIELDS)[number];

/** Text of each field, empty where it is absent; layers of the stack one on a line. */
export type SampleDraft = Readonly<Record<SampleField, string>>;

export const emptyDraft: SampleDraft = {
  composition: '',
  thickness: '',
  diameter: '',
  area: '',
  mass: '',
  density: '',
  stack: '',
};

/** A sample as it stands in a text of study.yaml, to the letter; undefined where there is none of this name. */
export function sampleDraft(text: string, name: string): SampleDraft | undefined {
  const samples = asMap(asMap(parseYaml(text).value)?.samples);
  if (samples === undefined || !Object.hasOwn(samples, name)) return undefined;
  const fields = asMap(samples[name]) ?? {};
  return Object.fromEntries(
    SAMPLE_FIELDS.map((field) => [field, Object.hasOwn(fields, field) ? typed(fields[field]) : '']),
  ) as unknown as SampleDraft;
}

/** What a field is set to in study.yaml; undefined takes it away. */
export function fieldValue(field: SampleField, text: string): string | readonly string[] | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  return field === 'stack' ? layersOf(plain) : plain;
}

export function layersOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * What the library says against a field of a sample, in its words; undefined when it can be set so.
 *
 * @param draft of the whole sample, with the field as it is to be
 */
export function fieldTrouble(draft: SampleDraft, field: SampleField): string | undefined {
  const given = SAMPLE_FIELDS.filter((name) => draft[name].trim() !== '');
  const read = sampleSchema.safeParse(Object.fromEntries(given.map((name) => [name, fieldValue(name, draft[name])])));
  if (!read.success) {
    const issue = read.error.issues.find(({ path }) => path[0] === field);
    // Another field is wrong, which is said there.
    return issue?.message;
  }
  try {
    checkSample(read.data);
  } catch (error) {
    if (isInterphaseError(error)) return `${error.message}; ${error.hint}`;
    throw error;
  }
  return undefined;
}

function typed(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n');
  return value === null || value === undefined ? '' : String(value);
}

function asMap(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
