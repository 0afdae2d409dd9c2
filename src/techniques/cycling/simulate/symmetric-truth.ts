/**
 * The known truth of a simulated symmetric cell: pellet and two interfaces in series, the interfaces forming in the first
 * cycles and growing with the root of time afterwards, with everything that real cells add.
 */

import { z } from 'zod';
import { exp } from '../../../numerics/elementary/exp.js';

const positive = z.number().positive().max(1e9);

export const symmetricTruth = z.strictObject({
  cell: z.literal('symmetric'),
  areaCm2: positive.describe('Area of the electrodes, cm^2.'),
  currentDensity: positive.describe('mA/cm^2.'),
  halfCycleMin: positive.describe('Minutes of one half cycle.'),
  cycles: z.int().min(1).max(20_000),
  restMin: z.number().min(0).default(0).describe('Rest after each half cycle, minutes.'),
  pelletResistance: positive.describe('Ohm cm^2.'),
  interface: z.strictObject({
    initial: z.number().min(0).describe('One formed interface, Ohm cm^2.'),
    perRootHour: z.number().default(0).describe('Growth, Ohm cm^2 per root hour since the end of formation.'),
    formation: z.number().min(0).default(0).describe('Part that vanishes as the interface forms, Ohm cm^2.'),
    formationConstant: positive.default(1.2).describe('Cycles in which that part falls to 1/e.'),
    formationCycles: z.number().min(0).default(0).describe('Cycles after which the clock of the growth starts.'),
  }),
  sampleS: positive.default(30).describe('Seconds between rows.'),
  noiseV: z.number().min(0).default(2e-5).describe('Standard deviation of a reading, V.'),
  wobble: z
    .number()
    .min(0)
    .max(0.2)
    .default(0)
    .describe('Relative standard deviation from cycle to cycle (temperature).'),
  asymmetry: z.number().min(-0.5).max(0.5).default(0).describe('(|V+| - |V-|)/(|V+| + |V-|).'),
  offsetV: z.number().default(0),
  nucleation: z
    .strictObject({ share: z.number().min(0).max(5), decayS: positive })
    .optional()
    .describe('Excess at the beginning of each half cycle, as a share of the overpotential.'),
  staleFirstRow: z.boolean().default(true).describe('The first row of a half cycle still shows the potential before.'),
  short: z
    .strictObject({
      cycle: z.int().min(1),
      half: z.enum(['first', 'second']).default('first'),
      at: z.number().min(0).max(1).default(0.5).describe('When within the half cycle, as a share of its time.'),
      loss: z.number().gt(0).max(1).describe('Share of the overpotential that is lost.'),
      recovery: z
        .number()
        .min(0)
        .max(1)
        .default(0)
        .describe('Share of the loss that comes back in the next half cycle.'),
      spikes: z
        .int()
        .min(0)
        .max(100)
        .default(0)
        .describe('The contact opens and closes so many times instead of staying.'),
    })
    .optional(),
  staircase: z
    .strictObject({ step: positive, cyclesPerStep: z.int().min(1) })
    .optional()
    .describe('The current density grows by so many mA/cm^2 after so many cycles.'),
  duplicateRow: z.int().min(1).optional().describe('This row has the time of the one before.'),
  unknownColumn: z.boolean().default(false),
});

export type SymmetricTruth = z.output<typeof symmetricTruth>;

/** Resistance of one interface in a cycle (from 1) that begins `hours` after the start of the test, Ohm cm^2. */
export function interfaceOhmCm2({ interface: law, halfCycleMin }: SymmetricTruth, cycle: number): number {
  const grown = Math.max(0, cycle - law.formationCycles) * ((2 * halfCycleMin) / 60);
  return law.initial + law.perRootHour * Math.sqrt(grown) + law.formation * exp(-cycle / law.formationConstant);
}

/** Overpotential of a cycle without short, noise and wobble, V. */
export function overpotentialV(truth: SymmetricTruth, cycle: number, currentDensity = truth.currentDensity): number {
  return 1e-3 * currentDensity * (truth.pelletResistance + 2 * interfaceOhmCm2(truth, cycle));
}
