import type { Finding } from '../../technique.js';
import type { Refinement } from '../refinement.js';

/** Above this share of the range free intensities leave little that a wrong cell could not fit. */
const MOST_COVERED = 0.8;

/** Free intensities of a cell whose lines lie everywhere fit any pattern: a good agreement then says nothing about the cell. */
export function crowdedCell(refinement: Refinement): Finding[] {
  if (refinement.method === 'rietveld') return [];
  const covered = coveredShare(refinement);
  if (covered < MOST_COVERED) return [];
  const count = refinement.phases.reduce((sum, { reflections }) => sum + reflections.length, 0);
  return [
    {
      code: 'crowded-cell',
      severity: 'warning',
      message: `The ${count} lines cover ${(100 * covered).toFixed(0)} % of the range, and their intensities are free: nearly any cell of this size would fit as well, so the agreement is no proof of this one. Check the space group, end the range at a lower angle, or use a structure (method rietveld).`,
    },
  ];
}

/** The part of the used range that lies within a full width of a line. */
function coveredShare({ pattern: { twoThetaDeg, used }, phases }: Refinement): number {
  const first = used.indexOf(1);
  if (first < 0) return 0;
  const [low, high] = [twoThetaDeg[first]!, twoThetaDeg[used.lastIndexOf(1)]!];
  const lines = phases.flatMap(({ reflections }) => reflections).sort((a, b) => a.twoThetaDeg - b.twoThetaDeg);
  let covered = 0;
  let end = low;
  for (const { twoThetaDeg: at, fwhmDeg } of lines) {
    const from = Math.max(end, at - fwhmDeg);
    const to = Math.min(high, at + fwhmDeg);
    if (!(to > from)) continue;
    covered += to - from;
    end = to;
  }
  return covered / (high - low);
}
