/** Evidence of shorts in words. */
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { SymmetricAnalysis } from './analyse-symmetric.js';
import type { ShortEvidence } from './find-shorts.js';

/** `soft-short`: when, and every piece of evidence; `possible-short` where it is not enough. */
export function shortFindings(test: CyclingTest, { evidence, shortCycle, cycles }: SymmetricAnalysis): Finding[] {
  const cycleOf = (half: number): number =>
    cycles.find(({ first, second }) => first === half || second === half)!.number;
  const timeH = ({ row }: ShortEvidence): string =>
    ((test.series.timeS[row]! - test.series.timeS[0]!) / 3600).toPrecision(4);
  const tell = (items: readonly ShortEvidence[]): string =>
    items
      .slice(0, 4)
      .map((item) => `${sentence(item)} in cycle ${cycleOf(item.halfCycle)} (${timeH(item)} h, row ${item.row + 1})`)
      .join('; ') + (items.length > 4 ? `; and ${items.length - 4} more in the table of evidence` : '');
  const failing = evidence.filter(({ grade }) => grade !== 'suspect');
  const suspect = evidence.filter(({ grade }) => grade === 'suspect');
  if (shortCycle !== null) {
    const hard = failing.some(({ grade, halfCycle }) => grade === 'hard' && cycleOf(halfCycle) === shortCycle);
    return [
      {
        code: 'soft-short',
        severity: 'error',
        where: test.label,
        message: `${hard ? 'The cell is shorted' : 'A soft short'} from cycle ${shortCycle} on: ${tell(failing)}. Leave the cycles from there on out of any claim of stability; compare impedance before and after, and look at the rest potential.`,
      },
    ];
  }
  if (suspect.length === 0) return [];
  const message = `Signs of a possible short that are not enough to call it one: ${tell(suspect)}. Look at the close-ups; record these cycles with more rows.`;
  return [{ code: 'possible-short', severity: 'warning', where: test.label, message }];
}

function sentence({ kind, size }: ShortEvidence): string {
  const percent = `${(100 * size).toFixed(0)} %`;
  switch (kind) {
    case 'drop':
      return `the potential lost ${percent} at constant current and stayed low`;
    case 'spike':
      return `the potential lost ${percent} for a moment`;
    case 'between-cycles':
      return `${percent} less potential than the half cycles before, which no trend explains`;
    case 'below-ohmic-floor':
      return `the potential is ${percent} below what the electrolyte alone takes`;
    case 'noise':
      return `noise ${size.toFixed(0)} times the usual`;
    case 'no-potential':
      return 'no potential at all';
  }
}
