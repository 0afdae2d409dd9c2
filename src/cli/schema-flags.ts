/**
 * From the schema of a technique's options to command-line flags and back. The schema is the only place where an option
 * exists: its name, meaning (`.describe()`), unit (`.meta({ unit })`), default and choices all come from there.
 */
import { type Command, Option } from 'commander';
import { parse as parseYaml } from 'yaml';
import { fail } from '../errors.js';
import {
  choicesOf,
  isNumber,
  isText,
  type JsonSchema,
  type OptionSchema,
  optionSchemas,
} from '../techniques/option-schema.js';
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

export function flagsOf(technique: Technique): SchemaFlag[] {
  return optionSchemas(technique).map(flagOf);
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

function flagOf(schema: OptionSchema): SchemaFlag {
  const { name, field, variants, unit } = schema;
  const kind = kindOf(variants);
  const inner = kind === 'list' ? (variants[0]!.items ?? {}) : variants[0]!;
  return {
    option: name,
    flag: `--${name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`,
    kind,
    description: describe(schema, kind),
    choices: choicesOf(kind === 'list' ? [inner] : variants).filter((choice) => typeof choice === 'string'),
    item: itemReader(kind, variants),
    placeholder: placeholderOf(kind, unit, inner),
    onByDefault: kind === 'switch' && field.default === true,
    undecided: kind === 'switch' && field.default === undefined,
  };
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

function itemReader(kind: FlagKind, variants: readonly JsonSchema[]): SchemaFlag['item'] {
  const { items, prefixItems } = variants[0] ?? {};
  const item = kind === 'list' ? items : kind === 'tuple' ? prefixItems?.[0] : variants[0];
  if (item?.type === 'number' || item?.type === 'integer') return readNumber;
  return item !== undefined && isText(item) ? (text) => text : readYaml;
}

function describe({ field, variants, description: text }: OptionSchema, kind: FlagKind): string {
  const notes: string[] = [];
  if (field.unit !== undefined && field.unit !== '1') notes.push(`in ${field.unit}`);
  if ((kind === 'list' || kind === 'map') && !/repeat/.test(text))
    notes.push(
      choicesOf([variants[0]?.items ?? {}]).length > 0
        ? 'several: with commas, or repeated'
        : 'may be given several times',
    );
  const numbers = choicesOf(variants);
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
      if (inner.file !== undefined) return '<file>';
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
        // Words to choose from hold no comma, so several may stand in one: `--refine cell,scale`.
        const items = flag.choices.length > 0 ? text.split(',').map((part) => part.trim()) : [text];
        for (const item of items)
          if (flag.choices.length > 0 && !flag.choices.includes(item)) throw notAChoice(flag, item);
        return [...((earlier as unknown[] | undefined) ?? []), ...items.map((item) => flag.item(item, flag.flag))];
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
