/** Subshells of the elements: which there are, how many electrons fill them, and where they lie. */
import { atomicNumber } from '../../../crystal/scattering/element-data.js';
import { levelEnergies } from './level-energies.js';

/** A subshell in the element itself. */
export interface Level {
  /** Of its major line, eV. */
  readonly energyEv: number;
  /** How far above it the minor line lies; absent for s levels and where no value of use is tabulated. */
  readonly splittingEv?: number;
}

/** The two lines of a subshell with orbital momentum, the one with more electrons first. */
export interface Partners {
  /** `3/2` and `1/2`. */
  readonly major: string;
  readonly minor: string;
  /** Electrons of the minor line over those of the major one. */
  readonly ratio: number;
}

/** Splittings below this are rounding in a table that mostly has whole electronvolts. */
const LEAST_SPLITTING_EV = 0.25;

const partnersOf: Readonly<Record<string, Partners>> = {
  p: { major: '3/2', minor: '1/2', ratio: 1 / 2 },
  d: { major: '5/2', minor: '3/2', ratio: 2 / 3 },
  f: { major: '7/2', minor: '5/2', ratio: 3 / 4 },
};

/** Order in which subshells fill. */
const filling = '1s 2s 2p 3s 3p 4s 3d 4p 5s 4d 5p 6s 4f 5d 6p 7s 5f 6d'.split(' ');
const room: Readonly<Record<string, number>> = { s: 2, p: 6, d: 10, f: 14 };

let levels: ReadonlyMap<string, ReadonlyMap<string, Level>> | undefined;

/** By degeneracy 2j + 1; undefined for s levels. `2p` and `p` are the same here. */
export function partners(subshell: string): Partners | undefined {
  return partnersOf[subshell.slice(-1)];
}

/** The subshells of an element that are tabulated, by name: `2p`. */
export function levelsOf(element: string): ReadonlyMap<string, Level> {
  levels ??= read();
  return levels.get(element) ?? new Map();
}

/** Subshells with electrons in the free atom, innermost first: `1s 2s 2p ...`. */
export function occupied(element: string): readonly string[] {
  const depth = (subshell: string): number => 4 * Number(subshell[0]) + 'spdf'.indexOf(subshell[1]!);
  return filling.filter((subshell) => electronsIn(subshell, element) > 0).sort((a, b) => depth(a) - depth(b));
}

/** Whether a subshell of the element is not full, so that its cross-section depends on the compound. */
export function isOpen(element: string, subshell: string): boolean {
  const capacity = room[subshell.slice(-1)]!;
  // One electron from the s level above fills the d shell of copper, silver and gold.
  const full = subshell.endsWith('d') ? capacity - 1 : capacity;
  return electronsIn(subshell, element) < full;
}

function electronsIn(subshell: string, element: string): number {
  let left = atomicNumber(element);
  for (const next of filling) {
    if (next === subshell) return Math.max(0, Math.min(left, room[next.slice(-1)]!));
    left -= room[next.slice(-1)]!;
  }
  return 0;
}

function read(): Map<string, ReadonlyMap<string, Level>> {
  const out = new Map<string, ReadonlyMap<string, Level>>();
  for (const line of levelEnergies.trim().split('\n')) {
    const [element, ...words] = line.split(' ');
    const found = new Map<string, Level>();
    for (let i = 0; i + 1 < words.length; i += 2) {
      const [energy, splitting] = words[i + 1]!.split('/').map(Number);
      found.set(words[i]!, {
        energyEv: energy!,
        ...(splitting !== undefined && splitting > LEAST_SPLITTING_EV ? { splittingEv: splitting } : {}),
      });
    }
    out.set(element!, found);
  }
  return out;
}
