/** What command line and forms need to know of the schema of a technique's options: each option as a JSON Schema. */
import { z } from 'zod';
import type { Technique } from './technique.js';

/** The part of a JSON Schema that is looked at. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly unit?: string;
  /** Set where the text is the path of a file: `FileField` of `file-field.ts`. */
  readonly file?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: unknown;
}

export interface OptionSchema {
  readonly name: string;
  readonly field: JsonSchema;
  /** The alternatives that the option may be, each with a single type; nothing at all is none of them. */
  readonly variants: readonly JsonSchema[];
  /** Of the option, or of one of its alternatives; empty where there is none. */
  readonly description: string;
  /** Likewise; undefined for a pure number and for what is no number. */
  readonly unit?: string;
}

/** The options of a technique, in the order of its schema. */
export function optionSchemas(technique: Pick<Technique, 'options'>): OptionSchema[] {
  const schema = z.toJSONSchema(technique.options, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const variants = variantsOf(field).filter(({ type }) => type !== 'null');
    const unit = field.unit ?? variants.find((variant) => variant.unit !== undefined)?.unit;
    return {
      name,
      field,
      variants,
      description: field.description ?? variants.find((variant) => variant.description)?.description ?? '',
      ...(unit === undefined ? {} : { unit }),
    };
  });
}

function variantsOf(field: JsonSchema): readonly JsonSchema[] {
  const { type } = field;
  if (Array.isArray(type)) return type.map((one: string) => ({ ...field, type: one }));
  return field.anyOf ?? field.oneOf ?? [field];
}

/** A number, or a constant that is one: the variants of a choice of numbers. */
export function isNumber({ type, const: constant }: JsonSchema): boolean {
  return type === 'number' || type === 'integer' || typeof constant === 'number';
}

export function isText(schema: JsonSchema): boolean {
  return (
    schema.type === 'string' ||
    typeof schema.const === 'string' ||
    schema.enum?.every((choice) => typeof choice === 'string') === true
  );
}

/** The values to choose from where nothing else is allowed; empty otherwise. */
export function choicesOf(variants: readonly JsonSchema[]): (string | number)[] {
  const choices = variants.map((variant) => variant.enum ?? (variant.const === undefined ? [] : [variant.const]));
  if (choices.some((some) => some.length === 0)) return [];
  return choices.flat().filter((choice) => typeof choice === 'string' || typeof choice === 'number');
}

/** Metadata of a field and of what `optional` or `default` wrap; the outermost says the last word. */
export function metaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return { ...(innerType === undefined ? {} : metaOf(innerType)), ...schema.meta() };
}
