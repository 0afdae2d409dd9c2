/** Auger lines keep their kinetic energy whatever the source, so where they lie among binding energies depends on it. */
import type { CoreLine } from '../component.js';
import { augerTable } from './line-table.js';
import { levelsOf, partners } from './subshells.js';

/** A group of Auger lines and where it is usually found. */
export interface AugerLine {
  readonly element: string;
  /** `KL23L23`. */
  readonly transition: string;
  /** Kinetic energy against the Fermi level, eV: lowest and highest. */
  readonly kineticEv: readonly [number, number];
}

const SHELLS = 'KLMNO';

let table: readonly AugerLine[] | undefined;

/** All groups of lines that are tabulated. */
export function augerLines(): readonly AugerLine[] {
  table ??= augerTable
    .trim()
    .split(/,\s*|\n/)
    .map((entry) => {
      const [element, transition, low, high] = entry.split(' ');
      return { element: element!, transition: transition!, kineticEv: [Number(low), Number(high)] as const };
    });
  return table;
}

/**
 * The three shells of a transition with the numbers of their subshells, which may be missing: `KL23V` is K, L with 23 and, V
 * being the valence shell of light elements, L. Undefined for what is no transition.
 */
export function shellsOfAuger(transition: string): readonly { shell: string; numbers: string }[] | undefined {
  const parts = [...transition.matchAll(/([KLMNOV])(\d*)/g)];
  if (parts.length !== 3 || parts.map(([part]) => part).join('') !== transition) return undefined;
  const first = parts[0]![1]!;
  if (first === 'V') return undefined;
  const next = SHELLS[SHELLS.indexOf(first) + 1] ?? first;
  const shells = parts.map(([, letter, numbers]) => ({ shell: letter === 'V' ? next : letter!, numbers: numbers! }));
  const outwards = shells.every(({ shell }) => SHELLS.indexOf(shell) >= SHELLS.indexOf(first));
  return outwards ? shells : undefined;
}

/** The tabulated groups that a named line stands for: `Na KLL` for three, `Na KL1L23` for one; none where it is not tabulated. */
export function augerGroups(line: CoreLine): readonly AugerLine[] {
  if (line.kind !== 'auger') return [];
  return augerLines().filter(
    ({ element, transition }) => element === line.element && sameTransition(transition, line.orbital),
  );
}

/**
 * Binding energies at which the groups of an Auger line appear, eV, ascending; groups whose hole the source cannot make, or
 * that lie above the Fermi edge, are left out.
 *
 * @param excitationEv photon energy, eV
 */
export function augerBindingEv(line: CoreLine, excitationEv: number): readonly (readonly [number, number])[] {
  return augerGroups(line)
    .filter((group) => isExcited(group, excitationEv))
    .map(({ kineticEv: [low, high] }) => [excitationEv - high, excitationEv - low] as const)
    .sort((a, b) => a[0] - b[0]);
}

/** Whether photons of this energy, eV, make the hole that the transition fills. */
export function isExcited({ element, transition, kineticEv }: AugerLine, excitationEv: number): boolean {
  const threshold = holeEv(element, transition);
  return excitationEv > kineticEv[0] && (threshold === undefined || excitationEv > threshold);
}

function holeEv(element: string, transition: string): number | undefined {
  const [hole] = shellsOfAuger(transition)!;
  const shell = SHELLS.indexOf(hole!.shell) + 1;
  // L1 is 2s, L2 and L3 are 2p, M4 and M5 3d; the outermost of several named together is the easiest to reach.
  const number = Number(hole!.numbers.slice(-1) || '1');
  const subshell = `${shell}${'spdf'[Math.floor(number / 2)]}`;
  const level = levelsOf(element).get(subshell);
  if (level === undefined) return undefined;
  const minor = partners(subshell) !== undefined && number % 2 === 0;
  return level.energyEv + (minor ? (level.splittingEv ?? 0) : 0);
}

function sameTransition(a: string, b: string): boolean {
  const [left, right] = [shellsOfAuger(a)!, shellsOfAuger(b)];
  return (
    right?.every(({ shell, numbers }, i) => {
      const other = left[i]!;
      const shared = [...numbers].some((digit) => other.numbers.includes(digit));
      return shell === other.shell && (numbers === '' || other.numbers === '' || shared);
    }) ?? false
  );
}
