/** The known truth of a simulated polarization: an electronic current below a decay that no single law describes. */
import { z } from 'zod';

const positive = z.number().positive().max(1e12);

export const polarizationTruth = z.strictObject({
  thicknessMm: positive,
  areaCm2: positive,
  electronicConductivity: positive.describe('S/cm.'),
  voltages: z.array(z.number().min(-10).max(10)).min(1).describe('Potentials of the steps, V.'),
  durationS: positive,
  restS: z.number().min(0).default(0).describe('Rest at open circuit before each further step, seconds.'),
  sampleS: positive.default(10),
  components: z
    .array(
      z.strictObject({
        amplitude: positive.describe('Current at the beginning as a multiple of the steady current.'),
        tauS: positive,
        stretching: z.number().gt(0).max(1).default(1),
      }),
    )
    .default([])
    .describe('What decays: amplitude exp(-(t/tau)^stretching).'),
  rootTail: z
    .number()
    .min(0)
    .default(0)
    .describe('Excess at one hour, as a share of the steady current, falling as one over root of time.'),
  powerTail: z
    .strictObject({
      excess: z.number().min(0).describe('At one hour, as a share of the steady current.'),
      exponent: z.number().gt(0).max(1.5),
    })
    .optional()
    .describe('Falls as a power of time, as the charging of a blocking electrode with a constant phase element.'),
  offsetA: z.number().default(0).describe('Leakage that adds to every reading, A.'),
  noiseA: z.number().min(0).default(1e-11),
  /** Correlation of one reading with the next. */
  noiseCorrelation: z.number().min(0).lt(1).default(0),
  flickerA: z.number().min(0).default(0).describe('Standard deviation of 1/f noise over 1 to 4096 readings, A.'),
  mainsA: z
    .number()
    .min(0)
    .default(0)
    .describe('Amplitude of mains pick-up, seen through the sampling as a slow beat, A.'),
  resolutionA: z.number().min(0).default(0).describe('Step of the converter: readings are multiples of it, A.'),
});

export type PolarizationTruth = z.output<typeof polarizationTruth>;

/** The steady electronic current at a potential, A: sigma V A/L. */
export function steadyCurrentA(truth: PolarizationTruth, potentialV: number): number {
  return (truth.electronicConductivity * potentialV * truth.areaCm2) / (truth.thicknessMm / 10);
}
