/** An intermittent titration of a film whose diffusion coefficient is known: the exact answer of a planar film to steps of flux. */
import type { WrittenRun } from '../../../formats/export/write-run.js';
import type { Random } from '../../../numerics/random.js';
import { RunBuilder } from '../simulate/run-builder.js';

export interface PlanarTitration {
  /** cm^2/s, cm, cm^2. */
  readonly diffusionCm2PerS: number;
  readonly thicknessCm: number;
  readonly areaCm2: number;
  readonly currentA: number;
  readonly pulseS: number;
  readonly restS: number;
  readonly pulses: number;
  readonly ohmicOhm: number;
  /** Slope of the rest potential against the mean charge per volume, V cm^3/C; positive: rises with positive current. */
  readonly slopeV: number;
  readonly startV: number;
  readonly noiseV: number;
  readonly sampleS: number;
}

/**
 * Charge per volume at the surface, C/cm^3, a time t after a flux of 1 C/(cm^2 s) into one side of a film began (Crank, The Mathematics of
 * Diffusion, 2nd ed., eq. 4.55).
 */
function surfaceResponse(t: number, { diffusionCm2PerS: d, thicknessCm: l }: PlanarTitration): number {
  if (t <= 0) return 0;
  const reduced = (d * t) / (l * l);
  // For short times the series converges slowly, and the film is as good as endless.
  if (reduced < 0.02) return 2 * Math.sqrt(t / (Math.PI * d));
  let sum = 0;
  for (let n = 1; n <= 60; n++) sum += Math.exp(-n * n * Math.PI * Math.PI * reduced) / (n * n);
  return t / l + (l / d) * (1 / 3 - (2 / (Math.PI * Math.PI)) * sum);
}

export function simulatePlanarTitration(truth: PlanarTitration, random: Random): WrittenRun {
  const builder = new RunBuilder();
  const { pulseS, restS, pulses, currentA, areaCm2, sampleS } = truth;
  const period = pulseS + restS;
  const potential = (t: number, flowing: boolean): number => {
    let charge = 0;
    for (let k = 0; k < pulses; k++) {
      const began = restS + k * period;
      if (t <= began) break;
      charge += surfaceResponse(t - began, truth) - surfaceResponse(t - began - pulseS, truth);
    }
    const ohmic = flowing ? currentA * truth.ohmicOhm : 0;
    return truth.startV + truth.slopeV * (currentA / areaCm2) * charge + ohmic + truth.noiseV * random.normal();
  };
  const stretch = (from: number, length: number, flowing: boolean, step: number): void => {
    for (let k = 0; k <= Math.round(length / sampleS); k++) {
      const timeS = from + (k === 0 ? 0.001 : Math.min(length, k * sampleS));
      builder.add({
        timeS,
        potentialV: potential(timeS, flowing),
        currentA: flowing ? currentA : 0,
        step,
        cycle: 1,
        halfCycle: 0,
        mode: flowing ? 1 : 3,
      });
    }
  };
  stretch(0, restS, false, 0);
  for (let k = 0; k < pulses; k++) {
    const began = restS + k * period;
    stretch(began, pulseS, true, 2 * k + 1);
    stretch(began + pulseS, restS, false, 2 * k + 2);
  }
  return builder.build();
}
