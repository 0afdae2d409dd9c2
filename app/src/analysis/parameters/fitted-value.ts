/** The rows of the parameter table: what the model has, what was fitted, and what the options say of each. */
import { printNumber, printQuantity } from '../../../../src/quantity/print.js';
import { printUnit } from '../../../../src/quantity/print-unit.js';
import type { Quantity } from '../../../../src/quantity/quantity.js';
import type { ModelParameter, SeriesEntry } from '../../../../src/techniques/technique.js';
import { shortNumber } from './step-number.js';

/** The values of all recordings at once, in place of one recording. */
export const allRecordings = '';

export interface FittedValue {
  /** `5.30(12)×10⁻⁴ S`, `not identifiable`, or from the lowest to the highest of all recordings. */
  readonly printed: string;
  /** The number that fixing takes: of the recording, or the median of all; null where there is none. */
  readonly value: number | null;
  /** Why there is no value, or how to read it. */
  readonly note?: string;
  readonly missing: boolean;
}

/** What was fitted for a parameter in one recording, or over all of them. */
export function fittedValue(
  { name, unit }: ModelParameter,
  series: readonly SeriesEntry[],
  recording: string,
): FittedValue {
  if (recording !== allRecordings || series.length === 1) {
    const entry = recording === allRecordings ? series[0] : series.find(({ label }) => label === recording);
    return ofQuantity(entry?.quantities[name]);
  }
  const quantities = series.flatMap((entry) => entry.quantities[name] ?? []);
  const values = quantities.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
  if (values.length === 0) return ofQuantity(quantities[0]);
  const [low, high] = [values[0]!, values.at(-1)!];
  const printed = printUnit(unit);
  const tail = printed === '' ? '' : ` ${printed}`;
  const left = series.length - values.length;
  return {
    printed: low === high ? `${printNumber(low)}${tail}` : `${printNumber(low, 3)} to ${printNumber(high, 3)}${tail}`,
    value: median(values),
    missing: false,
    ...(left > 0 && { note: `not known in ${left} of ${series.length} recordings` }),
  };
}

function ofQuantity(quantity: Quantity | undefined): FittedValue {
  if (quantity === undefined) return { printed: '–', value: null, missing: true };
  const { value, note } = quantity;
  return {
    printed: value === null ? 'not identifiable' : printQuantity(quantity),
    value,
    missing: value === null,
    ...(note !== undefined && { note }),
  };
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Digits in which a fitted value becomes one that is set: more than any spectrum determines, few enough to read. */
export function asSet(value: number): string {
  return shortNumber(Number(value.toPrecision(6)));
}

/** A bound of the model for a placeholder; empty where there is none. */
export function boundText(bound: number | null): string {
  return bound === null ? '' : printNumber(bound, 4, true);
}
