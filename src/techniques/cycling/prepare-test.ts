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
    throw noHalfCycle(label, series);
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

/** Why a run has no half cycle. */
function noHalfCycle(label: string, { rows, timeS }: TimeSeries) {
  const where = { file: label };
  if (rows < 2) {
    const message = `only ${rows} row${rows === 1 ? '' : 's'} of numbers: a half cycle needs at least two`;
    return fail('too-few-points', message, 'check that the file is whole', where);
  }
  if (timeS.at(-1) === timeS[0]) {
    const message = `the time does not advance: all ${rows} rows are at ${timeS[0]} s`;
    return fail('too-few-points', message, 'check which column is the time, and that its digits were kept', where);
  }
  return fail(
    'too-few-points',
    'no current flows for longer than a second: there is no half cycle in this file',
    'check that this is the cycling record and not a rest or an open-circuit record, and that the time is in the unit its name says; --current-threshold lowers what counts as a current',
    where,
  );
}
