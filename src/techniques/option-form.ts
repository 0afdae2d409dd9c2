/**
 * From the schema of a technique's options to the fields of a form, and from what a person types in a field to the value
 * of the option and back.
 */

import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import { isInterphaseError } from '../errors.js';
import { type FileOption, fileOptions } from './file-field.js';
import {
  choicesOf,
  isNumber,
  isText,
  type JsonSchema,
  metaOf,
  type OptionSchema,
  optionSchemas,
} from './option-schema.js';
import { isTakenFrom, type TakenFrom } from './taken-from.js';
import type { Technique } from './technique.js';

export type FieldKind =
  | 'switch'
  | 'number'
  | 'integer'
  | 'text'
  /** A number with its unit, as text: `1.00(2) mm`. */
  | 'quantity'
  /** One of `choices`. */
  | 'choice'
  /** Texts or numbers in any number. */
  | 'list'
  /** Any number of `choices`. */
  | 'choices'
  /** Anything else, typed as in study.yaml. */
  | 'yaml';

/** One option as a field of a form. */
export interface FormField {
  /** As in study.yaml: `minFrequency`. */
  readonly name: string;
  /** In words: `Min frequency`. */
  readonly label: string;
  readonly description: string;
  readonly kind: FieldKind;
  /** Unit of a quantity (`1` for one that is a pure number), or that a number is in. */
  readonly unit?: string;
  /** What holds where the option is not given; absent where there is no such value. */
  readonly default?: unknown;
  /** Empty unless the kind is `choice` or `choices`. */
  readonly choices: readonly (string | number)[];
  /** What the entries of a list are; absent for all other kinds. */
  readonly items?: 'text' | 'number';
  /** Limits of a number; `exclusive...` where the limit itself is not allowed. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  /** The analysis cannot do without it. */
  readonly required: boolean;
  /** A switch that the data decide where it is not given. */
  readonly undecided: boolean;
  /** What it is taken from where it is not given: the analysis by that technique of the same sample. */
  readonly takenFrom?: TakenFrom;
  /** It names a file, or several. */
  readonly file?: FileOption;
  /** What a value must be; without it, whatever can be read is taken. */
  readonly schema?: z.ZodType;
}

/** The fields of a technique's options, in the order of its schema. */
export function formFields(technique: Technique): readonly FormField[] {
  const shape = technique.options.shape as Readonly<Record<string, z.ZodType>>;
  const files = fileOptions(technique);
  return optionSchemas(technique).map((option): FormField => {
    const { name, field, variants, description, unit } = option;
    const schema = shape[name]!;
    const kind = kindOf(option);
    const { takenFrom } = metaOf(schema);
    const file = files.find((one) => one.option === name);
    return {
      name,
      label: labelOf(name),
      description,
      kind,
      ...(unit === undefined || (unit === '1' && kind !== 'quantity') ? {} : { unit }),
      ...(field.default === undefined ? {} : { default: field.default }),
      choices: kind === 'choice' ? choicesOf(variants) : kind === 'choices' ? choicesOf([variants[0]!.items!]) : [],
      ...(kind === 'list' ? { items: isNumber(variants[0]!.items!) ? ('number' as const) : ('text' as const) } : {}),
      ...(kind === 'number' || kind === 'integer' ? limitsOf(variants[0]!) : {}),
      required: !takes(schema, undefined),
      undecided: kind === 'switch' && field.default === undefined,
      ...(isTakenFrom(takenFrom) ? { takenFrom } : {}),
      ...(file === undefined ? {} : { file }),
      schema,
    };
  });
}

/**
 * Reads what was typed in a field; a list has one entry on each line.
 *
 * @returns the value for study.yaml, undefined where nothing was typed; or the mistake, in the words of the schema
 */
export function readFieldText(
  field: FormField,
  text: string,
): { readonly value: unknown } | { readonly mistake: string } {
  if (text.trim() === '') return field.required ? { mistake: 'this is needed' } : { value: undefined };
  const read = valueOfText(field, text.trim());
  if ('mistake' in read || field.schema === undefined) return read;
  const mistake = mistakeOf(field.schema, read.value);
  return mistake === undefined ? read : { mistake };
}

/** The text of a field that shows this value of the option; empty for undefined. */
export function fieldText(field: FormField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && (field.kind === 'list' || field.kind === 'choices')) return value.map(String).join('\n');
  if (typeof value === 'object') return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return String(value);
}

function kindOf({ variants, unit }: OptionSchema): FieldKind {
  const [only] = variants;
  if (only === undefined) return 'yaml';
  if (choicesOf(variants).length > 0) return 'choice';
  if (variants.every(isText)) return unit === undefined ? 'text' : 'quantity';
  if (variants.every(isNumber)) return variants.every(({ type }) => type === 'integer') ? 'integer' : 'number';
  if (variants.length > 1) return 'yaml';
  if (only.type === 'boolean') return 'switch';
  if (only.type !== 'array' || only.prefixItems !== undefined || only.items === undefined) return 'yaml';
  if (choicesOf([only.items]).length > 0) return 'choices';
  return isText(only.items) || isNumber(only.items) ? 'list' : 'yaml';
}

/** `minFrequency` -> `Min frequency`; what has no vowel is an abbreviation: `drt` -> `DRT`. */
function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
  const spoken = words.map((word) => (/[aeiouy]/.test(word) ? word : word.toUpperCase())).join(' ');
  return spoken[0]!.toUpperCase() + spoken.slice(1);
}

/** Whole numbers end where counting does; that is no limit that anyone set. */
function limitsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): Partial<FormField> {
  const limits = { minimum, maximum, exclusiveMinimum, exclusiveMaximum };
  return Object.fromEntries(
    Object.entries(limits).filter(([, limit]) => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER),
  );
}

type Read = { readonly value: unknown } | { readonly mistake: string };

function valueOfText(field: FormField, text: string): Read {
  switch (field.kind) {
    case 'switch':
      if (text === 'true' || text === 'false') return { value: text === 'true' };
      return { mistake: `expected true or false, not "${text}"` };
    case 'number':
    case 'integer':
      return numberOf(text);
    case 'choice':
      return choiceOf(field, text);
    case 'list':
    case 'choices':
      return listOf(field, text);
    case 'yaml':
      try {
        return { value: parse(text) as unknown };
      } catch {
        return { mistake: `"${text}" cannot be read; write it as in study.yaml, e.g. { low: 1, high: 10 }` };
      }
    default:
      return { value: text };
  }
}

function choiceOf({ choices }: FormField, text: string): Read {
  const value = choices.find((choice) => String(choice) === text);
  return value === undefined ? { mistake: `expected one of ${choices.join(', ')}, not "${text}"` } : { value };
}

function numberOf(text: string): Read {
  const value = Number(text);
  return Number.isFinite(value)
    ? { value }
    : { mistake: `expected a number, not "${text}"; write it like 0.5 or 1e-3, without a unit` };
}

function listOf(field: FormField, text: string): Read {
  const lines = text.split('\n').map((line) => line.trim());
  const items = lines.filter((line) => line !== '');
  // Texts may hold commas, numbers do not.
  if (field.items !== 'number') return { value: items };
  const numbers = items.flatMap((line) => line.split(/[\s,;]+/)).map(numberOf);
  return numbers.find((read) => 'mistake' in read) ?? { value: numbers.map((read) => 'value' in read && read.value) };
}

function takes(schema: z.ZodType, value: unknown): boolean {
  return mistakeOf(schema, value) === undefined;
}

function mistakeOf(schema: z.ZodType, value: unknown): string | undefined {
  try {
    const checked = schema.safeParse(value);
    return checked.success ? undefined : inWords(checked.error.issues[0]!.message);
  } catch (error) {
    // A field that reads a quantity or a circuit may throw an error of the family, which says what to do.
    if (!isInterphaseError(error)) throw error;
    return `${error.message}; ${error.hint}`;
  }
}

/** `Too small: expected number to be >0` -> `expected number to be >0` */
function inWords(message: string): string {
  return message.replace(/^(?:Invalid (?:input|option|string)|Too (?:small|big)): /, '').replaceAll('"|"', '", "');
}
