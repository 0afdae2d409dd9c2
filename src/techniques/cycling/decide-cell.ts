/** What kind of cell it is, where the user does not say. */
import type { Finding } from '../technique.js';
import type { CyclingOptions } from './options.js';
import type { CyclingTest } from './part.js';
import { signSwapped, typicalPlateauV } from './sign-convention.js';

/** The two directions of a symmetric cell differ in sign and hardly in amount. */
const SYMMETRIC_SHARE = 0.5;

/** The option, or what the potentials say with a finding that says so. */
export function decideCell(test: CyclingTest): { cell: NonNullable<CyclingOptions['cell']>; finding?: Finding } {
  if (test.options.cell !== undefined) return { cell: test.options.cell };
  // With the sign of the current: both positive in a symmetric cell, both negative where the convention is swapped.
  const [up, down] = [typicalPlateauV(test, 1), typicalPlateauV(test, -1)];
  const alike = Math.abs(up - down) < SYMMETRIC_SHARE * Math.abs(up + down);
  const symmetric = alike && ((up > 0 && down > 0) || signSwapped(test));
  const cell = symmetric ? 'symmetric' : 'full';
  const why = symmetric
    ? 'the potential changes its sign with the current'
    : Number.isNaN(up + down)
      ? 'a current that never reverses cannot tell a symmetric cell'
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
