/** Rows of a full cell of known truth. */
import type { WrittenRun } from '../../../formats/export/write-run.js';
import type { Random } from '../../../numerics/random.js';
import type { FullCellTruth } from './full-cell-truth.js';
import { RunBuilder } from './run-builder.js';

const SWITCH_S = 0.001;
/** Width of the sloping ends, as a share of the capacity. */
const END_WIDTH = 0.035;

/** The rows of all cycles: charge, rest, discharge, rest. */
export function simulateFullCell(truth: FullCellTruth, random: Random): WrittenRun {
  const builder = new RunBuilder();
  const fullC = truth.capacity * truth.massMg * 1e-3 * 3.6;
  const currentA = truth.currentMa * 1e-3;
  const offsetA = truth.offsetMa * 1e-3;
  let begin = 0;
  let step = 0;
  for (let cycle = 1; cycle <= truth.cycles; cycle++) {
    const dischargeC = fullC * (1 - truth.fadePerCycle * (cycle - 1));
    const efficiency = truth.efficiency + truth.efficiencySigma * random.normal();
    for (const sign of [1, -1] as const) {
      const durationS = (sign === 1 ? dischargeC / efficiency : dischargeC) / currentA;
      for (let k = 0; k <= truth.pointsPerHalf; k++) {
        const share = k / truth.pointsPerHalf;
        builder.add({
          timeS: begin + (k === 0 ? SWITCH_S : durationS * share),
          potentialV: potentialV(truth, sign, share) + truth.noiseV * random.normal(),
          currentA: sign * currentA + offsetA,
          step,
          cycle,
          halfCycle: 2 * (cycle - 1) + (sign === 1 ? 0 : 1),
          mode: 1,
        });
      }
      begin += durationS;
      step += 1;
      if (truth.restMin > 0) {
        const restS = truth.restMin * 60;
        for (const share of [SWITCH_S / restS, 0.25, 0.5, 0.75, 1]) {
          const relaxed = truth.plateauV + (sign * truth.gapV) / 2 + sign * 0.3 * Math.exp(-8 * share);
          const potential = relaxed + truth.noiseV * random.normal();
          builder.add({
            timeS: begin + share * restS,
            potentialV: potential,
            currentA: offsetA,
            step,
            cycle,
            halfCycle: 2 * cycle - 1,
            mode: 3,
          });
        }
        begin += restS;
        step += 1;
      }
    }
  }
  return builder.build(truth.unknownColumn ? () => 5 + 0.01 * random.normal() : undefined);
}

/** Plateau with ends that slope to the cut-off potentials; exact at the end of the half cycle. */
function potentialV(truth: FullCellTruth, sign: 1 | -1, share: number): number {
  const plateau = truth.plateauV + (sign * truth.gapV) / 2;
  const end = sign === 1 ? truth.upperV : truth.lowerV;
  const start = sign === 1 ? truth.lowerV : truth.upperV;
  const toEnd = (end - plateau) * Math.exp(-(1 - share) / END_WIDTH);
  const fromStart = 0.3 * (start - plateau) * Math.exp(-share / (END_WIDTH / 3));
  return plateau + toEnd + fromStart;
}
