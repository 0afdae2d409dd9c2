import type { AtomShare } from './structure-scene.js';

/** Occupancies that sum up to this fill a position: what is missing is rounding. */
export const FULL = 0.995;

/** The element that fills most of a position; the first of equals. */
export function mainElement(shares: readonly AtomShare[]): string {
  return shares.reduce((most, share) => (share.occupancy > most.occupancy ? share : most)).element;
}

/** Whether one element alone fills the position. */
export function isWhole(shares: readonly AtomShare[]): boolean {
  return shares.length === 1 && shares[0]!.occupancy >= FULL;
}

/** How much of the position is filled, 0 to 1. */
export function filledShare(shares: readonly AtomShare[]): number {
  return shares.reduce((sum, { occupancy }) => sum + occupancy, 0);
}
