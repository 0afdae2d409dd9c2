/** Half cycles to cycles. */
import type { CyclingOptions } from '../options.js';
import type { Cycle, HalfCycle } from './half-cycle.js';

/**
 * Pairs half cycles: a cycle begins with the direction chosen, and a half cycle without partner (the first of a test that
 * begins the other way, the last of one that was stopped) is a cycle with one half missing.
 *
 * @param first direction that begins a cycle. @default that of the first half cycle
 */
export function pairCycles(halfCycles: readonly HalfCycle[], first?: CyclingOptions['first']): Cycle[] {
  const sign = first === undefined ? (halfCycles[0]?.sign ?? 1) : first === 'positive' ? 1 : -1;
  const cycles: Cycle[] = [];
  for (let at = 0; at < halfCycles.length; ) {
    const begins = halfCycles[at]!.sign === sign;
    const follows = begins && at + 1 < halfCycles.length && halfCycles[at + 1]!.sign !== sign;
    cycles.push({
      number: cycles.length + 1,
      instrumentNumber: halfCycles[at]!.instrument.cycle,
      first: begins ? at : null,
      second: begins ? (follows ? at + 1 : null) : at,
    });
    at += begins && follows ? 2 : 1;
  }
  return cycles;
}
