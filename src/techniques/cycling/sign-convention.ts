/** A symmetric cell whose potential has the other sign than its current: leads or sign convention are swapped. */
import type { TimeSeries } from '../../formats/time-series/time-series.js';
import { median } from '../../numerics/statistics/summary.js';
import type { Finding } from '../technique.js';
import type { CyclingTest } from './part.js';

/** A potential within so many times the noise has no sign. */
const SEEN = 3;

/** Median of the plateaus of one direction, times its sign; NaN where there is none. */
export function typicalPlateauV({ halfCycles, metrics }: CyclingTest, sign: 1 | -1): number {
  const values = halfCycles.flatMap((half, k) => (half.sign === sign ? [sign * metrics[k]!.plateauPotentialV] : []));
  return values.length > 0 ? median(values) : Number.NaN;
}

/** A passive cell takes energy: both directions against the current is a convention, not a cell. */
export function signSwapped(test: CyclingTest): boolean {
  const noiseV = median(test.metrics.map((metrics) => metrics.noiseV));
  return ([1, -1] as const).every((sign) => typicalPlateauV(test, sign) < -SEEN * noiseV);
}

/** The same run with the potential turned round. */
export function withPotentialTurned(series: TimeSeries): TimeSeries {
  return { ...series, potentialV: series.potentialV.map((v) => -v) };
}

export function swappedFinding({ label }: CyclingTest): Finding {
  const message =
    'The potential has the opposite sign of the current in both directions, which no symmetric cell does by itself: leads or sign convention are swapped. The potential is taken times -1 here; check the wiring and the columns.';
  return { code: 'sign-swapped', severity: 'warning', message, where: label };
}
