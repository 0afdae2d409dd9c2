/** The known truth of a simulated full cell: a plateau between sloping ends, fading, with an efficiency below one. */
import { z } from 'zod';

const positive = z.number().positive().max(1e9);

export const fullCellTruth = z.strictObject({
  cell: z.literal('full'),
  massMg: positive,
  currentMa: positive,
  cycles: z.int().min(1).max(10_000),
  capacity: positive.describe('First discharge, mAh/g.'),
  fadePerCycle: z.number().min(0).max(0.5).default(0).describe('Share of the first capacity lost in each cycle.'),
  efficiency: positive.max(1.5).default(0.996).describe('Discharge over charge of the same cycle.'),
  efficiencySigma: z.number().min(0).max(0.1).default(0).describe('Scatter of the efficiency from cycle to cycle.'),
  plateauV: positive.default(3.38).describe('Middle between the plateaus of charge and discharge.'),
  gapV: z.number().min(0).default(0.12).describe('Difference between the plateaus.'),
  upperV: positive.default(3.8),
  lowerV: positive.default(2.5),
  restMin: z.number().min(0).default(5),
  pointsPerHalf: z.int().min(10).max(5000).default(60),
  noiseV: z.number().min(0).default(1e-4),
  offsetMa: z.number().default(0).describe('Offset that the instrument adds to every reading of the current, mA.'),
  unknownColumn: z.boolean().default(false),
});

export type FullCellTruth = z.output<typeof fullCellTruth>;
