/** Pulses of current between rests: the rows of a galvanostatic intermittent titration. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';

export interface TitrationPulse {
  /** Rows [from, to) with current; the rest before ends at `from`, the rest after is [to, restTo). */
  readonly restFrom: number;
  readonly from: number;
  readonly to: number;
  readonly restTo: number;
  readonly sign: 1 | -1;
  /** Mean amount of the current, A. */
  readonly currentA: number;
  readonly durationS: number;
  /** Charge with its sign since the start of the test, to the end of the pulse, C. */
  readonly chargeC: number;
}

/** A pulse and its rests have at least so many rows. */
const LEAST_ROWS = 5;

/** Pulses that have a rest before and after; others (a plain charge at the end) are passed over. */
export function findPulses({ rows, timeS, currentA, currentOrigin }: TimeSeries, thresholdA: number): TitrationPulse[] {
  const signOf = (row: number): number => (Math.abs(currentA[row]!) <= thresholdA ? 0 : Math.sign(currentA[row]!));
  const runs: { from: number; to: number; sign: number; endC: number }[] = [];
  let chargeC = 0;
  for (let row = 0; row < rows; row++) {
    const sign = signOf(row);
    const open = runs.at(-1);
    if (row > 0 && sign !== 0) {
      const before = signOf(row - 1) === sign;
      const mean = currentOrigin === 'stored' && before ? (currentA[row]! + currentA[row - 1]!) / 2 : currentA[row]!;
      if (before || currentOrigin === 'from-charge') chargeC += mean * (timeS[row]! - timeS[row - 1]!);
    }
    if (open === undefined || open.sign !== sign) runs.push({ from: row, to: row + 1, sign, endC: chargeC });
    else {
      open.to = row + 1;
      open.endC = chargeC;
    }
  }
  const pulses: TitrationPulse[] = [];
  for (let k = 1; k + 1 < runs.length; k++) {
    const [before, run, after] = [runs[k - 1]!, runs[k]!, runs[k + 1]!];
    if (run.sign === 0 || before.sign !== 0 || after.sign !== 0) continue;
    if ([before, run, after].some(({ from, to }) => to - from < LEAST_ROWS)) continue;
    const durationS = timeS[run.to - 1]! - timeS[run.from]!;
    const began = runs[k - 1]!.endC;
    pulses.push({
      restFrom: before.from,
      from: run.from,
      to: run.to,
      restTo: after.to,
      sign: run.sign as 1 | -1,
      currentA: durationS > 0 ? Math.abs(run.endC - began) / durationS : Math.abs(currentA[run.from]!),
      durationS,
      chargeC: run.endC,
    });
  }
  return pulses;
}
