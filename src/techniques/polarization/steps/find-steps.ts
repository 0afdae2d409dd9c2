/** The holds of a run: told by the instrument, or seen in the potential and the current themselves. */
import { fail } from '../../../errors.js';
import { controlState, type TimeSeries } from '../../../formats/time-series/time-series.js';
import { median } from '../../../numerics/statistics/summary.js';
import { isAtRest } from './at-rest.js';
import type { PolarizationStep } from './polarization-step.js';
import { whatHolds } from './what-holds.js';

/** Shorter holds are ramps and range changes. */
const LEAST_ROWS = 20;
/** The last reading is at this many times the first; later beginnings say nothing of a decay. */
const LEAST_SPAN = 5;
/** A change of the potential by this, or this share of it, is another hold. */
const LEAST_CHANGE_V = 2e-3;
const LEAST_CHANGE_SHARE = 0.02;

interface Hold {
  readonly from: number;
  readonly to: number;
}

/**
 * Holds of the potential in a run, rests left out. Their rows are those of the run, counted from 1.
 *
 * @throws `wrong-technique` for a run under current control, `too-few-points` when nothing is held for twenty rows
 */
export function findSteps(series: TimeSeries, label: string, file: string): PolarizationStep[] {
  const told = series.state?.some((state) => state === controlState.potential) === true;
  if (!told && series.state?.some((state) => state === controlState.current) === true) throw currentControlled(file);
  const plateaus = levels(series, told).filter((hold) => showsDecay(series, hold));
  const held = plateaus.map(({ from, to }) => whatHolds(series, from, to, told));
  const long = plateaus.filter((_, k) => held[k] === 'potential');
  if (long.length === 0 && held.includes('current')) throw currentControlled(file);
  const active = told ? long : long.filter(({ from, to }) => !isAtRest(series, from, to));
  // Where no hold shows a current, all are steps of a sample that conducts too little.
  const holds = active.length > 0 ? active : long;
  if (holds.length === 0) {
    throw fail(
      'too-few-points',
      `no potential is held for ${LEAST_ROWS} rows or more, at different times from early on`,
      'a polarization holds the potential while the current decays; a sweep is none. Check that the potential column is the one of the cell',
      { file },
    );
  }
  return holds.map(({ from, to }, index) =>
    stepOf(series, from, to, holds.length > 1 ? `${label}#${index + 1}` : label),
  );
}

function currentControlled(file: string): Error {
  return fail(
    'wrong-technique',
    'the instrument controlled the current, not the potential: this is no polarization at constant potential',
    'cycling (gc) analyses runs under current control',
    { file },
  );
}

/** Enough readings at different times, and not all of them late. */
function showsDecay({ timeS }: TimeSeries, { from, to }: Hold): boolean {
  if (to - from < LEAST_ROWS) return false;
  const start = timeS[from]!;
  let times = 0;
  let first = 0;
  for (let row = from + 1; row < to; row++) {
    if (!(timeS[row]! > timeS[row - 1]!)) continue;
    if (times === 0) first = timeS[row]! - start;
    times += 1;
  }
  return times >= LEAST_ROWS - 1 && timeS[to - 1]! - start >= LEAST_SPAN * first;
}

/** Runs of rows in which the potential stays where it is. */
function levels({ rows, potentialV, state }: TimeSeries, told: boolean): Hold[] {
  const holds: Hold[] = [];
  let from = -1;
  let level = 0;
  let count = 0;
  const close = (to: number): void => {
    if (from >= 0) holds.push({ from, to });
    from = -1;
  };
  for (let row = 0; row < rows; row++) {
    const held = !told || state![row] === controlState.potential;
    if (!held) {
      close(row);
      continue;
    }
    const v = potentialV[row]!;
    const far = Math.abs(v - level) > Math.max(LEAST_CHANGE_V, LEAST_CHANGE_SHARE * Math.abs(level));
    if (from >= 0 && far) {
      // A single row apart is a reading in the middle of a switch.
      const next = row + 1 < rows ? potentialV[row + 1]! : v;
      const nextFar = Math.abs(next - level) > Math.max(LEAST_CHANGE_V, LEAST_CHANGE_SHARE * Math.abs(level));
      if (nextFar || count < 3) close(row);
      else continue;
    }
    if (from < 0) {
      from = row;
      level = v;
      count = 1;
    } else {
      count += 1;
      // The mean so far, so that noise on the first reading does not decide.
      level += (v - level) / Math.min(count, 100);
    }
  }
  close(rows);
  return holds;
}

function stepOf(series: TimeSeries, from: number, to: number, label: string): PolarizationStep {
  // The potential was applied between the row before and the first row of the hold; the first row often still shows what was before.
  const start = series.timeS[from]!;
  let begin = from;
  while (begin < to && series.timeS[begin]! <= start) begin += 1;
  const timeS = Float64Array.from(series.timeS.subarray(begin, to), (t) => t - start);
  return {
    label,
    potentialV: median(series.potentialV.subarray(begin, to)),
    timeS,
    currentA: series.currentA.slice(begin, to),
    startS: start - series.timeS[0]!,
    rows: Int32Array.from(timeS, (_, k) => begin + k + 1),
    hold: [from + 1, to],
  };
}
