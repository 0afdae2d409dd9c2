/** A run as one test: cut into half cycles, measured, paired. */
import { fail } from '../../errors.js';
import type { TimeSeries } from '../../formats/time-series/time-series.js';
import type { Sample } from '../sample.js';
import { halfCycleMetrics } from './half-cycles/half-cycle-metrics.js';
import { pairCycles } from './half-cycles/pair-cycles.js';
import { renumbered } from './half-cycles/renumber.js';
import { splitHalfCycles } from './half-cycles/split-half-cycles.js';
import type { CyclingOptions } from './options.js';
import type { CyclingTest } from './part.js';

export interface PreparedTest extends CyclingTest {
  /** Smaller currents are rest, A. */
  readonly thresholdA: number;
  /** Runs of current too short to count. */
  readonly ignored: number;
}

/** @throws `too-few-points` when no current flows long enough to be a half cycle */
export function prepareTest(label: string, series: TimeSeries, sample: Sample, options: CyclingOptions): PreparedTest {
  const split = splitHalfCycles(series, options);
  const halfCycles =
    options.halfCycles === 'current' ? split.halfCycles : renumbered(series, split, options.halfCycles);
  if (halfCycles.length === 0) {
    throw fail(
      'too-few-points',
      'no current flows for longer than a second: there is no half cycle in this file',
      'check that this is the cycling record and not a rest or an open-circuit record; --current-threshold lowers what counts as a current',
      { file: label },
    );
  }
  const metrics = halfCycleMetrics(series, halfCycles, split.thresholdA);
  const cycles = pairCycles(halfCycles, options.first);
  return {
    label,
    series,
    halfCycles,
    metrics,
    cycles,
    sample,
    options,
    thresholdA: split.thresholdA,
    ignored: split.ignored,
  };
}
