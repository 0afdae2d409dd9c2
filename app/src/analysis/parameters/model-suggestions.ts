import type { z } from 'zod';
import { metaOf } from '../../../../src/techniques/option-schema.js';
import type { Technique } from '../../../../src/techniques/technique.js';

/** Models that a technique offers for the option that names one: the examples of its schema. */
export function modelSuggestions(technique: Pick<Technique, 'options'>, option: string): readonly string[] {
  const shape = technique.options.shape as Readonly<Record<string, z.ZodType>>;
  const { examples } = Object.hasOwn(shape, option) ? metaOf(shape[option]!) : {};
  return Array.isArray(examples) ? examples.filter((example) => typeof example === 'string') : [];
}
