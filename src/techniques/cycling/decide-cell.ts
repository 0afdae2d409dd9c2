/** What kind of cell it is, where the user does not say. */
import { median } from '../../numerics/statistics/summary.js';
import type { Finding } from '../technique.js';
import type { CyclingOptions } from './options.js';
import type { CyclingTest } from './part.js';

/** The two directions of a symmetric cell differ in sign and hardly in amount. */
const SYMMETRIC_SHARE = 0.5;

/** The option, or what the potentials say with a finding that says so. */
export function decideCell(test: CyclingTest): { cell: NonNullable<CyclingOptions['cell']>; finding?: Finding } {
  if (test.options.cell !== undefined) return { cell: test.options.cell };
  const plateaus = (sign: 1 | -1): number[] =>
    test.halfCycles.flatMap((half, k) => (half.sign === sign ? [test.metrics[k]!.plateauPotentialV] : []));
  const [up, down] = [plateaus(1), plateaus(-1)];
  const high = up.length > 0 ? median(up) : Number.NaN;
  const low = down.length > 0 ? median(down) : Number.NaN;
  const symmetric = high > 0 && low < 0 && Math.abs(high + low) < SYMMETRIC_SHARE * (high - low);
  const cell = symmetric ? 'symmetric' : 'full';
  const why = symmetric
    ? 'the potential changes its sign with the current'
    : 'the potential keeps its sign whatever the current does';
  return {
    cell,
    finding: {
      code: 'cell-guessed',
      severity: 'info',
      where: test.label,
      message: `Taken as a ${cell} cell, since ${why}. Say cell: symmetric, full or half (--cell) to be sure.`,
    },
  };
}
