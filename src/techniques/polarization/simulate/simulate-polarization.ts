/** Rows of a polarization of known truth. */
import type { WrittenRun } from '../../../formats/export/write-run.js';
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
  let noise = random.normal();
  const drift = Math.sqrt(1 - truth.noiseCorrelation ** 2);
  const row = (timeS: number, potentialV: number, currentA: number, mode: number): void => {
    noise = truth.noiseCorrelation * noise + drift * random.normal();
    columns.timeS.push(timeS);
    columns.potentialV.push(potentialV + 1e-5 * random.normal());
    columns.currentA.push(currentA + truth.noiseA * noise);
    columns.step.push(step);
    columns.mode.push(mode);
  };
  for (const [k, potentialV] of truth.voltages.entries()) {
    if (k > 0 && truth.restS > 0) {
      for (let t = SWITCH_S; t < truth.restS; t += truth.sampleS) row(begin + t, 0.02 * Math.exp(-t / 200), 0, 3);
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

/** What still decays at a time after the step, as a share of the steady current. */
export function decayingShare(truth: PolarizationTruth, timeS: number): number {
  let share = timeS > 0 ? truth.rootTail * Math.sqrt(HOUR_S / Math.max(timeS, 1)) : 0;
  for (const { amplitude, tauS, stretching } of truth.components)
    share += amplitude * Math.exp(-((timeS / tauS) ** stretching));
  return share;
}
