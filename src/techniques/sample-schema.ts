import { z } from 'zod';
import { isInterphaseError } from '../errors.js';
import { parseQuantity } from '../quantity/parse.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Layer, Sample } from './sample.js';

/**
 * A field of a schema that is a quantity typed as text (`1.18(2) mm`), checked for its dimension and read into a
 * `Quantity`. Messages say what is wrong and what to write.
 *
 * @param unit a unit of the dimension that is meant, used in messages and in the JSON Schema
 */
export function quantityField(unit: string) {
  return z
    .string({
      error: ({ input }) =>
        typeof input === 'number'
          ? `${input} has no unit; write the unit after the number, e.g. ${input} ${unit}`
          : `expected a number with its unit, e.g. 1.18(2) ${unit}`,
    })
    .transform((text, context): Quantity => {
      try {
        return parseQuantity(text, unit);
      } catch (error) {
        context.issues.push({ code: 'custom', input: text, message: messageOf(error) });
        return z.NEVER;
      }
    })
    .meta({ unit, examples: [`1.18(2) ${unit}`] });
}

/**
 * A layer as text: the material, then its thickness where it is known: `Na`, `TiO2 20(2) nm`. The thickness begins at
 * the first digit, sign or parenthesis that follows a space.
 */
const layerText = z
  .string({ error: 'expected a layer such as "Na" or "TiO2 20(2) nm"' })
  .transform((text, context): Layer => {
    const match = /^(\S.*?)\s+([-+(.\d].*)$/.exec(text.trim());
    if (match === null) return { material: text.trim() };
    try {
      return { material: match[1]!, thickness: parseQuantity(match[2]!, 'nm') };
    } catch (error) {
      context.issues.push({ code: 'custom', input: text, message: `layer "${text}": ${messageOf(error)}` });
      return z.NEVER;
    }
  })
  .refine(({ material }) => material !== '', 'a layer needs its material');

/**
 * A sample as it stands in study.yaml. Every field is optional; an analysis that needs one says so. Whether the values
 * are possible is `checkSample`'s business.
 */
export const sampleSchema = z
  .strictObject({
    composition: z.string().min(1).optional().describe('Chemical formula or name, e.g. Na3Zr2Si2PO12.'),
    thickness: quantityField('mm').optional().describe('Thickness of the pellet or film.'),
    diameter: quantityField('mm').optional().describe('Diameter of the round electrodes.'),
    area: quantityField('cm^2')
      .optional()
      .describe('Area of the electrodes, when they are not round or it was measured.'),
    mass: quantityField('mg').optional().describe('Mass of the active material, or of the pellet.'),
    density: quantityField('g/cm^3').optional().describe('Density of the material.'),
    stack: z
      .array(layerText)
      .min(2, 'a stack has at least two layers')
      .optional()
      .describe(
        'Layers from one current collector to the other, e.g. [Na, TiO2 20(2) nm, NZSP 0.60(1) mm, TiO2 20(2) nm, Na]. The thickest one is the pellet.',
      ),
  })
  .transform((fields): Sample => withoutUndefined(fields));

/** Absent fields are absent, not undefined: a sample goes into cache keys and across workers. */
function withoutUndefined(fields: z.output<typeof sampleSchema.in>): Sample {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function messageOf(error: unknown): string {
  if (isInterphaseError(error)) return `${error.message}; ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
