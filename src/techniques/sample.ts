import type { Quantity } from '../quantity/quantity.js';

/** One layer of a stack, from one current collector to the other. */
export interface Layer {
  readonly material: string;
  readonly thickness?: Quantity;
}

/** What was measured: geometry and composition with their uncertainties. All fields optional; analyses ask for what they need. */
export interface Sample {
  readonly name?: string;
  readonly composition?: string;
  readonly thickness?: Quantity;
  readonly diameter?: Quantity;
  readonly area?: Quantity;
  readonly mass?: Quantity;
  readonly density?: Quantity;
  readonly stack?: readonly Layer[];
}
