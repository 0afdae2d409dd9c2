import { printNumber, printQuantity } from '../quantity/print.js';
import { printUnit } from '../quantity/print-unit.js';
import type { Quantity } from '../quantity/quantity.js';

/** `activationEnergy` as `activation energy`, `NZSP.weightFraction` as `NZSP weight fraction`; `CPE1.Q` stays. */
export function readableName(name: string): string {
  return name
    .split('.')
    .map((part) => (/^[a-z]{2,}(?:[A-Z][a-z]+|\d+C$)/.test(part) ? words(part) : part))
    .join(name.split('.').some((part) => /[a-z][A-Z]/.test(part)) ? ' ' : '.');
}

function words(part: string): string {
  return part
    .replace(/(\d+)C$/, ' at $1 °C')
    .replace(/(?<=[a-z\d])([A-Z])(?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Digits that show a number to a tenth of its uncertainty. */
function digitsFor(value: number, sigma: number | null): number {
  if (sigma === null || !(sigma > 0) || value === 0) return 4;
  return Math.min(12, Math.max(2, Math.ceil(Math.log10(Math.abs(value) / sigma)) + 2));
}

/** The 95 % interval in words: `0.309 to 0.325 eV`, `below 12 Ω`; empty where there is none. */
export function printInterval(quantity: Quantity): string {
  const { interval95, sigma, unit } = quantity;
  if (interval95 === undefined) return '';
  const [low, high] = interval95;
  const printed = printUnit(unit);
  const number = (value: number): string => printNumber(value, digitsFor(value, sigma));
  const tail = printed === '' ? '' : ` ${printed}`;
  if (low !== null && high !== null) return `${number(low)} to ${number(high)}${tail}`;
  if (high !== null) return `below ${number(high)}${tail}`;
  if (low !== null) return `above ${number(low)}${tail}`;
  return 'not bounded by the data';
}

/** The number alone, for a column whose head names the unit. */
export function printBare(quantity: Quantity): string {
  return printQuantity({ ...quantity, unit: '1' });
}
