import { printExact } from '../quantity/print-exact.js';
import type { Quantity } from '../quantity/quantity.js';

/**
 * Options as the schema gives them, in the form in which they can be given again: what it has read into quantities (its
 * defaults) becomes text. So a task made of a result's provenance is the task that made it.
 */
export function optionsAsText(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, asTyped(value)]));
}

function asTyped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTyped);
  if (typeof value !== 'object' || value === null) return value;
  return isQuantity(value) ? printExact(value) : optionsAsText(value as Record<string, unknown>);
}

function isQuantity(value: object): value is Quantity {
  const { value: number, sigma, unit } = value as Partial<Record<keyof Quantity, unknown>>;
  return typeof number === 'number' && Number.isFinite(number) && sigma !== undefined && typeof unit === 'string';
}
