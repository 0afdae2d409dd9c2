/** What an instrument controlled in a run: told by its states, else seen in the numbers. */
import type { Recording } from '../recording.js';
import { readTimeSeries } from './read-time-series.js';
import { hasTimeSeries } from './time-columns.js';
import { controlState, type TimeSeries } from './time-series.js';

/** Rows looked at. */
const SAMPLED = 4000;
/** A held quantity changes from row to row by less than this share of its size in most rows. */
const STILL = 1e-3;

/** `current` for cycling, `potential` for polarization; undefined for a recording without a run or with nothing held. */
export function whatIsHeld(recording: Recording): 'current' | 'potential' | undefined {
  if (!hasTimeSeries(recording)) return undefined;
  const series = readTimeSeries(recording);
  return held(series);
}

function held(series: TimeSeries): 'current' | 'potential' | undefined {
  const { state, rows } = series;
  if (state !== null) {
    let [current, potential] = [0, 0];
    for (let row = 0; row < rows; row++) {
      if (state[row] === controlState.current) current += 1;
      else if (state[row] === controlState.potential) potential += 1;
    }
    if (current + potential > 0) return current >= potential ? 'current' : 'potential';
  }
  const still = (values: Float64Array): number => {
    const stride = Math.max(1, Math.floor(rows / SAMPLED));
    let [same, all] = [0, 0];
    for (let row = stride; row < rows; row += stride) {
      const size = Math.abs(values[row]!);
      if (!(size > 0)) continue;
      all += 1;
      if (Math.abs(values[row]! - values[row - 1]!) < STILL * size) same += 1;
    }
    return all === 0 ? 0 : same / all;
  };
  const [current, potential] = [still(series.currentA), still(series.potentialV)];
  if (Math.max(current, potential) < 0.5) return undefined;
  return current >= potential ? 'current' : 'potential';
}
