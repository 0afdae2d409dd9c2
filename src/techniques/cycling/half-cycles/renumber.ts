/** Half cycles as the instrument or its program counts them, in place of reversals of the current. */
import { fail } from '../../../errors.js';
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import type { HalfCycle } from './half-cycle.js';
import type { SplitRun } from './split-half-cycles.js';

/**
 * Cuts every half cycle of the current where the step or the instrument's number (half cycle, else cycle) changes within
 * it. A reversal always ends one: no instrument counts two directions as one half cycle.
 *
 * @throws `missing-column` when the file has no such numbers
 */
export function renumbered(series: TimeSeries, split: SplitRun, by: 'step' | 'instrument'): HalfCycle[] {
  const numbers = by === 'step' ? series.step : (series.halfCycle ?? series.cycle);
  if (numbers === null) {
    throw fail(
      'missing-column',
      by === 'step' ? 'the file does not number its program steps' : 'the file does not number its cycles',
      'use halfCycles: current (--half-cycles current), which needs no numbers',
    );
  }
  return split.halfCycles.flatMap((half) => pieces(series, half, numbers, split.thresholdA));
}

function pieces(series: TimeSeries, half: HalfCycle, numbers: Int32Array, thresholdA: number): HalfCycle[] {
  const found: HalfCycle[] = [];
  let from = half.from;
  for (let row = half.from + 1; row <= half.to; row++) {
    if (row < half.to && numbers[row] === numbers[from]) continue;
    if (row - from >= 2 && flows(series.currentA, from, row, thresholdA)) {
      const at = (values: Int32Array | null): number | null => (values === null ? null : values[from]!);
      found.push({
        ...half,
        from,
        to: row,
        holdFrom: Math.min(Math.max(half.holdFrom, from), row),
        restTo: row === half.to ? half.restTo : row,
        instrument: { step: at(series.step), cycle: at(series.cycle), halfCycle: at(series.halfCycle) },
      });
    }
    from = row;
  }
  return found;
}

/** Steps of rest within a titration are no half cycles. */
function flows(currentA: Float64Array, from: number, to: number, thresholdA: number): boolean {
  return Math.abs(currentA[(from + to) >> 1]!) > thresholdA;
}
