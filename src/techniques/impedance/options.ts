/**
 * Every option of an impedance analysis: the one place where an option, its unit, default and description exist.
 * Command-line flags, study.yaml, JSON Schema and the reference page are made from it.
 */
import { z } from 'zod';
import { excludeField } from '../excluded-rows.js';
import { weightings } from './fit/weights.js';

export const impedanceOptions = z.object({
  circuit: z
    .string()
    .optional()
    .describe(
      'Equivalent circuit, e.g. "R0-p(R1,CPE1)-CPE2", or Boukamp\'s notation R(RQ)Q. Without it the best of several usual circuits is taken and the others are listed.',
    )
    .meta({
      examples: [
        'R0-p(R1,CPE1)-CPE2',
        'L0-R0-p(R1,CPE1)-CPE2',
        'R0-p(R1,CPE1)-p(R2,CPE2)',
        'L0-R0-p(R1,CPE1)-p(R2,CPE2)',
        'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3',
        'R0-p(R1,CPE1)-Wo1',
        'R0-p(R1-Ws1,CPE1)',
      ],
    }),
  compare: z
    .array(z.string())
    .default([])
    .describe('Further circuits to fit and rank beside the main one (AICc, BIC); repeat the option for each.'),
  weighting: z
    .enum(weightings)
    .default('modulus')
    .describe(
      'Weights of the residuals: modulus 1/|Z|, unit, proportional 1/|Re| and 1/|Im|, or supplied (column sigma).',
    ),
  fix: z.array(z.string()).default([]).describe('Parameter held at a value, e.g. "CPE1.n=1"; repeatable.'),
  tie: z
    .array(z.string())
    .default([])
    .describe('Parameter kept equal to another or a multiple, e.g. "CPE2.n=CPE1.n" or "R2=2*R1"; repeatable.'),
  bounds: z.array(z.string()).default([]).describe('Bounds of a parameter, e.g. "CPE1.n=0.7:1"; repeatable.'),
  start: z
    .array(z.string())
    .default([])
    .describe('Start value of a parameter, e.g. "R1=150000"; repeatable. Never needed, always tried first.'),
  starts: z
    .int()
    .min(0)
    .max(1000)
    .default(20)
    .describe('Number of automatic starts for each spectrum; 0 fits from the given start alone.'),
  seed: z.int().min(0).default(1).describe('Seed of the automatic starts and of all sampling.'),
  share: z
    .array(z.string())
    .default([])
    .describe('Parameter that has one value in all recordings of the series (joint fit), e.g. "CPE1.n"; repeatable.'),
  dropInductive: z
    .boolean()
    .default(false)
    .describe(
      'Leave out inductive points (Im Z not below zero, below the axis of a Nyquist plot); how many is reported.',
    ),
  dropOutliers: z
    .boolean()
    .default(false)
    .describe('Leave out points that the Kramers-Kronig test marks as outliers; each is listed with its reason.'),
  exclude: excludeField,
  minFrequency: z.number().positive().optional().describe('Lowest frequency used.').meta({ unit: 'Hz' }),
  maxFrequency: z.number().positive().optional().describe('Highest frequency used.').meta({ unit: 'Hz' }),
  kramersKronig: z
    .boolean()
    .default(true)
    .describe('Test every spectrum for Kramers-Kronig consistency before the fit.'),
  drt: z.boolean().default(false).describe('Distribution of relaxation times with peaks and credible bands.'),
  lambda: z
    .number()
    .positive()
    .optional()
    .describe('Regularisation of the distribution; without it chosen by cross-validation.'),
  cell: z
    .enum(['pellet', 'symmetric'])
    .default('pellet')
    .describe(
      'pellet: electrolyte between blocking electrodes. symmetric: two equal interfaces; resistances of an interface are halved.',
    ),
  electrolyte: z
    .array(z.string())
    .default([])
    .describe(
      'Resistances that make up the electrolyte, e.g. "R0"; repeatable. Without it: all that carry direct current (pellet), all but the interface (symmetric).',
    ),
  interface: z
    .string()
    .optional()
    .describe(
      'Resistance of the interfaces in a symmetric cell, e.g. "R2". Without it: the tracked one, else the slowest arc.',
    ),
  track: z
    .string()
    .optional()
    .describe('Parameter followed over a time series, e.g. "R2": growth laws are fitted to it.'),
  temperatureError: z
    .number()
    .min(0)
    .default(0)
    .describe(
      'Standard deviation of each temperature, in K, independent from point to point; enters the Arrhenius fit.',
    ),
  temperatureOffsetError: z
    .number()
    .min(0)
    .default(0)
    .describe('Standard deviation of a calibration error common to all temperatures, in K.'),
  arrheniusForm: z
    .enum(['sigmaT', 'sigma'])
    .default('sigmaT')
    .describe(
      'Form of the headline activation energy: ln(sigma T) or ln(sigma) against 1/T; both are always in the table.',
    ),
  arrheniusWeights: z
    .enum(['errors', 'unit'])
    .default('errors')
    .describe('Weights of the Arrhenius fit: errors of ln sigma from the spectra, or all points alike.'),
});

export type ImpedanceOptions = z.output<typeof impedanceOptions>;
