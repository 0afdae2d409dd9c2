/** Rows of a full cell of known truth. */

import type { WrittenRun } from '../../../formats/export/write-run.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log2 } from '../../../numerics/elementary/log.js';
import type { Random } from '../../../numerics/random.js';
import type { FullCellTruth } from './full-cell-truth.js';
import { RunBuilder } from './run-builder.js';

const SWITCH_S = 0.001;
/** Width of the steep ends, as a share of the capacity. */
const END_WIDTH = 0.035;
/** Share of the other end that is seen at the start of a half cycle. */
const START_SHARE = 0.3;
/** Where a half cycle is looked at for steps of potential. */
const FINE_STEPS = 4000;
/** A rest relaxes so many times over. */
const RELAXATIONS = 8;

/** The rows of all cycles: charge, rest, discharge, rest. */
export function simulateFullCell(truth: FullCellTruth, random: Random): WrittenRun {
  const builder = new RunBuilder();
  const { noiseV } = truth;
  const offsetA = truth.offsetMa * 1e-3;
  let begin = 0;
  let step = 0;
  for (let cycle = 1; cycle <= truth.cycles; cycle++) {
    const rate = truth.rates[(cycle - 1) % Math.max(1, truth.rates.length)] ?? 1;
    const currentA = truth.currentMa * 1e-3 * rate;
    const dischargeC = dischargeCharge(truth, cycle, rate) * (1 + truth.capacitySigma * random.normal());
    const efficiency = truth.efficiency + truth.efficiencySigma * random.normal();
    for (const sign of [1, -1] as const) {
      const curve = (share: number): number => potentialV(truth, sign, share, rate);
      const stopped = cycle === truth.cycles && sign === -1 && truth.stopAt < 1;
      const durationS = (sign === 1 ? dischargeC / efficiency : dischargeC) / currentA;
      const shares = sampledShares(truth, curve).filter((share) => !stopped || share <= truth.stopAt);
      for (const share of shares) {
        builder.add({
          timeS: begin + Math.max(SWITCH_S, durationS * share),
          potentialV: curve(share) + noiseV * random.normal(),
          currentA: truth.gain * sign * currentA + offsetA,
          step,
          cycle,
          halfCycle: 2 * (cycle - 1) + (sign === 1 ? 0 : 1),
          mode: 1,
        });
      }
      if (stopped) break;
      begin += durationS;
      step += 1;
      if (truth.restMin > 0) {
        const restS = truth.restMin * 60;
        const end = curve(1);
        // The open circuit lies between the plateaus: the ohmic part of the gap goes at once, the rest relaxes.
        const relaxedV = end - (sign * truth.gapV * rate) / 2;
        const slowV = (1 - truth.ohmicShare) * (end - relaxedV);
        for (const share of [SWITCH_S / restS, 0.25, 0.5, 0.75, 1]) {
          builder.add({
            timeS: begin + share * restS,
            potentialV: relaxedV + slowV * exp(-RELAXATIONS * share) + noiseV * random.normal(),
            currentA: offsetA,
            step,
            cycle,
            halfCycle: 2 * (cycle - 1) + (sign === 1 ? 0 : 1),
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

/** Charge that the discharge of a cycle has without scatter, C. */
function dischargeCharge(truth: FullCellTruth, cycle: number, rate: number): number {
  const firstC = truth.capacity * truth.massMg * 1e-3 * 3.6;
  return firstC * (1 - truth.fadePerCycle * (cycle - 1)) * (1 - truth.rateLoss * log2(rate));
}

/** Shares of a half cycle at which a row is written: equal steps, and more where the potential moves fast. */
function sampledShares({ pointsPerHalf, everyV }: FullCellTruth, curve: (share: number) => number): number[] {
  const even = Array.from({ length: pointsPerHalf + 1 }, (_, k) => k / pointsPerHalf);
  if (everyV === 0) return even;
  const shares: number[] = [0];
  let written = 0;
  let next = 1;
  for (let k = 1; k <= FINE_STEPS; k++) {
    const share = k / FINE_STEPS;
    const due = share >= next / pointsPerHalf - 1e-12;
    if (!due && Math.abs(curve(share) - curve(written)) < everyV) continue;
    if (due) next += 1;
    shares.push(share);
    written = share;
  }
  return shares;
}

/** Plateau with steep ends to the cut-off potentials; exact at the end of the half cycle. */
function potentialV(truth: FullCellTruth, sign: 1 | -1, share: number, rate: number): number {
  const plateau = truth.plateauV + (sign * truth.gapV * rate) / 2;
  const sloping = plateau + sign * truth.plateauSlopeV * (share - 0.5);
  const end = sign === 1 ? truth.upperV : truth.lowerV;
  const start = sign === 1 ? truth.lowerV : truth.upperV;
  const toEnd = (end - plateau - (sign * truth.plateauSlopeV) / 2) * exp(-(1 - share) / END_WIDTH);
  const fromStart = START_SHARE * (start - plateau) * exp(-share / (END_WIDTH / 3));
  return sloping + toEnd + fromStart;
}
