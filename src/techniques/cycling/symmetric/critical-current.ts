/** The critical current density of a staircase of currents: between the last step that passes and the first that fails. */
import type { SymmetricCycle } from './symmetric-cycles.js';

export interface CurrentStep {
  readonly currentA: number;
  /** Cycles at this current, by number. */
  readonly firstCycle: number;
  readonly lastCycle: number;
  readonly overpotentialV: number;
  /** `unfinished`: the test ended within it. `after`: the cell had failed before, so that it says nothing. */
  readonly verdict: 'passes' | 'fails' | 'unfinished' | 'after';
}

export interface CriticalCurrent {
  readonly steps: readonly CurrentStep[];
  /** Highest current both of whose half cycles pass in all its cycles; null where none passes. */
  readonly lastPassA: number | null;
  /** Lowest current that fails; null where none does. */
  readonly firstFailA: number | null;
}

/** Currents closer than this share are one step. */
const SAME_CURRENT = 0.02;
/** A staircase has at least so many steps. */
const LEAST_STEPS = 3;

/**
 * Recognises a staircase (the current only grows, in three steps or more) and which of its steps pass.
 *
 * @param failedCycles numbers of cycles with a short
 */
export function criticalCurrent(
  cycles: readonly SymmetricCycle[],
  failedCycles: ReadonlySet<number>,
): CriticalCurrent | undefined {
  const groups: SymmetricCycle[][] = [];
  for (const cycle of cycles) {
    const last = groups.at(-1);
    if (last !== undefined && Math.abs(cycle.currentA / last[0]!.currentA - 1) <= SAME_CURRENT) last.push(cycle);
    else groups.push([cycle]);
  }
  const grows = groups.every((group, k) => k === 0 || group[0]!.currentA > groups[k - 1]![0]!.currentA);
  if (groups.length < LEAST_STEPS || !grows) return undefined;
  let failed = false;
  const steps = groups.map((group): CurrentStep => {
    const verdict = failed ? 'after' : verdictOf(group, failedCycles);
    failed ||= verdict === 'fails';
    return {
      currentA: meanOf(group, ({ currentA }) => currentA),
      firstCycle: group[0]!.number,
      lastCycle: group.at(-1)!.number,
      overpotentialV: meanOf(group, ({ overpotentialV }) => overpotentialV),
      verdict,
    };
  });
  return {
    steps,
    lastPassA: steps.findLast(({ verdict }) => verdict === 'passes')?.currentA ?? null,
    firstFailA: steps.find(({ verdict }) => verdict === 'fails')?.currentA ?? null,
  };
}

function verdictOf(group: readonly SymmetricCycle[], failedCycles: ReadonlySet<number>): CurrentStep['verdict'] {
  if (group.some(({ number }) => failedCycles.has(number))) return 'fails';
  return group.every(({ first, second }) => first !== null && second !== null) ? 'passes' : 'unfinished';
}

function meanOf(group: readonly SymmetricCycle[], pick: (cycle: SymmetricCycle) => number): number {
  return group.reduce((sum, cycle) => sum + pick(cycle), 0) / group.length;
}
