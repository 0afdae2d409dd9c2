/** Cuts a run into half cycles where the current turns round. */
import { controlState, type TimeSeries } from '../../../formats/time-series/time-series.js';
import { quantile } from '../../../numerics/statistics/summary.js';
import type { HalfCycle } from './half-cycle.js';

export interface SplitOptions {
  /** Currents below this share of the usual current count as rest. @default 0.005 */
  readonly currentThreshold?: number;
}

export interface SplitRun {
  readonly halfCycles: readonly HalfCycle[];
  /** Ampere; smaller currents count as rest. */
  readonly thresholdA: number;
  /** Runs of current too short to be a half cycle: glitches of the range switch. */
  readonly ignored: number;
}

/** Runs shorter than this in rows or in time are no half cycles. */
const LEAST_ROWS = 2;
const LEAST_S = 1;
/** The usual current is judged from so many rows. */
const SAMPLED_ROWS = 20_000;
/** A part at constant potential has a current that fell below this share of the plateau's. */
const HOLD_SHARE = 0.97;

/**
 * Half cycles by the sign of the current. A rest belongs to neither side, and a current that goes on in the same direction
 * after it (a titration, a pause) continues its half cycle; so do gaps between joined files. A part at constant potential
 * belongs to the half cycle before it. One pass over the rows without allocation.
 */
export function splitHalfCycles(series: TimeSeries, options: SplitOptions = {}): SplitRun {
  const { rows, timeS, currentA, state } = series;
  const thresholdA = (options.currentThreshold ?? 0.005) * usualCurrentA(series);
  const halfCycles: HalfCycle[] = [];
  let ignored = 0;
  // The half cycle that is open, and the run of current that may become the next one.
  let openFrom = -1;
  let openLast = -1;
  let openSign = 0;
  let runFrom = -1;
  let runSign = 0;
  let runLast = -1;
  const close = (restTo: number): void => {
    if (openFrom >= 0) halfCycles.push(describe(series, openFrom, openLast + 1, openSign as 1 | -1, restTo));
  };
  for (let row = 0; row < rows; row++) {
    const current = currentA[row]!;
    const resting = state !== null && state[row] === controlState.rest;
    const sign = resting ? 0 : current > thresholdA ? 1 : current < -thresholdA ? -1 : 0;
    if (sign === 0) continue;
    if (sign === openSign) {
      if (runSign !== 0) ignored += 1;
      runSign = 0;
      openLast = row;
      continue;
    }
    if (sign !== runSign) {
      runSign = sign;
      runFrom = row;
    }
    runLast = row;
    if (runLast - runFrom + 1 < LEAST_ROWS || timeS[runLast]! - timeS[runFrom]! < LEAST_S) continue;
    close(runFrom);
    openFrom = runFrom;
    openLast = runLast;
    openSign = runSign;
    runSign = 0;
  }
  close(rows);
  return { halfCycles, thresholdA, ignored };
}

function describe(series: TimeSeries, from: number, to: number, sign: 1 | -1, restTo: number): HalfCycle {
  const at = (values: Int32Array | null): number | null => (values === null ? null : values[from]!);
  return {
    from,
    to,
    sign,
    holdFrom: holdFrom(series, from, to),
    restTo,
    instrument: { step: at(series.step), cycle: at(series.cycle), halfCycle: at(series.halfCycle) },
  };
}

/** First row of the constant potential that ends a half cycle: as the instrument says, else as the current tells. */
function holdFrom({ state, potentialV, currentA }: TimeSeries, from: number, to: number): number {
  let row = to;
  if (state !== null && state[from] !== controlState.unknown) {
    while (row > from && state[row - 1] === controlState.potential) row -= 1;
    return row;
  }
  const plateau = Math.abs(currentA[(from + to) >> 1]!);
  const last = potentialV[to - 1]!;
  const same = Math.max(2e-3, 1e-3 * Math.abs(last));
  while (
    row - 1 > from &&
    Math.abs(currentA[row - 1]!) < HOLD_SHARE * plateau &&
    Math.abs(potentialV[row - 1]! - last) <= same
  ) {
    row -= 1;
  }
  return to - row >= 3 ? row : to;
}

/** The current that the cell usually sees: a high quantile of its amounts, so that single spikes do not count. */
function usualCurrentA({ rows, currentA }: TimeSeries): number {
  const stride = Math.max(1, Math.floor(rows / SAMPLED_ROWS));
  const amounts = new Float64Array(Math.ceil(rows / stride));
  for (let at = 0, row = 0; row < rows; row += stride) amounts[at++] = Math.abs(currentA[row]!);
  return amounts.length === 0 ? 0 : quantile(amounts, 0.98);
}
