/** Where the potential of a half cycle goes back on its way. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';
import { forEachInterval } from './charge-by-potential.js';

export interface TurningPoints {
  /** Times that the potential went back by more than noise. */
  readonly count: number;
  /** Deepest way back, V, and the potential from which it went. */
  readonly deepestV: number;
  readonly atV: number;
  /** Charge that flowed until it was where it had been, C. */
  readonly chargeC: number;
}

/** @param leastV changes smaller than this are noise */
export function turningPoints(series: TimeSeries, half: HalfCycle, leastV: number, thresholdA: number): TurningPoints {
  const { potentialV } = series;
  let farthest = Number.NEGATIVE_INFINITY;
  let excursionC = 0;
  let depth = 0;
  let previousRow = -1;
  let [count, deepestV, atV, chargeC] = [0, 0, Number.NaN, 0];
  const close = (): void => {
    if (depth > leastV) {
      count += 1;
      chargeC += excursionC;
      if (depth > deepestV) {
        deepestV = depth;
        atV = half.sign * farthest;
      }
    }
    excursionC = 0;
    depth = 0;
  };
  forEachInterval(series, half, thresholdA, (row, charge) => {
    if (row !== previousRow + 1) {
      // After a rest the way begins anew.
      close();
      farthest = half.sign * potentialV[row - 1]!;
    }
    previousRow = row;
    const place = half.sign * potentialV[row]!;
    if (place >= farthest) {
      close();
      farthest = place;
    } else {
      excursionC += charge;
      depth = Math.max(depth, farthest - place);
    }
  });
  close();
  return { count, deepestV, atV, chargeC };
}
