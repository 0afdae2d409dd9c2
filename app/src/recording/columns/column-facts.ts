import type { NumberArray } from '../../../../src/formats/recording.js';
import { eachBlock } from './number-blocks.js';

/** How the numbers of a column follow each other; rows that repeat a number do not break the order. */
export type RowOrder = 'ascending' | 'descending' | 'none';

/** What is worth knowing of a column of numbers before it is drawn. */
export interface ColumnFacts {
  /** Of the finite numbers; NaN where there are none. */
  readonly min: number;
  readonly max: number;
  /** Smallest number above zero: where a logarithmic axis begins. NaN where there is none. */
  readonly minPositive: number;
  /** Rows without a finite number. */
  readonly missing: number;
  /** `none` also where a number is missing: a search would lose its way. */
  readonly order: RowOrder;
}

/** Looks at every number of a column once. */
export function columnFacts(values: NumberArray): ColumnFacts {
  const sum: Counts = {
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    minPositive: Number.POSITIVE_INFINITY,
    missing: 0,
    rises: 0,
    falls: 0,
    before: values[0] ?? 0,
  };
  eachBlock(values, (block, count) => countBlock(block, count, sum));
  const { min, max, minPositive, missing, rises, falls } = sum;
  const order = missing > 0 ? 'none' : falls === 0 ? 'ascending' : rises === 0 ? 'descending' : 'none';
  return {
    min: min <= max ? min : Number.NaN,
    max: min <= max ? max : Number.NaN,
    minPositive: minPositive < Number.POSITIVE_INFINITY ? minPositive : Number.NaN,
    missing,
    order,
  };
}

interface Counts {
  min: number;
  max: number;
  minPositive: number;
  missing: number;
  rises: number;
  falls: number;
  /** Last finite number. */
  before: number;
}

/** Counts in local variables, which the engine keeps in registers. */
function countBlock(block: Float64Array, count: number, sum: Counts): void {
  let { min, max, minPositive, missing, rises, falls, before } = sum;
  for (let i = 0; i < count; i++) {
    const value = block[i]!;
    if (!(Math.abs(value) < Number.POSITIVE_INFINITY)) {
      missing++;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value > 0 && value < minPositive) minPositive = value;
    if (value > before) rises++;
    else if (value < before) falls++;
    before = value;
  }
  sum.min = min;
  sum.max = max;
  sum.minPositive = minPositive;
  sum.missing = missing;
  sum.rises = rises;
  sum.falls = falls;
  sum.before = before;
}
