/** Rows of a polarization of known truth. */

import type { WrittenRun } from '../../../formats/export/write-run.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { sin } from '../../../numerics/elementary/sin.js';
import type { Random } from '../../../numerics/random.js';
import { type PolarizationTruth, steadyCurrentA } from './polarization-truth.js';

const SWITCH_S = 0.001;
const HOUR_S = 3600;

/** Each step of the potential, with a rest before all but the first. */
export function simulatePolarization(truth: PolarizationTruth, random: Random): WrittenRun {
  const columns = {
    timeS: [] as number[],
    potentialV: [] as number[],
    currentA: [] as number[],
    step: [] as number[],
    mode: [] as number[],
  };
  let begin = 0;
  let step = 0;
  const noise = readingNoise(truth, random);
  const row = (timeS: number, potentialV: number, currentA: number, mode: number): void => {
    const reading = currentA + noise(timeS);
    columns.timeS.push(timeS);
    columns.potentialV.push(potentialV + 1e-5 * random.normal());
    columns.currentA.push(
      truth.resolutionA > 0 ? Math.round(reading / truth.resolutionA) * truth.resolutionA : reading,
    );
    columns.step.push(step);
    columns.mode.push(mode);
  };
  for (const [k, potentialV] of truth.voltages.entries()) {
    if (k > 0 && truth.restS > 0) {
      for (let t = SWITCH_S; t < truth.restS; t += truth.sampleS) row(begin + t, 0.02 * exp(-t / 200), 0, 3);
      begin += truth.restS;
      step += 1;
    }
    const steady = steadyCurrentA(truth, potentialV);
    for (let t = SWITCH_S; t <= truth.durationS; t += truth.sampleS) {
      row(begin + t, potentialV, steady * (1 + decayingShare(truth, t)) + truth.offsetA, 2);
    }
    begin += truth.durationS;
    step += 1;
  }
  return {
    ...columns,
    cycle: new Float64Array(columns.timeS.length),
    halfCycle: new Float64Array(columns.timeS.length),
  };
}

/** Frequency of the mains as the readings alias it, Hz. */
const BEAT_HZ = 0.0013;
/** Correlation lengths of the noises whose sum falls as 1/f, readings. */
const FLICKER_LENGTHS = [1, 4, 16, 64, 256, 1024, 4096] as const;

/** Noise of one reading after the other: correlated, 1/f as a sum of relaxations of equal variance, and mains. */
function readingNoise(truth: PolarizationTruth, random: Random): (timeS: number) => number {
  const step = (state: number, keep: number): number => keep * state + Math.sqrt(1 - keep ** 2) * random.normal();
  let noise = random.normal();
  const flickers = truth.flickerA > 0 ? FLICKER_LENGTHS.map(() => random.normal()) : [];
  return (timeS) => {
    noise = step(noise, truth.noiseCorrelation);
    let sum = truth.noiseA * noise + truth.mainsA * sin(2 * Math.PI * BEAT_HZ * timeS);
    for (let k = 0; k < flickers.length; k++) {
      flickers[k] = step(flickers[k]!, exp(-1 / FLICKER_LENGTHS[k]!));
      sum += (truth.flickerA / Math.sqrt(FLICKER_LENGTHS.length)) * flickers[k]!;
    }
    return sum;
  };
}

/** What still decays at a time after the step, as a share of the steady current. */
export function decayingShare(truth: PolarizationTruth, timeS: number): number {
  let share = timeS > 0 ? truth.rootTail * Math.sqrt(HOUR_S / Math.max(timeS, 1)) : 0;
  if (truth.powerTail !== undefined)
    share += truth.powerTail.excess * pow(HOUR_S / Math.max(timeS, 1), truth.powerTail.exponent);
  for (const { amplitude, tauS, stretching } of truth.components)
    share += amplitude * exp(-pow(timeS / tauS, stretching));
  return share;
}
