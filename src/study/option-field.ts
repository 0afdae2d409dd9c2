import type { z } from 'zod';
import type { Technique } from '../techniques/technique.js';

/**
 * What an option may be taken from when nobody gives it: the only analysis by `technique` of the same sample. A
 * technique says so in its options: `quantityField('S/cm').optional().meta({ takenFrom: { technique, quantities } })`.
 */
export interface TakenFrom {
  /** Long name of the technique. */
  readonly technique: string;
  /** Names of its quantities, best first. A name that ends in `25C` holds at 25 degC, whatever the recordings are at. */
  readonly quantities: readonly string[];
}

/** What references need to know of an option. */
export interface OptionField {
  /** Unit of a quantity option; undefined for options that are no quantities, which cannot be references. */
  readonly unit?: string;
  readonly takenFrom?: TakenFrom;
  /** The analysis can do without it. */
  readonly optional: boolean;
}

/** Undefined where the technique has no such option. */
export function optionField(technique: Technique, option: string): OptionField | undefined {
  const { shape } = technique.options;
  if (!Object.hasOwn(shape, option)) return undefined;
  const schema = shape[option] as z.ZodType;
  const { unit, takenFrom } = metaOf(schema);
  return {
    ...(typeof unit === 'string' ? { unit } : {}),
    ...(isTakenFrom(takenFrom) ? { takenFrom } : {}),
    optional: schema.safeParse(undefined).success,
  };
}

/** Metadata of a field and of what `optional` or `default` wrap; the outermost says the last word. */
function metaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return { ...(innerType === undefined ? {} : metaOf(innerType)), ...schema.meta() };
}

function isTakenFrom(value: unknown): value is TakenFrom {
  const { technique, quantities } = (value ?? {}) as Partial<Record<keyof TakenFrom, unknown>>;
  return typeof technique === 'string' && Array.isArray(quantities);
}
