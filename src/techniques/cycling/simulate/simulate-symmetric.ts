/** Rows of a symmetric cell of known truth. */

import type { WrittenRun } from '../../../formats/export/write-run.js';
import { exp } from '../../../numerics/elementary/exp.js';
import type { Random } from '../../../numerics/random.js';
import { RunBuilder } from './run-builder.js';
import { overpotentialV, type SymmetricTruth } from './symmetric-truth.js';

/** The row that ends a step and the one that begins the next are this far apart, as instruments write them. */
const SWITCH_S = 0.001;
const AFTER_JUMP_S = 1;

/** The rows that an instrument would write: each half cycle with its first and last row. */
export function simulateSymmetric(truth: SymmetricTruth, random: Random): WrittenRun {
  const builder = new RunBuilder();
  const halfS = truth.halfCycleMin * 60;
  const restS = truth.restMin * 60;
  let begin = 0;
  let step = 0;
  let shorted = 0;
  for (let cycle = 1; cycle <= truth.cycles; cycle++) {
    const density = currentDensityOf(truth, cycle);
    const currentA = 1e-3 * density * truth.areaCm2;
    const eta = overpotentialV(truth, cycle, density) * (1 + truth.wobble * random.normal());
    for (const sign of [1, -1] as const) {
      const half = sign === 1 ? 'first' : 'second';
      const happens = truth.short?.cycle === cycle && truth.short.half === half ? truth.short : undefined;
      const level = eta * (1 + sign * truth.asymmetry);
      const before = builder.last?.potentialV;
      const row = (timeS: number, potentialV: number): void =>
        builder.add({ timeS, potentialV, currentA: sign * currentA, step, cycle, halfCycle: step, mode: 1 });
      const count = Math.max(2, Math.round(halfS / truth.sampleS));
      // Instruments also write a row when the potential has jumped.
      const jump = halfS / count > 2 * AFTER_JUMP_S ? [(count * AFTER_JUMP_S) / halfS] : [];
      for (const k of [0, ...jump, ...Array.from({ length: count }, (_, n) => n + 1)]) {
        const elapsed = (halfS * k) / count;
        const timeS = begin + (k === 0 ? SWITCH_S : elapsed);
        if (k === 0 && truth.staleFirstRow && before !== undefined) {
          row(timeS, before);
          continue;
        }
        const lost = happens === undefined ? shorted : Math.max(shorted, lossAt(happens, k / count));
        const excess = truth.nucleation ? truth.nucleation.share * exp(-elapsed / truth.nucleation.decayS) : 0;
        const value = sign * level * (1 + excess) * (1 - lost) + truth.offsetV;
        row(timeS, value + truth.noiseV * random.normal());
      }
      if (happens !== undefined && happens.spikes === 0) shorted = happens.loss * (1 - happens.recovery);
      step += 1;
      begin += halfS;
      if (restS > 0) {
        rest(builder, truth, begin, step, cycle, random);
        step += 1;
        begin += restS;
      }
    }
  }
  const run = builder.build(truth.unknownColumn ? () => 5 + 0.01 * random.normal() : undefined);
  return truth.duplicateRow === undefined ? run : withDuplicate(run, truth.duplicateRow);
}

function currentDensityOf({ currentDensity, staircase }: SymmetricTruth, cycle: number): number {
  if (staircase === undefined) return currentDensity;
  return currentDensity + staircase.step * Math.floor((cycle - 1) / staircase.cyclesPerStep);
}

/** Share of the potential that is lost at a place (0 to 1) of the half cycle in which the short happens. */
function lossAt({ at, loss, spikes }: NonNullable<SymmetricTruth['short']>, place: number): number {
  if (place < at) return 0;
  if (spikes === 0) return loss;
  // Open and closed in turn, closed for the shorter part.
  const phase = ((place - at) / Math.max(1e-9, 1 - at)) * spikes;
  return phase % 1 < 0.3 ? loss : 0;
}

function rest(
  builder: RunBuilder,
  truth: SymmetricTruth,
  begin: number,
  step: number,
  cycle: number,
  random: Random,
): void {
  const count = Math.max(2, Math.round((truth.restMin * 60) / truth.sampleS));
  for (let k = 0; k <= count; k++) {
    const timeS = begin + (k === 0 ? SWITCH_S : (truth.restMin * 60 * k) / count);
    const potentialV = truth.offsetV + truth.noiseV * random.normal();
    builder.add({ timeS, potentialV, currentA: 0, step, cycle, halfCycle: step, mode: 3 });
  }
}

function withDuplicate(run: WrittenRun, row: number): WrittenRun {
  const timeS = Float64Array.from(run.timeS);
  if (row < timeS.length) timeS[row] = timeS[row - 1]!;
  return { ...run, timeS };
}
