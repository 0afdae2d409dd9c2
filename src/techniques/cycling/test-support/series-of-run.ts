import type { WrittenRun } from '../../../formats/export/write-run.js';
import type { TimeSeries } from '../../../formats/time-series/time-series.js';

/** A simulated run as the readers would give it, without the detour through text. */
export function seriesOfRun(run: WrittenRun): TimeSeries {
  return {
    rows: run.timeS.length,
    timeS: Float64Array.from(run.timeS),
    potentialV: Float64Array.from(run.potentialV),
    currentA: Float64Array.from(run.currentA),
    currentOrigin: 'stored',
    chargeC: null,
    state: Uint8Array.from(run.mode),
    setCurrentA: null,
    step: Int32Array.from(run.step),
    cycle: Int32Array.from(run.cycle),
    halfCycle: Int32Array.from(run.halfCycle),
    temperatureC: null,
    joins: [],
    diagnostics: [],
  };
}
