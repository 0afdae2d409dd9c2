import { AtomGrid } from '../geometry/neighbours.js';
import { anionRank, covalentRadius } from '../geometry/radii.js';
import type { CrystalStructure, Site } from '../structure.js';
import { FULL, mainElement } from './atom-shares.js';
import type { AtomShare } from './structure-scene.js';

/** Atoms this near to each other share one position, angstrom: a mixed site whose atoms were refined apart stays one. */
const SAME = 0.05;

/** One position of the asymmetric unit with everything that shares it. */
export interface Position {
  /** Labels of its sites. */
  readonly label: string;
  readonly shares: readonly AtomShare[];
  /** The element that fills most of it: what it bonds like and what colour its polyhedron has. */
  readonly element: string;
  readonly site: Site;
}

/** The sites of a structure with those at one place joined, in the order of the first of each. */
export function joinedPositions(structure: CrystalStructure): Position[] {
  const { sites } = structure;
  const grid = new AtomGrid(structure, 1);
  const members = new Map<number, number[]>();
  const headOf: number[] = [];
  sites.forEach((site, s) => {
    const near = grid.around(site.position, SAME).map((neighbour) => neighbour.site);
    const earlier = near.filter((other) => other < s && headOf[other] === other);
    const head = Math.min(s, ...earlier);
    headOf.push(head);
    members.set(head, [...(members.get(head) ?? []), s]);
  });
  return [...members].map(([head, list]) => {
    const shares = sharesOf(list.map((s) => sites[s]!));
    return {
      label: list.map((s) => sites[s]!.label).join(', '),
      shares,
      element: mainElement(shares),
      site: sites[head]!,
    };
  });
}

/** Share of each element; more than a position holds is shown as a full one. */
function sharesOf(sites: readonly Site[]): AtomShare[] {
  const byElement = new Map<string, number>();
  for (const { element, occupancy } of sites) {
    byElement.set(element, (byElement.get(element) ?? 0) + Math.max(0, occupancy));
  }
  const sum = [...byElement.values()].reduce((total, share) => total + share, 0);
  const divisor = sum >= FULL ? sum : 1;
  return Array.from(byElement, ([element, occupancy]) => ({ element, occupancy: rounded(occupancy / divisor) }));
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

/** Drawn radius in angstrom: small enough to look through the crystal, larger for larger atoms. */
export function drawnRadius(element: string): number {
  return Math.round((0.2 + 0.17 * covalentRadius(element)) * 1e3) / 1e3;
}

const LOOSE = new Set('Li Na K Rb Cs Fr Ca Sr Ba Ra La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Ac'.split(' '));

/** Large cations that sit in the gaps of a framework and are drawn without bonds, as long as there is a framework. */
export function isLoose(element: string): boolean {
  return LOOSE.has(element);
}

/** Elements that surround cations: O, F, N, the halogens and the chalcogens. */
export function isAnion(element: string): boolean {
  return anionRank(element) < anionRank('');
}
