/** Where one sweep ends and the next begins in a table of impedance points. */

import { isNumberColumn, type NumberArray, type NumberColumn, toFloat64 } from '../../formats/recording.js';
import { log } from '../../numerics/elementary/log.js';
import type { ImpedanceColumns } from './impedance-columns.js';

/** Rows that belong to one sweep. */
export interface SweepRange {
  readonly from: number;
  readonly to: number;
  /** The points stand in no order of frequency. */
  readonly shuffled: boolean;
}

/** A table that falls into pieces of fewer points than this on average has no sweeps. */
const FEWEST_A_SWEEP = 8;

/**
 * Ranges of rows that belong to one sweep each: split where the cycle number changes or the frequency jumps back. A table
 * that would fall into many tiny pieces although it has every frequency just once is one spectrum in disorder.
 */
export function splitSweeps({ table, frequency }: ImpedanceColumns): SweepRange[] {
  const cycle = table.columns.find(
    (c): c is NumberColumn => isNumberColumn(c) && /^(z )?cycle( number)?$/i.test(c.name) && changes(c.values),
  );
  const f = frequency.values;
  const ranges: SweepRange[] = [];
  let from = 0;
  let direction = 0;
  for (let i = 1; i < table.rows; i++) {
    const newCycle = cycle !== undefined && !Object.is(cycle.values[i], cycle.values[i - 1]);
    const step = f[i] > 0 && f[i - 1] > 0 ? log(f[i] / f[i - 1]) : 0;
    // A jump against the sweep's direction by more than a decade is a new sweep; a small one is a repeated point.
    const back = direction !== 0 && step * direction < 0 && Math.abs(step) > Math.LN10;
    if (newCycle || back) {
      ranges.push({ from, to: i, shuffled: false });
      from = i;
      direction = 0;
    } else if (direction === 0 && step !== 0) direction = Math.sign(step);
  }
  ranges.push({ from, to: table.rows, shuffled: false });
  const pieces = ranges.length;
  const tiny = cycle === undefined && pieces > 2 && table.rows < FEWEST_A_SWEEP * pieces;
  return tiny && occurOnce(f) ? [{ from: 0, to: table.rows, shuffled: true }] : ranges;
}

function changes(values: NumberArray): boolean {
  for (const value of values) if (!Object.is(value, values[0])) return true;
  return false;
}

function occurOnce(frequencies: NumberArray): boolean {
  const usable = toFloat64(frequencies).filter((f) => f > 0);
  return new Set(usable).size === usable.length;
}
