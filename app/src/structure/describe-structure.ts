import type { AtomShare, StructureScene } from '../../../src/crystal/scene/structure-scene.js';

/** One position of the structure for the list beside the picture. */
export interface SiteRow {
  readonly site: string;
  /** `Na 0.75`, `Si 0.67, P 0.33`. */
  readonly content: string;
  readonly shares: readonly AtomShare[];
  /** How many are drawn, boundary copies counted. */
  readonly drawn: number;
  /** Neighbours and their distances, where it is bonded: `6 at 2.04 to 2.12 Å`. */
  readonly surroundings: string;
}

/** The sites of a scene in its order, with what surrounds the best surrounded atom of each. */
export function siteRows(scene: StructureScene): SiteRow[] {
  const distances: number[][] = scene.atoms.map(() => []);
  for (const { from, to, lengthAngstrom } of scene.bonds) {
    distances[from]!.push(lengthAngstrom);
    distances[to]!.push(lengthAngstrom);
  }
  const rows = new Map<string, { atoms: number[]; shares: readonly AtomShare[] }>();
  scene.atoms.forEach(({ site, shares }, i) => {
    const row = rows.get(site);
    if (row === undefined) rows.set(site, { atoms: [i], shares });
    else row.atoms.push(i);
  });
  return Array.from(rows, ([site, { atoms, shares }]) => {
    // At the edge of the picture neighbours are missing.
    const most = atoms.reduce((best, i) => (distances[i]!.length > distances[best]!.length ? i : best), atoms[0]!);
    return {
      site,
      content: contentOf(shares),
      shares,
      drawn: atoms.length,
      surroundings: surroundingsOf(distances[most]!),
    };
  });
}

/** What fills a position, in words. */
export function contentOf(shares: readonly AtomShare[]): string {
  const isFull = shares.length === 1 && shares[0]!.occupancy > 0.995;
  return shares.map(({ element, occupancy }) => (isFull ? element : `${element} ${occupancy.toFixed(2)}`)).join(', ');
}

function surroundingsOf(distances: readonly number[]): string {
  if (distances.length === 0) return '';
  const [least, most] = [Math.min(...distances).toFixed(2), Math.max(...distances).toFixed(2)];
  return `${distances.length} at ${least === most ? least : `${least} to ${most}`} Å`;
}

/** What the picture shows, for people who cannot see it; the list of sites says the rest. */
export function describeStructure(scene: StructureScene): string {
  const edges = scene.cell.map((axis) => Math.hypot(...axis).toFixed(2));
  const polyhedra = new Map<string, number>();
  for (const { element, corners } of scene.polyhedra) {
    const kind = `${element} with ${corners.length} corners`;
    polyhedra.set(kind, (polyhedra.get(kind) ?? 0) + 1);
  }
  const bodies = Array.from(polyhedra, ([kind, count]) => `${count} polyhedra of ${kind}`);
  return [
    `Unit cell of ${scene.name}, ${scene.formula}, space group ${scene.spaceGroup},`,
    `with edges of ${edges.join(', ')} Å: ${[`${scene.atoms.length} atoms`, ...bodies].join(', ')}.`,
  ].join(' ');
}
