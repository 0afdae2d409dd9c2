/** Capacities, efficiencies and potentials of a cell that charges and discharges, cycle by cycle. */
import { median } from '../../../numerics/statistics/summary.js';
import type { HalfCycleMetrics } from '../half-cycles/half-cycle.js';
import type { PreparedTest } from '../prepare-test.js';
import { type HalfPotentials, halfPotentials } from './half-potentials.js';

export interface FullCycle {
  readonly number: number;
  readonly instrumentNumber: number | null;
  /** End of the cycle since the start of the test. */
  readonly endH: number;
  /** Indices of its half cycles: positive current (charge) and negative (discharge). */
  readonly chargeHalf: number | null;
  readonly dischargeHalf: number | null;
  /** Both halves are there with some charge, and neither was cut short by the end of the file. */
  readonly whole: boolean;
  /** Amounts of charge, C. */
  readonly chargeC: number | null;
  readonly dischargeC: number | null;
  /** Standard deviation of either by the instant of switching, C. */
  readonly switchSigmaC: number;
  /** Second over first half cycle for a half cell, discharge over charge for a full cell. */
  readonly efficiency: number | null;
  readonly energyEfficiency: number | null;
  /** E/Q of each half cycle, V. */
  readonly meanChargeV: number | null;
  readonly meanDischargeV: number | null;
  /** Difference of the potentials at half the charge of each half cycle, V: the polarization gap. */
  readonly gapV: number | null;
  /** Median potentials of the middle halves: the plateaus, V. */
  readonly plateauChargeV: number | null;
  readonly plateauDischargeV: number | null;
  /** What the rows of the half cycles say; null where the half is missing. */
  readonly charge: HalfPotentials | null;
  readonly discharge: HalfPotentials | null;
  /** Mean amount of the discharge current (charge where there is no discharge), A. */
  readonly currentA: number;
}

/** Cycles of a cell; for a half cell that begins with insertion the efficiency is extraction over insertion. */
export function fullCycles(test: PreparedTest): FullCycle[] {
  const { cycles, halfCycles, metrics, options, series, thresholdA } = test;
  return cycles.map((cycle, k) => {
    const parts = [cycle.first, cycle.second].filter((index) => index !== null);
    const ofSign = (sign: 1 | -1): number | null => parts.find((part) => halfCycles[part]!.sign === sign) ?? null;
    const [chargeHalf, dischargeHalf] = [ofSign(1), ofSign(-1)];
    const amount = (index: number | null): number | null => (index === null ? null : Math.abs(metrics[index]!.chargeC));
    const energy = (index: number | null): number | null => (index === null ? null : Math.abs(metrics[index]!.energyJ));
    const [chargeC, dischargeC] = [amount(chargeHalf), amount(dischargeHalf)];
    const ratio = (a: number | null, b: number | null): number | null =>
      a === null || b === null || a === 0 || b === 0 ? null : a / b;
    const inserts = options.cell === 'half' && cycle.first !== null && halfCycles[cycle.first]!.sign === -1;
    const last = halfCycles[parts.at(-1)!]!;
    const switching = parts.map((part) => metrics[part]!.switchSigmaS * Math.abs(metrics[part]!.currentA));
    const plateau = (index: number | null): number | null =>
      index === null ? null : metrics[index]!.plateauPotentialV;
    const seen = (index: number | null): HalfPotentials | null =>
      index === null ? null : halfPotentials(series, halfCycles[index]!, thresholdA);
    const [charge, discharge] = [seen(chargeHalf), seen(dischargeHalf)];
    const [up, down] = [charge?.middleV ?? null, discharge?.middleV ?? null];
    return {
      number: cycle.number,
      instrumentNumber: cycle.instrumentNumber,
      endH: (series.timeS[last.to - 1]! - series.timeS[0]!) / 3600,
      chargeHalf,
      dischargeHalf,
      whole: (chargeC ?? 0) > 0 && (dischargeC ?? 0) > 0 && !(k === cycles.length - 1 && stopped(test)),
      chargeC,
      dischargeC,
      switchSigmaC: Math.max(0, ...switching),
      efficiency: inserts ? ratio(chargeC, dischargeC) : ratio(dischargeC, chargeC),
      energyEfficiency: inserts
        ? ratio(energy(chargeHalf), energy(dischargeHalf))
        : ratio(energy(dischargeHalf), energy(chargeHalf)),
      meanChargeV: ratio(energy(chargeHalf), chargeC),
      meanDischargeV: ratio(energy(dischargeHalf), dischargeC),
      gapV: up === null || down === null ? null : up - down,
      plateauChargeV: plateau(chargeHalf),
      plateauDischargeV: plateau(dischargeHalf),
      charge,
      discharge,
      currentA: Math.abs(metrics[dischargeHalf ?? chargeHalf!]!.currentA),
    };
  });
}

/** How far the end potentials of good half cycles scatter. */
const END_SCATTER_V = 0.05;
/** A half cycle with less than this share of the usual charge may have been cut short. */
const WHOLE_SHARE = 0.985;
/** Potentials nearer than this are the same for any instrument. */
const SAME_V = 1e-3;

/**
 * True when the last half cycle ends with the file before it reached the potential where the others of its kind ended: by far,
 * or, where it also has less charge than they, by more than noise, scatter and the step of the rows explain.
 */
function stopped({ halfCycles, metrics, series }: PreparedTest): boolean {
  const last = halfCycles.at(-1)!;
  if (last.to < series.rows || last.holdFrom < last.to) return false;
  const others = halfCycles
    .flatMap((half, k) => (half.sign === last.sign && half !== last ? [metrics[k]!] : []))
    .slice(-3);
  if (others.length === 0) return false;
  const own: HalfCycleMetrics = metrics.at(-1)!;
  const ends = others.map((m) => m.endPotentialV);
  const missingV = last.sign * (median(ends) - own.endPotentialV);
  if (missingV > END_SCATTER_V) return true;
  const share = Math.abs(own.chargeC) / median(others.map((m) => Math.abs(m.chargeC)));
  const stepV = Math.abs(series.potentialV[last.to - 1]! - series.potentialV[last.to - 2]!);
  const scatterV = Math.max(...ends) - Math.min(...ends);
  return share < WHOLE_SHARE && missingV > Math.max(SAME_V, 3 * own.noiseV, scatterV, stepV);
}
