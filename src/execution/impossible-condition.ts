import { convertNumber } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import { parseUnit, sameDimension } from '../quantity/units.js';

/** Conditions that cannot be negative, whatever they are measured from. */
const neverNegative: readonly string[] = ['frequency', 'pressure', 'thickness'];

/** Why a condition cannot be, as a sentence; undefined when it can: no absolute zero is passed, no thickness negative. */
export function impossibleCondition(name: string, quantity: Quantity): string | undefined {
  const { value, unit } = quantity;
  if (value === null) return undefined;
  if (!Number.isFinite(value)) return `the ${name} is no finite number`;
  const printed = `the ${name} is ${printQuantity(quantity, { ascii: true })}`;
  // A difference is in K and may be negative; degrees on a scale never are a difference.
  const isTemperature =
    sameDimension(parseUnit(unit).dimension, parseUnit('K').dimension) &&
    (name === 'temperature' || /^(?:deg|[°º])/.test(unit));
  if (isTemperature && convertNumber(value, unit, 'K') < 0) return `${printed}, which is below absolute zero`;
  return neverNegative.includes(name) && value < 0 ? `${printed} and cannot be negative` : undefined;
}
