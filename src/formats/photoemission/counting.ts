import { isNumberColumn, type NumberColumn, type Table } from '../recording.js';
import { RATE } from './spectrum-columns.js';
import { spectrumSettings } from './spectrum-settings.js';

export interface Counting {
  /** The measured column: the one of kind `counts`, else the one of kind `intensity`. */
  readonly signal: NumberColumn;
  /** Counts are the values of the column times this: 1 for counts, the collecting time for a rate. */
  readonly countsPerUnit: number;
  /** All products are whole numbers, as counts are: the root of a product is its standard uncertainty. */
  readonly whole: boolean;
}

/** A rate is printed with some digits only, so its counts are whole but for this part. */
const ROUNDING = 2e-4;

/**
 * How the values of a spectrum go back to what the detector counted.
 *
 * @returns undefined where the table has no signal, or one of which neither unit nor collecting time say it
 */
export function countingOf(table: Table): Counting | undefined {
  const columns = table.columns.filter(isNumberColumn);
  const counts = columns.find(({ kind }) => kind === 'counts');
  if (counts !== undefined) return { signal: counts, countsPerUnit: 1, whole: true };
  const signal = columns.find(({ kind }) => kind === 'intensity');
  const time = spectrumSettings(table).collectionTimeS;
  if (signal?.unit === 'counts') return { signal, countsPerUnit: 1, whole: false };
  if (signal?.unit !== RATE || time === undefined) return undefined;
  return { signal, countsPerUnit: time, whole: signal.values.every((value) => isWhole(value * time)) };
}

function isWhole(value: number): boolean {
  return value >= 0 && Math.abs(value - Math.round(value)) <= Math.max(1e-3, ROUNDING * value);
}
