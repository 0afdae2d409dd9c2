/** Which row of the file a row of the run is: readers of runs leave out rows without numbers. */
import type { Recording } from '../../../formats/recording.js';
import { findTimeColumns } from '../../../formats/time-series/time-columns.js';
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import type { PolarizationStep } from './polarization-step.js';

/** The step with rows of the file in place of rows of the run; without rows where these cannot be told. */
export function withFileRows(step: PolarizationStep, fileRow: Int32Array | null): PolarizationStep {
  const { rows, hold, ...rest } = step;
  if (fileRow === null || rows === undefined || hold === undefined) return rest;
  const [first, last] = hold;
  return { ...rest, rows: rows.map((row) => fileRow[row - 1]!), hold: [fileRow[first - 1]!, fileRow[last - 1]!] };
}

/** Row of the table, counted from 1, of each row of the run; null for a run of several tables. */
export function fileRows(recording: Recording, series: TimeSeries): Int32Array | null {
  const runs = findTimeColumns(recording);
  if (runs.length !== 1) return null;
  const { table, time, potential, current } = runs[0]!;
  const whole: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const sum = time.values[row]! + potential.values[row]! + (current?.values[row] ?? 0);
    if (series.rows === table.rows || Number.isFinite(sum)) whole.push(row + 1);
  }
  // Only where the same rows were left out is it known which ones they are.
  return whole.length === series.rows ? Int32Array.from(whole) : null;
}
