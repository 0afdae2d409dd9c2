import { drawAtom } from '../crystal/picture/draw-atom.js';
import { isWhole } from '../crystal/scene/atom-shares.js';
import type { AtomShare, StructureScene } from '../crystal/scene/structure-scene.js';
import type { Shape } from '../figure/figure.js';

interface SwatchEntry {
  readonly label: string;
  readonly swatch: readonly Shape[];
}

/** More positions with occupancies of their own than these are explained by their elements alone. */
const MOST_POSITIONS = 8;

/**
 * What the discs of a structure picture mean: one entry for each element that fills its positions, one for each position
 * that is shared or not always filled, with its occupancies.
 */
export function structureLegend(scene: StructureScene): SwatchEntry[] {
  const entries = new Map<string, readonly AtomShare[]>();
  for (const { site, shares } of scene.atoms) {
    const label = isWhole(shares) ? shares[0]!.element : partialLabel(site, shares);
    if (!entries.has(label)) entries.set(label, shares);
  }
  const partial = [...entries.values()].filter((shares) => !isWhole(shares)).length;
  const shown =
    partial <= MOST_POSITIONS
      ? [...entries]
      : Object.keys(scene.colours).map((element) => [element, [{ element, occupancy: 1 }]] as const);
  return shown.map(([label, shares]) => ({ label, swatch: drawAtom(shares, scene.colours, [0, 0], 1) }));
}

/** `Na1 0.75`, `Si/P 0.67/0.33`: the site is named where one element stands there alone. */
function partialLabel(site: string, shares: readonly AtomShare[]): string {
  const occupancies = shares.map(({ occupancy }) => occupancy.toFixed(2)).join('/');
  return `${shares.length === 1 ? site : shares.map(({ element }) => element).join('/')} ${occupancies}`;
}
