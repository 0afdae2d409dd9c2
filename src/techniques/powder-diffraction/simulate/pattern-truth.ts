/** What a simulated pattern is made of: the schema of the truth. */
import { z } from 'zod';

const positive = z.number().positive().max(1e9);
const angle = z.number().gt(0).lt(180);

const cell = z.strictObject({
  a: positive,
  b: positive.optional(),
  c: positive.optional(),
  alpha: angle.optional(),
  beta: angle.optional(),
  gamma: angle.optional(),
});

/** `[label, element, x, y, z, occupancy, uIso]`. */
const site = z.tuple([z.string(), z.string(), z.number(), z.number(), z.number(), z.number(), z.number()]);

const phase = z.strictObject({
  name: z.string().min(1),
  spaceGroup: z.string().min(1),
  cell,
  sites: z.array(site).min(1),
  weightFraction: z.number().min(0).max(1),
  /** Lorentzian broadening by small crystals, nm; none without it. */
  sizeNm: positive.optional(),
  /** File name of the CIF that is written beside the pattern; none without it. */
  cif: z.string().optional(),
  /** Cell and atoms in that CIF, where they are not the true ones: what a paper says. */
  startCell: cell.optional(),
  startSites: z.array(site).min(1).optional(),
  /** Where the numbers in that CIF come from. */
  source: z.string().optional(),
});

const MOST_POINTS = 200_000;

export const patternTruth = z
  .strictObject({
    name: z.string().min(1),
    format: z.enum(['xrdml', 'xy']).default('xrdml'),
    radiation: z.string().default('Cu').describe('Anode of the tube.'),
    fromDeg: angle,
    toDeg: angle,
    stepDeg: positive,
    peakCounts: positive.describe('Counts of the highest point above the background.'),
    background: z.array(z.number()).min(1).max(36).describe('Chebyshev terms, counts.'),
    hump: z.strictObject({ positionDeg: angle, widthDeg: positive, height: positive }).optional(),
    zeroDeg: z.number().default(0),
    displacementMm: z.number().default(0),
    U: z.number().default(0),
    V: z.number().default(0),
    W: positive,
    Y: z.number().min(0).default(0).describe('Lorentzian width that goes with tan(theta), degrees: strain.'),
    asymmetry: z.number().min(0).max(0.25).default(0).describe('(S + H)/L of the axial divergence.'),
    phases: z.array(phase).min(1),
  })
  .refine(({ fromDeg, toDeg, stepDeg }) => (toDeg - fromDeg) / stepDeg >= 1, {
    path: ['toDeg'],
    message: 'must lie at least a step above fromDeg',
  })
  .refine(({ fromDeg, toDeg, stepDeg }) => (toDeg - fromDeg) / stepDeg < MOST_POINTS, {
    path: ['stepDeg'],
    message: `makes more than ${MOST_POINTS} points`,
  });

export type PatternTruth = z.output<typeof patternTruth>;
/** As it is typed, with its defaults left out. */
export type TypedPatternTruth = z.input<typeof patternTruth>;
export type PhaseTruth = PatternTruth['phases'][number];
