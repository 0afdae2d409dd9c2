/** Half cycles to cycles, and what the instrument's own numbers say of them. */
import type { Finding } from '../../technique.js';
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

/** `numbering`: the count made here against the instrument's, where they differ; both are in the tables. */
export function numberingFindings(
  label: string,
  halfCycles: readonly HalfCycle[],
  cycles: readonly Cycle[],
): Finding[] {
  const findings: Finding[] = [];
  const halves = halfCycles.map(({ instrument }) => instrument.halfCycle).filter((n) => n !== null);
  const stored = new Set(halves);
  if (halves.length > 0 && (stored.size !== halfCycles.length || !consecutive(halves))) {
    findings.push({
      code: 'numbering',
      severity: 'info',
      where: label,
      message: `${halfCycles.length} half cycles by the sign of the current; the instrument stores ${stored.size} numbers from ${Math.min(...halves)} to ${Math.max(...halves)}${consecutive(halves) ? '' : ', some of them missing'}. The sign of the current counts here; both numbers are in the table.`,
    });
  }
  const numbers = cycles.map(({ instrumentNumber }) => instrumentNumber).filter((n) => n !== null);
  const distinct = new Set(numbers);
  if (numbers.length > 0 && distinct.size > 1 && distinct.size !== cycles.length) {
    findings.push({
      code: 'numbering',
      severity: 'info',
      where: label,
      message: `${cycles.length} cycles by the sign of the current, ${distinct.size} by the instrument. Both numbers are in the table; halfCycles: instrument takes the instrument's.`,
    });
  }
  return findings;
}

function consecutive(numbers: readonly number[]): boolean {
  return numbers.every((n, k) => k === 0 || n - numbers[k - 1]! <= 1);
}
