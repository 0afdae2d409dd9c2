import type { Cell } from '../cell/cell.js';
import { directMetric } from '../cell/metric.js';
import type { CrystalStructure, Site } from '../structure.js';
import type { Freedom } from '../symmetry/freedom.js';
import type { SymmetryOperation } from '../symmetry/operation.js';
import { positionFreedom, uFreedom } from '../symmetry/position-freedom.js';
import { siteSymmetry } from '../symmetry/site-symmetry.js';

/** A position of the asymmetric unit with everything that sits on it: one site, or several of a mixed one. */
export interface SitePlan {
  /** Indices of its sites; the first one lends name, position and displacement to all. */
  readonly sites: readonly number[];
  /** Exactly on the special position, where it is one. */
  readonly position: readonly [number, number, number];
  readonly positionFreedom: Freedom;
  /** Null where the displacement of the first site is isotropic. */
  readonly uFreedom: Freedom | null;
  /** One operation for each equivalent position in the cell. */
  readonly orbitOperations: readonly SymmetryOperation[];
}

/** Sites nearer than this are one mixed site: in fractions of the edges, or in angstrom. */
const SAME_FRACTION = 1e-4;
const SAME_ANGSTROM = 0.02;

/** Sorts the sites of a structure by position and finds out what symmetry leaves free of each. */
export function planSites(structure: CrystalStructure): SitePlan[] {
  const { sites, cell, spaceGroup } = structure;
  return groupByPosition(sites, cell).map((group) => {
    const first = sites[group[0]!]!;
    const { position, operations, orbitOperations } = siteSymmetry(first.position, spaceGroup, cell);
    return {
      sites: group,
      position,
      positionFreedom: positionFreedom(operations, position),
      uFreedom: first.uAniso === undefined ? null : uFreedom(operations, cell),
      orbitOperations,
    };
  });
}

/** Indices of the sites of each position, in the order of first appearance. */
function groupByPosition(sites: readonly Site[], cell: Cell): number[][] {
  const metric = directMetric(cell);
  const groups: number[][] = [];
  for (const [index, site] of sites.entries()) {
    const group = groups.find((known) => samePosition(sites[known[0]!]!.position, site.position, metric));
    if (group === undefined) groups.push([index]);
    else group.push(index);
  }
  return groups;
}

function samePosition(one: Site['position'], other: Site['position'], g: Float64Array): boolean {
  const [u, v, w] = [0, 1, 2].map((i) => nearestShift(one[i]! - other[i]!)) as [number, number, number];
  if (Math.max(Math.abs(u), Math.abs(v), Math.abs(w)) <= SAME_FRACTION) return true;
  const square = g[0]! * u * u + g[1]! * v * v + g[2]! * w * w + 2 * (g[3]! * u * v + g[4]! * u * w + g[5]! * v * w);
  return square <= SAME_ANGSTROM * SAME_ANGSTROM;
}

function nearestShift(difference: number): number {
  return difference - Math.round(difference);
}
