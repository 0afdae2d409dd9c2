/** What the rows of one half cycle say beyond its metrics: middle potential, drop at rest, constant-potential share. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';

export interface HalfPotentials {
  /** Mean potential, weighted with charge, over the middle tenth of the charge under current control, V. */
  readonly middleV: number | null;
  /** Fall of the amount of polarization from the last row with current to the first without, V; null where no rest follows. */
  readonly dropV: number | null;
  /** Potential at the end of the rest that follows; null where none follows. */
  readonly restV: number | null;
  /** Charge at constant potential over all charge. */
  readonly holdShare: number;
}

/** The middle of the charge: this far on both sides of one half. */
const MIDDLE = 0.05;

export function halfPotentials(series: TimeSeries, half: HalfCycle, thresholdA: number): HalfPotentials {
  const { timeS, potentialV, currentA, currentOrigin } = series;
  const begin = half.from + 1;
  const chargeOf = (row: number): number => {
    if (Math.abs(currentA[row]!) <= thresholdA || Math.abs(currentA[row - 1]!) <= thresholdA) return 0;
    const current = currentOrigin === 'stored' ? (currentA[row]! + currentA[row - 1]!) / 2 : currentA[row]!;
    return Math.abs(current) * (timeS[row]! - timeS[row - 1]!);
  };
  let plateauC = 0;
  for (let row = begin; row < half.holdFrom; row++) plateauC += chargeOf(row);
  let holdC = 0;
  for (let row = Math.max(begin, half.holdFrom); row < half.to; row++) holdC += chargeOf(row);
  const [low, high] = [(0.5 - MIDDLE) * plateauC, (0.5 + MIDDLE) * plateauC];
  let passed = 0;
  let area = 0;
  for (let row = begin; row < half.holdFrom && passed < high; row++) {
    const charge = chargeOf(row);
    const from = Math.max(passed, low);
    const to = Math.min(passed + charge, high);
    if (to > from) {
      const centre = ((from + to) / 2 - passed) / charge;
      area += (to - from) * (potentialV[row - 1]! + centre * (potentialV[row]! - potentialV[row - 1]!));
    }
    passed += charge;
  }
  const rests = half.restTo > half.to;
  return {
    middleV: plateauC > 0 ? area / (high - low) : null,
    dropV: rests ? half.sign * (potentialV[half.to - 1]! - potentialV[half.to]!) : null,
    restV: rests ? potentialV[half.restTo - 1]! : null,
    holdShare: plateauC + holdC > 0 ? holdC / (plateauC + holdC) : 0,
  };
}
