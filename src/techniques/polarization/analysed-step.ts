/** One step with what was found of it, as the rooms of this technique hand it on. */
import type { Quantity } from '../../quantity/quantity.js';
import type { Conditions } from '../technique.js';
import type { DecayCharge } from './derive/decay-charge.js';
import type { SteadyCurrent } from './derive/steady-current.js';

export interface AnalysedStep extends SteadyCurrent {
  readonly conditions: Conditions;
  readonly charge: DecayCharge;
  /** Left out of the numbers of the whole by the user. */
  readonly leftOut: boolean;
}

/** What is said of every number that a metal electrode makes ionic. */
export const IONIC_NOTE = 'not electronic: an electrode of the stack does not block ions';

/** The same quantities, each with a note. */
export function withNote(quantities: Record<string, Quantity>, note: string): Record<string, Quantity> {
  return Object.fromEntries(Object.entries(quantities).map(([name, quantity]) => [name, { ...quantity, note }]));
}
