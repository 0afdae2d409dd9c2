import type { z } from 'zod';
import { metaOf } from '../techniques/option-schema.js';
import { isTakenFrom, type TakenFrom } from '../techniques/taken-from.js';
import type { Technique } from '../techniques/technique.js';

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
