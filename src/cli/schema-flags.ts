/**
 * From the schema of a technique's options to command-line flags and back. The schema is the only place where an option
 * exists: its name, meaning (`.describe()`), unit (`.meta({ unit })`), default and choices all come from there.
 */
import { type Command, Option } from 'commander';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { fail } from '../errors.js';
import type { Technique } from '../techniques/technique.js';
import { repeatable } from './option-guard.js';

/** How the text of a flag becomes a value of the option. */
type FlagKind = 'switch' | 'number' | 'text' | 'list' | 'tuple' | 'map' | 'switch-or-value' | 'structure';

export interface SchemaFlag {
  /** Name of the option in the schema and in study.yaml: `frequencyRange`. */
  readonly option: string;
  /** Flag as typed, without value: `--frequency-range`. */
  readonly flag: string;
  readonly kind: FlagKind;
  readonly description: string;
  readonly choices: readonly string[];
  /** For lists and tuples: reads one item. */
  readonly item: (text: string, flag: string) => unknown;
  readonly placeholder: string;
  /** A switch that is on, or decided from the data, unless said otherwise: `--no-...` turns it off. */
  readonly onByDefault: boolean;
  readonly undecided: boolean;
}

/** The part of a JSON Schema that is looked at here. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly unit?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: unknown;
}

export function flagsOf(technique: Technique): SchemaFlag[] {
  const schema = z.toJSONSchema(technique.options, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).map(([option, field]) => flagOf(option, field));
}

/** Adds a flag for every option of the technique to its command. */
export function addSchemaFlags(command: Command, flags: readonly SchemaFlag[]): void {
  for (const flag of flags) {
    const off = `--no-${flag.flag.slice(2)}`;
    // A switch that is on unless turned off needs only the flag that turns it off.
    if (flag.onByDefault) command.addOption(new Option(off, `do not: ${flag.description}`));
    else command.addOption(commanderOption(flag));
    if (flag.undecided) command.addOption(new Option(off, `the opposite of ${flag.flag}`));
  }
}

/** The options that were typed, by their names in the schema; defaults are left to the schema. */
export function typedOptions(command: Command, flags: readonly SchemaFlag[]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const flag of flags) {
    const name = new Option(flag.flag).attributeName();
    if (command.getOptionValueSource(name) !== 'cli') continue;
    options[flag.option] = command.getOptionValue(name);
  }
  return options;
}

function flagOf(option: string, field: JsonSchema): SchemaFlag {
  const flag = `--${option.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`;
  const variants = variantsOf(field).filter((variant) => variant.type !== 'null');
  const kind = kindOf(variants);
  const inner = kind === 'list' ? (variants[0]!.items ?? {}) : variants[0]!;
  return {
    option,
    flag,
    kind,
    description: describe(field, kind, variants),
    choices: choicesOf(kind === 'list' ? [inner] : variants),
    item: itemReader(kind, variants),
    placeholder: placeholderOf(kind, field.unit ?? variants.find((variant) => variant.unit)?.unit, inner),
    onByDefault: kind === 'switch' && field.default === true,
    undecided: kind === 'switch' && field.default === undefined,
  };
}

/** The alternatives of a union, each with a single type. */
function variantsOf(field: JsonSchema): readonly JsonSchema[] {
  const { type } = field;
  if (Array.isArray(type)) return type.map((one: string) => ({ ...field, type: one }));
  return field.anyOf ?? field.oneOf ?? [field];
}

function kindOf(variants: readonly JsonSchema[]): FlagKind {
  if (variants.length > 1) {
    if (variants.every(isText)) return 'text';
    if (variants.every(isNumber)) return 'number';
    return variants.some((variant) => variant.type === 'boolean') ? 'switch-or-value' : 'structure';
  }
  const only = variants[0] ?? {};
  if (only.type === 'boolean') return 'switch';
  if (only.type === 'number' || only.type === 'integer') return 'number';
  if (isText(only)) return 'text';
  if (only.type === 'array') return only.prefixItems === undefined ? 'list' : 'tuple';
  if (only.type === 'object' && only.properties === undefined) return 'map';
  return 'structure';
}

/** A number, or a constant that is one: the variants of a choice of numbers. */
function isNumber({ type, const: constant }: JsonSchema): boolean {
  return type === 'number' || type === 'integer' || typeof constant === 'number';
}

function isText(schema: JsonSchema): boolean {
  return (
    schema.type === 'string' ||
    typeof schema.const === 'string' ||
    schema.enum?.every((choice) => typeof choice === 'string') === true
  );
}

function choicesOf(variants: readonly JsonSchema[]): string[] {
  const choices = variants.flatMap((variant) => variant.enum ?? (variant.const === undefined ? [] : [variant.const]));
  return variants.every(isText) && variants.every((variant) => variant.enum ?? variant.const)
    ? choices.filter((choice): choice is string => typeof choice === 'string')
    : [];
}

function itemReader(kind: FlagKind, variants: readonly JsonSchema[]): SchemaFlag['item'] {
  const { items, prefixItems } = variants[0] ?? {};
  const item = kind === 'list' ? items : kind === 'tuple' ? prefixItems?.[0] : variants[0];
  if (item?.type === 'number' || item?.type === 'integer') return readNumber;
  return item !== undefined && isText(item) ? (text) => text : readYaml;
}

function describe(field: JsonSchema, kind: FlagKind, variants: readonly JsonSchema[]): string {
  const text = field.description ?? field.anyOf?.find((variant) => variant.description)?.description ?? '';
  const notes: string[] = [];
  if (field.unit !== undefined && field.unit !== '1') notes.push(`in ${field.unit}`);
  if ((kind === 'list' || kind === 'map') && !/repeat/.test(text)) notes.push('may be given several times');
  const numbers = variants.flatMap(({ const: one, enum: some }) => (one === undefined ? (some ?? []) : [one]));
  if (kind === 'number' && numbers.length > 0) notes.push(`one of ${numbers.join(', ')}`);
  const standard = field.default;
  const worthSaying =
    typeof standard === 'number' || typeof standard === 'string' || (Array.isArray(standard) && standard.length > 0);
  if (worthSaying && standard !== '')
    notes.push(`default: ${typeof standard === 'object' ? standard.join(',') : standard}`);
  return [text, notes.length > 0 ? `(${notes.join('; ')})` : ''].filter((part) => part !== '').join(' ');
}

function placeholderOf(kind: FlagKind, unit: string | undefined, inner: JsonSchema): string {
  switch (kind) {
    case 'switch':
      return '';
    case 'number':
      return '<number>';
    case 'tuple':
      return `<${(inner.prefixItems ?? []).map((_, index) => String.fromCharCode(97 + index)).join(',')}>`;
    case 'map':
      return '<name=value>';
    case 'switch-or-value':
      return '[value]';
    case 'structure':
      return '<yaml>';
    default:
      if (inner.type === 'number' || inner.type === 'integer') return '<number>';
      return unit !== undefined && unit !== '1' ? '<quantity>' : '<text>';
  }
}

function commanderOption(flag: SchemaFlag): Option {
  const option = new Option(`${flag.flag} ${flag.placeholder}`.trim(), flag.description);
  // Commander's own check of choices comes before the parser and speaks of "allowed choices"; the list is shown in help.
  if (flag.choices.length > 0) option.choices([...flag.choices]);
  switch (flag.kind) {
    case 'number':
      return option.argParser((text) => readNumber(text, flag.flag));
    case 'tuple':
      return option.argParser((text) => text.split(',').map((part) => flag.item(part.trim(), flag.flag)));
    case 'list':
      return repeatable(option).argParser((text, earlier) => {
        if (flag.choices.length > 0 && !flag.choices.includes(text)) throw notAChoice(flag, text);
        return [...((earlier as unknown[] | undefined) ?? []), flag.item(text, flag.flag)];
      });
    case 'map':
      return repeatable(option).argParser((text, earlier) => ({
        ...(earlier as object | undefined),
        ...readPair(text, flag.flag),
      }));
    case 'switch-or-value':
      return option
        .preset(true as never)
        .argParser((text) => (text === (true as never) ? true : readYaml(text, flag.flag)));
    case 'structure':
      return option.argParser((text) => readYaml(text, flag.flag));
    default:
      return option;
  }
}

function readNumber(text: string, flag: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw fail('usage', `${flag} takes a number, not "${text}"`, 'write it like 0.5 or 1e-3, without a unit');
}

function readPair(text: string, flag: string): Record<string, unknown> {
  const at = text.indexOf('=');
  if (at > 0) return { [text.slice(0, at).trim()]: readYaml(text.slice(at + 1), flag) };
  throw fail('usage', `${flag} takes NAME=VALUE, not "${text}"`, `write it like ${flag} R0=100`);
}

function readYaml(text: string, flag: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    throw fail('usage', `${flag} cannot read "${text}"`, 'write it as in study.yaml, e.g. "{ low: 1, high: 10 }"');
  }
}

function notAChoice(flag: SchemaFlag, text: string) {
  return fail('usage', `${flag.flag} does not know "${text}"`, `choose one of ${flag.choices.join(', ')}`);
}
