/** Along what the steps of a series stand: the condition that differs in each of them. */
import type { Quantity } from '../../quantity/quantity.js';
import type { Step } from './spectrum.js';

export interface DoseAxis {
  /** Name of the condition: `dose`. */
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** The condition that all steps have and that differs in each; undefined where there is none. */
export function doseAxis(steps: readonly Step[]): DoseAxis | undefined {
  for (const name of Object.keys(steps[0]?.conditions ?? {})) {
    const found = steps.map(({ conditions }): Quantity | undefined => conditions[name]);
    const units = new Set(found.map((quantity) => quantity?.unit));
    const values = found.map((quantity) => quantity?.value ?? Number.NaN);
    if (units.size !== 1 || !values.every(Number.isFinite) || new Set(values).size !== values.length) continue;
    const [unit] = [...units];
    return { name, unit: unit === '1' ? '' : (unit ?? ''), values };
  }
  return undefined;
}
