/** The known truth of a simulated full cell: a plateau between steep ends, fading, with an efficiency below one. */
import { z } from 'zod';

const positive = z.number().positive().max(1e9);

export const fullCellTruth = z.strictObject({
  cell: z.literal('full'),
  massMg: positive,
  currentMa: positive,
  cycles: z.int().min(1).max(10_000),
  capacity: positive.describe('First discharge, mAh/g.'),
  fadePerCycle: z.number().min(0).max(0.5).default(0).describe('Share of the first capacity lost in each cycle.'),
  capacitySigma: z
    .number()
    .min(0)
    .max(0.1)
    .default(0.001)
    .describe('Scatter of the discharge capacity from cycle to cycle, as a share.'),
  efficiency: positive.max(1.5).default(0.996).describe('Discharge over charge of the same cycle.'),
  efficiencySigma: z.number().min(0).max(0.1).default(0).describe('Scatter of the efficiency from cycle to cycle.'),
  plateauV: positive.default(3.38).describe('Middle between the plateaus of charge and discharge, at half capacity.'),
  plateauSlopeV: z.number().min(0).max(1).default(0.03).describe('How much each plateau rises over the capacity, V.'),
  gapV: z.number().min(0).default(0.12).describe('Difference between the plateaus.'),
  ohmicShare: z.number().min(0).max(1).default(0.2).describe('Part of half the gap that vanishes at once at rest.'),
  upperV: positive.default(3.8),
  lowerV: positive.default(2.5),
  rates: z
    .array(positive)
    .default([])
    .describe(
      'Currents of the cycles as multiples of currentMa, repeated to the end; the gap and the capacity follow them.',
    ),
  rateLoss: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.05)
    .describe('Share of capacity lost for each doubling of the current.'),
  restMin: z.number().min(0).default(5),
  pointsPerHalf: z.int().min(10).max(5000).default(60).describe('Rows at equal steps of time in a half cycle.'),
  everyV: z
    .number()
    .min(0)
    .default(0.01)
    .describe('A further row whenever the potential has moved by so much, V; 0 for none.'),
  noiseV: z.number().min(0).default(1e-4),
  offsetMa: z.number().default(0).describe('Offset that the instrument adds to every reading of the current, mA.'),
  gain: positive.default(1).describe('Factor that the instrument reads the current with.'),
  stopAt: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe('Share of the last discharge at which the test is stopped by hand.'),
  unknownColumn: z.boolean().default(false),
});

export type FullCellTruth = z.output<typeof fullCellTruth>;
