import { fixed, superscript } from '../figure/text/typeset.js';
import { exponentOf } from '../quantity/decimal.js';
import { printNumber, printQuantity } from '../quantity/print.js';
import { printUnit } from '../quantity/print-unit.js';
import type { Quantity } from '../quantity/quantity.js';

/** `activationEnergy` as `activation energy`, `NZSP.weightFraction` as `NZSP weight fraction`; `CPE1.Q` and `zro2.O1.uIso` stay. */
export function readableName(name: string): string {
  const parts = name.split('.');
  const readable = parts.map((part) => (/^[a-z]{2,}(?:[A-Z][a-z]+|\d+C$)/.test(part) ? words(part) : part));
  // What is left in symbols stays as it is typed in the options.
  return readable.join(readable.some((part, at) => part !== parts[at]) ? ' ' : '.');
}

function words(part: string): string {
  return part
    .replace(/(\d+)C$/, ' at $1 °C')
    .replace(/(?<=[a-z\d])([A-Z])(?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * The 95 % interval in words: `0.3011 to 0.3194 eV`, `(5.06 to 5.55)×10⁻⁴ S/cm`, `below 12 Ω`; empty where there is
 * none. Both ends have the same decimals, those that show a tenth of the uncertainty.
 */
export function printInterval(quantity: Quantity): string {
  const { interval95, sigma, unit } = quantity;
  if (interval95 === undefined) return '';
  const [low, high] = interval95;
  const printed = printUnit(unit);
  const tail = printed === '' ? '' : ` ${printed}`;
  if (low === null || high === null) {
    const bound = low ?? high;
    return bound === null
      ? 'not bounded by the data'
      : `${low === null ? 'below' : 'above'} ${printNumber(bound, 3)}${tail}`;
  }
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest === 0) return `0 to 0${tail}`;
  const spread = sigma !== null && sigma > 0 ? sigma : (high - low) / 4 || largest;
  const exponent = exponentOf(largest);
  // The rule of printQuantity for writing a power of ten.
  const power = exponent >= 5 || exponent < -3 ? exponent : 0;
  const decimals = Math.min(12, Math.max(0, power + 1 - exponentOf(spread)));
  const scale = Number(`1e${power}`);
  const both = `${fixed(low / scale, decimals)} to ${fixed(high / scale, decimals)}`;
  return power === 0 ? both + tail : `(${both})×10${superscript(power)}${tail}`;
}

/** The number alone, for a column whose head names the unit. */
export function printBare(quantity: Quantity): string {
  return printQuantity({ ...quantity, unit: '1' });
}
