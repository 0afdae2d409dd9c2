/** How much charge passes while the potential lies in each small step of potential: what dQ/dV is made of. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';

export interface ChargeByPotential {
  /** Middles of the steps, ascending, V. */
  readonly potentialV: Float64Array;
  /** Amount of charge in each step, C. */
  readonly chargeC: Float64Array;
  readonly stepV: number;
  /** Sum of the above, and the charge under current control that no potential is known for (first row, rests), C. */
  readonly countedC: number;
  readonly leftOutC: number;
}

/** A range of potential is cut into at most so many steps. */
const MOST_STEPS = 20_000;

/**
 * Counts the charge of the part under current control into steps of potential. Between two rows the potential moves evenly, so
 * the charge is shared among the steps it crosses. Where the potential turns back and passes a step again the charges add up:
 * no division by a small or negative change of potential ever happens. The constant potential at the end, rests inside and the
 * first row (which still shows the potential before the reversal) are left out.
 *
 * @param stepV wished step; wider where the range would need more than 20,000
 * @param thresholdA smaller currents are rest
 * @param offsetV where a step begins, so that steps hold equal numbers of an instrument's levels. @default 0
 */
export function chargeByPotential(
  series: TimeSeries,
  half: HalfCycle,
  stepV: number,
  thresholdA: number,
  offsetV = 0,
): ChargeByPotential | undefined {
  const { potentialV } = series;
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const leftOutC = forEachInterval(series, half, thresholdA, (row) => {
    lowest = Math.min(lowest, potentialV[row]!, potentialV[row - 1]!);
    highest = Math.max(highest, potentialV[row]!, potentialV[row - 1]!);
  });
  if (!(highest > lowest)) return undefined;
  const step = Math.max(stepV, (highest - lowest) / MOST_STEPS);
  const first = Math.floor((lowest - offsetV) / step);
  const count = Math.floor((highest - offsetV) / step) - first + 1;
  const begin = offsetV + first * step;
  const chargeC = new Float64Array(count);
  let countedC = 0;
  forEachInterval(series, half, thresholdA, (row, charge) => {
    countedC += charge;
    share(chargeC, (potentialV[row - 1]! - begin) / step, (potentialV[row]! - begin) / step, charge);
  });
  return {
    potentialV: Float64Array.from({ length: count }, (_, k) => begin + (k + 0.5) * step),
    chargeC,
    stepV: step,
    countedC,
    leftOutC,
  };
}

/** Shares a charge evenly among the steps between two places, both in steps. */
function share(charges: Float64Array, a: number, b: number, charge: number): void {
  const [from, to] = a <= b ? [a, b] : [b, a];
  const last = charges.length - 1;
  const [first, end] = [Math.min(last, Math.floor(from)), Math.min(last, Math.floor(to))];
  if (first === end) {
    charges[first]! += charge;
    return;
  }
  const perStep = charge / (to - from);
  charges[first]! += (first + 1 - from) * perStep;
  for (let k = first + 1; k < end; k++) charges[k]! += perStep;
  charges[end]! += (to - end) * perStep;
}

/**
 * Calls `visit` for each pair of rows of a half cycle between which current flows under current control, with the amount of
 * charge between them. @returns the charge of the pairs that have no valid potential
 */
export function forEachInterval(
  { timeS, currentA, currentOrigin }: TimeSeries,
  half: HalfCycle,
  thresholdA: number,
  visit: (row: number, chargeC: number) => void,
): number {
  let leftOutC = 0;
  const to = Math.max(half.holdFrom, Math.min(half.to, half.from + 2));
  let fresh = true;
  for (let row = half.from + 1; row < to; row++) {
    const [i0, i1] = [currentA[row - 1]!, currentA[row]!];
    if (Math.abs(i1) <= thresholdA) {
      fresh = true;
      continue;
    }
    const current = currentOrigin === 'stored' && Math.abs(i0) > thresholdA ? (i0 + i1) / 2 : i1;
    const charge = Math.abs(current) * (timeS[row]! - timeS[row - 1]!);
    if (fresh || Math.abs(i0) <= thresholdA) {
      // Between a rest and the first row with current nobody knows when it began.
      if (Math.abs(i0) > thresholdA) leftOutC += charge;
      fresh = false;
      continue;
    }
    visit(row, charge);
  }
  return leftOutC;
}
