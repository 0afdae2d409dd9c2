import { isWhole } from '../../../src/crystal/scene/atom-shares.js';
import type { AtomShare, StructureScene } from '../../../src/crystal/scene/structure-scene.js';

/** One position of the structure for the list beside the picture. */
export interface SiteRow {
  readonly site: string;
  /** `Na 0.75`, `Si 0.67, P 0.33`. */
  readonly content: string;
  readonly shares: readonly AtomShare[];
  /** How many are drawn, boundary copies counted. */
  readonly drawn: number;
  /** Number and lengths of the bonds that are drawn: `6, 2.04 to 2.12 Å`; empty where there are none. */
  readonly bonds: string;
}

/** The sites of a scene in its order, with the bonds of the atom of each that has most of them. */
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
    // At the edge of the picture bonds end.
    const most = atoms.reduce((best, i) => (distances[i]!.length > distances[best]!.length ? i : best), atoms[0]!);
    return {
      site,
      content: contentOf(shares),
      shares,
      drawn: atoms.length,
      bonds: bondsOf(distances[most]!),
    };
  });
}

/** What fills a position, in words. */
export function contentOf(shares: readonly AtomShare[]): string {
  const whole = isWhole(shares);
  return shares.map(({ element, occupancy }) => (whole ? element : `${element} ${occupancy.toFixed(2)}`)).join(', ');
}

function bondsOf(distances: readonly number[]): string {
  if (distances.length === 0) return '';
  const [least, most] = [Math.min(...distances).toFixed(2), Math.max(...distances).toFixed(2)];
  return `${distances.length}, ${least === most ? least : `${least} to ${most}`} Å`;
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
