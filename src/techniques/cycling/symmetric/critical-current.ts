/** The critical current density of a staircase of currents: between the last step that passes and the first that fails. */
import type { SymmetricCycle } from './symmetric-cycles.js';

export interface CurrentStep {
  readonly currentA: number;
  /** Cycles at this current, by number. */
  readonly firstCycle: number;
  readonly lastCycle: number;
  readonly overpotentialV: number;
  readonly passes: boolean;
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
  const steps = groups.map(
    (group): CurrentStep => ({
      currentA: group.reduce((sum, { currentA }) => sum + currentA, 0) / group.length,
      firstCycle: group[0]!.number,
      lastCycle: group.at(-1)!.number,
      overpotentialV: group.reduce((sum, cycle) => sum + cycle.overpotentialV, 0) / group.length,
      passes: group.every((cycle) => !failedCycles.has(cycle.number) && cycle.first !== null && cycle.second !== null),
    }),
  );
  const fail = steps.findIndex(({ passes }) => !passes);
  const passed = fail < 0 ? steps : steps.slice(0, fail);
  return {
    steps,
    lastPassA: passed.at(-1)?.currentA ?? null,
    firstFailA: fail < 0 ? null : steps[fail]!.currentA,
  };
}
