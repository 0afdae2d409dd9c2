/**
 * Every option of a polarization analysis: the one place where an option, its unit, default and description exist. Flags,
 * study.yaml, JSON Schema and the reference page are made from it.
 */
import { z } from 'zod';
import { excludeField } from '../excluded-rows.js';
import { quantityField } from '../sample-schema.js';

export const polarizationOptions = z.object({
  electrodes: z
    .enum(['two-blocking', 'one-blocking', 'non-blocking'])
    .default('two-blocking')
    .describe(
      'two-blocking: both electrodes block ions (gold, carbon, steel) and the steady current is electronic. one-blocking: Hebb-Wagner cell. non-blocking: metal on both sides, the current fraction by Bruce and Vincent.',
    ),
  voltage: quantityField('V')
    .optional()
    .describe(
      'Potential of the step, where the file holds only a current, or the set value where it was measured badly. A condition named voltage ("hold-{voltage}V") says it for each file.',
    ),
  offsetCurrent: quantityField('nA')
    .optional()
    .describe(
      'Current that flows without a cell or at 0 V, with its sign and uncertainty, e.g. "0.05(20) nA"; it is subtracted.',
    ),
  exclude: excludeField,
  tolerance: z
    .number()
    .positive()
    .max(2)
    .default(0.3)
    .describe(
      'A current counts as steady when what is still decaying at the end is less than this share of the steady current.',
    ),
  precision: z
    .number()
    .positive()
    .max(1)
    .default(0.25)
    .describe(
      'A steady current must be known to this share of itself (one standard deviation); else a bound is given.',
    ),
  totalConductivity: quantityField('S/cm')
    .optional()
    .meta({ takenFrom: { technique: 'impedance', quantities: ['conductivity25C', 'conductivity'] } })
    .describe(
      'Total conductivity of the same sample from impedance, for the transference number. In a study it is taken from the impedance of the same sample; "none" switches that off.',
    ),
  samePellet: z
    .boolean()
    .default(false)
    .describe(
      'The total conductivity was measured on this very pellet: thickness and area cancel in the transference number.',
    ),
  initialCurrent: quantityField('uA')
    .optional()
    .describe(
      'Current at the instant of the step (non-blocking), e.g. the potential over all initial resistances. Without it: the largest of the first readings, which is too small where sampling is slow.',
    ),
  initialResistance: quantityField('Ohm')
    .optional()
    .describe('Resistance of the interfaces before the step (non-blocking), from impedance.'),
  steadyResistance: quantityField('Ohm')
    .optional()
    .describe('Resistance of the interfaces in the steady state (non-blocking), from impedance.'),
  temperature: quantityField('K')
    .optional()
    .describe(
      'Temperature of the cell (one-blocking), e.g. "298.15 K"; a condition named temperature says it for each file. Without either: 25 degC.',
    ),
});

export type PolarizationOptions = z.output<typeof polarizationOptions>;
