/** The options of an analysis as a form shows them: what is set, what comes from another analysis, what is default. */
import type { OptionSource } from '../../../../src/execution/task.js';
import { parseQuantity } from '../../../../src/quantity/parse.js';
import { printQuantity } from '../../../../src/quantity/print.js';
import type { FormField } from '../../../../src/techniques/option-form.js';
import { parameterWordKinds } from '../../../../src/techniques/parameter-words.js';

export interface OptionState {
  readonly field: FormField;
  /** As it stands in study.yaml; undefined where it does not. */
  readonly value: unknown;
  /** The number of another analysis that it is, or was to be; typed as a reference or taken by the technique itself. */
  readonly source?: OptionSource;
  /** The value that was used, where it is a number of another analysis, as printed: `5.31(17)×10⁻⁴ S/cm`. */
  readonly used?: string;
}

export interface KnownOptions {
  readonly typed: Readonly<Record<string, unknown>>;
  /** Of the last result. */
  readonly provenance?: {
    readonly options: Readonly<Record<string, unknown>>;
    readonly references?: Readonly<Record<string, OptionSource>>;
  };
}

export function optionStates(fields: readonly FormField[], { typed, provenance }: KnownOptions): OptionState[] {
  return fields.map((field) => {
    const value = typed[field.name] ?? undefined;
    const source = provenance?.references?.[field.name];
    // A number typed since the last run is no reference any more.
    const stands = source !== undefined && (value === undefined || isReference(value));
    const used = provenance?.options[field.name];
    return {
      field,
      value,
      ...(stands && { source }),
      ...(stands && used !== undefined && { used: printed(used) }),
    };
  });
}

function printed(used: unknown): string {
  try {
    return printQuantity(parseQuantity(String(used)));
  } catch {
    return String(used);
  }
}

/** A number of another analysis, typed: `{conductivity.conductivity25C}`. */
export function isReference(value: unknown): boolean {
  return typeof value === 'string' && /^\s*\{[^{}]+\}\s*$/.test(value);
}

/** What is set first, then what comes from another analysis, then the rest; within each in the order of the technique. */
export function inOrder(states: readonly OptionState[]): readonly string[] {
  const rank = ({ value, source }: OptionState) => (value !== undefined ? 0 : source !== undefined ? 1 : 2);
  return [...states].sort((a, b) => rank(a) - rank(b)).map(({ field }) => field.name);
}

/** Options that have controls of their own: points left out, and with a model its text and the words about parameters. */
export function hasOwnControl(name: string, model: { readonly option: string } | undefined): boolean {
  if (name === 'exclude') return true;
  return model !== undefined && (name === model.option || parameterWordKinds.some((kind) => kind === name));
}

/** Whether an option is what somebody looks for: every word is in its name, label or description. */
export function matches({ field }: OptionState, filter: string): boolean {
  const hay = `${field.name} ${field.label} ${field.description}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
