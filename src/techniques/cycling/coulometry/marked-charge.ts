/** The charge that the user marks as insertion, with its error. */

import { fail, isInterphaseError, withPlace } from '../../../errors.js';
import { hypotOf } from '../../../numerics/elementary/hypot.js';
import { convert } from '../../../quantity/convert.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { sameDimension } from '../../../quantity/unit-table.js';
import { parseUnit } from '../../../quantity/units.js';
import type { Measured } from '../../sample.js';
import type { PreparedTest } from '../prepare-test.js';

export interface MarkedCharge {
  /** Amount, C. */
  readonly chargeC: Measured;
  /** Time since the start of the half cycle at which it had passed, s; null for a charge that is given. */
  readonly timeS: number | null;
  /** How it was marked, in words. */
  readonly wording: string;
}

/**
 * Insertion charge as given by `filmCharge` or marked by `filmUntil` in the first half cycle; null when nothing is marked, a
 * reason in words when the mark is not reached.
 *
 * @throws `invalid-option` when `filmUntil` is neither a time, a charge nor a potential
 */
export function markedCharge(test: PreparedTest): MarkedCharge | { readonly notReached: string } | null {
  const { options } = test;
  if (options.filmCharge !== undefined) {
    const { value, sigma } = convert(options.filmCharge, 'C');
    return { chargeC: { value: Math.abs(value!), sigma }, timeS: null, wording: 'as given' };
  }
  if (options.filmUntil === undefined) return null;
  const { kind, value } = readMark(options.filmUntil);
  const found = walk(test, kind, value);
  if (found === undefined) {
    return { notReached: `The first half cycle does not reach ${options.filmUntil}, which is to end the insertion.` };
  }
  const gain = options.currentGain * found.chargeC;
  const offsetA = options.currentOffset === undefined ? 0 : amountOf(options.currentOffset);
  const sigma = hypotOf([gain, offsetA * found.timeS, found.sigmaC]);
  return {
    chargeC: { value: found.chargeC, sigma },
    timeS: found.timeS,
    wording: `up to ${options.filmUntil} of the first half cycle`,
  };
}

type MarkKind = 'time' | 'charge' | 'potential';

function readMark(text: string): { kind: MarkKind; value: number } {
  let quantity: Quantity;
  try {
    quantity = parseQuantity(text);
  } catch (error) {
    throw isInterphaseError(error) ? withPlace(error, { path: 'filmUntil' }) : error;
  }
  const { dimension } = parseUnit(quantity.unit);
  for (const [kind, unit] of [
    ['time', 's'],
    ['charge', 'C'],
    ['potential', 'V'],
  ] as const) {
    if (sameDimension(dimension, parseUnit(unit).dimension)) return { kind, value: convert(quantity, unit).value! };
  }
  throw fail(
    'invalid-option',
    `filmUntil is "${text}", which is neither a time, a charge nor a potential`,
    'write e.g. "1126 s", "0.35 uAh" or "0.05 V"',
    { path: 'filmUntil' },
  );
}

function amountOf(offset: Quantity): number {
  const { value, sigma } = convert(offset, 'A');
  return Math.max(Math.abs(value ?? 0), sigma ?? 0);
}

/** Charge and time of the first half cycle up to the mark, between rows in proportion; undefined when it is not reached. */
function walk(
  { series, halfCycles }: PreparedTest,
  kind: MarkKind,
  mark: number,
): { chargeC: number; timeS: number; sigmaC: number } | undefined {
  const { timeS, potentialV, currentA, currentOrigin } = series;
  const half = halfCycles[0]!;
  const start = timeS[half.from]!;
  // The first row may still show the potential before the current.
  const firstV = potentialV[Math.min(half.from + 1, half.to - 1)]!;
  const falls = firstV > mark;
  let chargeC = 0;
  for (let row = half.from + 1; row < half.to; row++) {
    const step = timeS[row]! - timeS[row - 1]!;
    const current = currentOrigin === 'stored' ? (currentA[row]! + currentA[row - 1]!) / 2 : currentA[row]!;
    const charge = Math.abs(current) * step;
    const [v0, v1] = [potentialV[row - 1]!, potentialV[row]!];
    const reached =
      kind === 'time'
        ? timeS[row]! - start >= mark
        : kind === 'charge'
          ? chargeC + charge >= Math.abs(mark)
          : row > half.from + 1 && (falls ? v1 <= mark : v1 >= mark);
    if (reached) {
      const wanted =
        kind === 'time'
          ? (mark - (timeS[row - 1]! - start)) / step
          : kind === 'charge'
            ? (Math.abs(mark) - chargeC) / charge
            : (mark - v0) / (v1 - v0);
      const share = Math.min(1, Math.max(0, Number.isFinite(wanted) ? wanted : 1));
      return {
        chargeC: chargeC + share * charge,
        timeS: timeS[row - 1]! - start + share * step,
        // Between two rows the potential may have crossed anywhere; time and charge are known there.
        sigmaC: kind === 'potential' ? charge / Math.sqrt(12) : 0,
      };
    }
    chargeC += charge;
  }
  return undefined;
}
