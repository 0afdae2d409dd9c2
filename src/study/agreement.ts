import { hypot } from '../numerics/elementary/hypot.js';
import { convert } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Finding } from '../techniques/technique.js';

/** Two numbers that must agree, each with the words that say where it comes from. */
export interface Comparand {
  readonly quantity: Quantity;
  /** `its own spectrum`, `thickness and conductivity of conductivity` */
  readonly source: string;
}

/** Differences up to this many standard deviations (of both sides together) are chance. */
export const agreementLimit = 2;

/** The difference of two independent quantities in units of its standard deviation; undefined when neither has one, or a value is missing. */
export function differenceInSigmas(a: Quantity, b: Quantity): number | undefined {
  const other = convert(b, a.unit);
  const sigma = hypot(a.sigma ?? 0, other.sigma ?? 0);
  if (a.value === null || other.value === null || !(sigma > 0)) return undefined;
  return (a.value - other.value) / sigma;
}

/**
 * The finding of a comparison: `check-agrees` or `check-disagrees` with both numbers and their distance.
 *
 * @param what is compared: `the pellet of ageing-coated`
 * @param advice what to look at when they disagree
 * @param distance of the two in standard deviations of their difference; by default that of independent quantities
 */
export function agreement(
  check: string,
  what: string,
  a: Comparand,
  b: Comparand,
  advice: string,
  distance: number | undefined = differenceInSigmas(a.quantity, b.quantity),
): Finding {
  const numbers = `${what} is ${printQuantity(a.quantity)} from ${a.source} and ${printQuantity(b.quantity)} from ${b.source}`;
  if (distance === undefined) {
    return impossible(
      check,
      `${numbers}; without uncertainties they cannot be compared. Give those of the sample, e.g. 1.00(2) mm`,
    );
  }
  const apart = `${Math.abs(distance).toFixed(1)} standard deviations apart`;
  if (Math.abs(distance) <= agreementLimit) {
    return { code: 'check-agrees', severity: 'info', message: `${check}: ${numbers} (${apart})`, where: check };
  }
  return {
    code: 'check-disagrees',
    severity: 'warning',
    message: `${check}: ${numbers}, ${apart}. ${advice}`,
    where: check,
  };
}

/** A check that cannot be made, and why. */
export function impossible(check: string, why: string): Finding {
  return { code: 'check-impossible', severity: 'warning', message: `${check}: ${why}`, where: check };
}
