/** Which lines lie near an energy: what else a peak could be, and what overlaps a region. */
import type { CoreLine } from '../component.js';
import { type AugerLine, augerLines, isExcited } from './auger-lines.js';
import { findLine, mainLines } from './core-lines.js';
import { levelsOf } from './subshells.js';

/** A line that usually lies near an energy. */
export interface NearbyLine {
  readonly line: CoreLine;
  /** What lies there: `K 2p3/2`, `Na KL1L23`, `La 4d5/2`. */
  readonly title: string;
  /** Usual binding energies with the source in use, eV. */
  readonly rangeEv: readonly [number, number];
  /** From the energy or range that was asked for to this one, eV: 0 where they overlap. */
  readonly distanceEv: number;
}

/** Energies of one file are right to this, eV, where charging is small. */
const NEAR_EV = 2;

/**
 * Lines near a binding energy, nearest first.
 *
 * @param positionEv binding energy, eV
 * @param excitationEv photon energy, eV; without it Auger lines cannot be placed and are left out
 * @param elements those of the sample, with all their levels; without it the main lines of all elements
 * @param withinEv how far off a line may usually lie, eV
 */
export function nearbyLines(
  positionEv: number,
  excitationEv: number | undefined,
  elements?: readonly string[],
  withinEv = NEAR_EV,
): NearbyLine[] {
  return linesBetween([positionEv, positionEv], excitationEv, elements, withinEv);
}

/**
 * Lines whose usual energies overlap a range, those nearest to its middle first; parameters as for `nearbyLines`.
 *
 * @example linesBetween([300, 320], 1486.6, ['Mg', 'Fe', 'O']) // Mg KL23L23: no carbon is measured there
 */
export function linesBetween(
  [lowEv, highEv]: readonly [number, number],
  excitationEv: number | undefined,
  elements?: readonly string[],
  withinEv = 0,
): NearbyLine[] {
  const middle = (lowEv + highEv) / 2;
  return candidates(excitationEv, elements)
    .map((one) => ({ ...one, distanceEv: Math.max(0, one.rangeEv[0] - highEv, lowEv - one.rangeEv[1]) }))
    .filter(({ distanceEv }) => distanceEv <= withinEv)
    .map((one) => ({ one, off: Math.max(0, one.rangeEv[0] - middle, middle - one.rangeEv[1]) }))
    .sort((a, b) => a.off - b.off)
    .map(({ one }) => one);
}

type Candidate = Omit<NearbyLine, 'distanceEv'>;

function candidates(excitationEv: number | undefined, elements: readonly string[] | undefined): Candidate[] {
  const levels =
    elements === undefined
      ? mainLines()
      : elements.flatMap((element) =>
          [...levelsOf(element).keys()].map((subshell) => findLine(`${element} ${subshell}`)),
        );
  const reached = levels.filter(
    ({ usualEv }) => excitationEv === undefined || usualEv === undefined || usualEv[0] < excitationEv,
  );
  if (excitationEv === undefined) return reached.flatMap(membersOf);
  const auger = augerLines().filter(
    (line) => (elements === undefined || elements.includes(line.element)) && isExcited(line, excitationEv),
  );
  return [...reached.flatMap(membersOf), ...auger.map((line) => augerCandidate(line, excitationEv))];
}

/** A doublet has two places to be met. */
function membersOf(line: CoreLine): Candidate[] {
  const { usualEv, doublet, element, title } = line;
  if (usualEv === undefined) return [];
  if (doublet === undefined) return [{ line, title, rangeEv: usualEv }];
  const [low, high] = usualEv;
  return [
    { line, title: `${element} ${doublet.major}`, rangeEv: usualEv },
    {
      line,
      title: `${element} ${doublet.minor}`,
      rangeEv: [low + doublet.splittingEv, high + doublet.splittingEv],
    },
  ];
}

function augerCandidate({ element, transition, kineticEv }: AugerLine, excitationEv: number): Candidate {
  const line = findLine(`${element} ${transition}`);
  return { line, title: line.title, rangeEv: [excitationEv - kineticEv[1], excitationEv - kineticEv[0]] };
}
